"""Somebody asks for their data to be deleted, or thinks better of it."""

from datetime import datetime

from backend.people import tokens
from backend.people.person import Person, Role
from backend.people.ports import LastAdmin, People
from backend.privacy.ports import Request, Requests
from backend.reports.ports import Kind, Work


class TooLate(Exception):
    """It is being carried out, or done."""


def delete(
    owner: str, person: Person | None, *, requests: Requests, people: People, now: datetime
) -> Request:
    """Ask for it, once. Raises LastAdmin."""
    if asked := requests.open_of(owner):
        return asked
    if person and _is_last_admin(person, people):
        raise LastAdmin
    request = Request(tokens.new_id(), owner, now)
    requests.add(request, [Work(Kind.ERASE, request.id)])
    return request


def take_back(owner: str, *, requests: Requests, now: datetime) -> None:
    """Raises TooLate."""
    asked = requests.open_of(owner)
    if asked is None or not requests.cancel(asked.id, now):
        raise TooLate


def _is_last_admin(person: Person, people: People) -> bool:
    admins = {one.id for one in people.all(Role.ADMIN) if not one.disabled_at}
    return admins == {person.id}
