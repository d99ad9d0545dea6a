"""Somebody asks for their data to be deleted, or thinks better of it."""

from datetime import datetime

from backend.people import tokens
from backend.people.person import Person, Role
from backend.people.ports import LastAdmin, People
from backend.privacy.ports import AlreadyAsked, Request, Requests
from backend.reports.ports import Kind, Work


class TooLate(Exception):
    """It is being carried out, or done."""


def delete(
    owner: str, person: Person | None, *, requests: Requests, people: People, now: datetime
) -> Request:
    """Ask for it, once. Raises LastAdmin."""
    if asked := requests.open_of(owner):
        return asked
    if person and _is_last_admin(person, people, requests):
        raise LastAdmin
    request = Request(tokens.new_id(), owner, now)
    try:
        requests.add(request, [Work(Kind.ERASE, request.id)])
    except AlreadyAsked as beside:  # by a second tap, as quick as the first
        return beside.request
    return request


def take_back(owner: str, *, requests: Requests, now: datetime) -> None:
    """Raises TooLate."""
    asked = requests.open_of(owner)
    if asked is None or not requests.cancel(asked.id, now):
        raise TooLate


def _is_last_admin(person: Person, people: People, requests: Requests) -> bool:
    """No other one stays: who has asked to be deleted does not."""
    admins = {one.id for one in people.all(Role.ADMIN) if not one.disabled_at}
    others = admins - {person.id}
    return person.id in admins and all(requests.open_of(one) for one in others)
