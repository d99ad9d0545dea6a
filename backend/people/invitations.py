"""An invitation is a link that makes whoever opens it somebody: a person with one grant, on this phone."""

from datetime import datetime, timedelta

from backend.people import devices, tokens
from backend.people.devices import Accepted, renewed
from backend.people.person import Device, Grant, Invitation, Person, Role
from backend.people.ports import People, Unknown

LASTS = timedelta(days=14)
RETURN_LASTS = timedelta(days=90)
"""A volunteer may sign out of a shared phone for a season."""
NAME_MAX = 80
"""Characters."""
BY_LINK = frozenset({Role.VOLUNTEER})
"""Roles a link alone may give. Staff need a login and a password too."""


class NameNeeded(Exception):
    """People read it beside the reports: it must be there, and short."""


class NotByLink(Exception):
    """This role is given to a person who signs in, not to whoever holds a link."""


def make(
    grant: Grant,
    *,
    people: People,
    now: datetime,
    by: str = "",
    name: str = "",
    uses: int = 1,
    lasts: timedelta = LASTS,
) -> tuple[Invitation, str]:
    """A new invitation and the token for its link. `by` is the id of who made it. Raises NotByLink."""
    if grant.role not in BY_LINK:
        raise NotByLink(f"{grant.role.value} needs a login: masdarling person add")
    token = tokens.make()
    invitation = Invitation(
        id=tokens.new_id(),
        token_hash=tokens.hashed(token),
        grant=grant,
        created_at=now,
        expires_at=now + lasts,
        uses_left=max(1, uses),
        name=name.strip()[:NAME_MAX],
        created_by=by,
    )
    people.add_invitation(invitation)
    return invitation, token


def make_return(
    person: Person, *, people: People, now: datetime, by: str = "", lasts: timedelta = RETURN_LASTS
) -> tuple[Invitation, str]:
    """Lets a volunteer in again, once, on any phone; ends the links made before. Raises NotByLink.

    `by` is the person's own id where a phone of theirs asks that is told all of their reports (see lets_in).
    """
    grant = next((grant for grant in person.grants if grant.role in BY_LINK), None)
    if grant is None or person.login or person.disabled_at:
        raise NotByLink("a link lets volunteers in, and nobody who has a password")
    token = tokens.make()
    invitation = Invitation(
        id=tokens.new_id(),
        token_hash=tokens.hashed(token),
        grant=grant,
        created_at=now,
        expires_at=now + lasts,
        uses_left=1,
        name=person.name,
        created_by=by,
        person=person.id,
    )
    people.add_invitation(invitation)
    return invitation, token


def look(token: str, *, people: People, now: datetime) -> Invitation:
    """What the link offers, without using it. Raises Unknown when it is used up or expired."""
    return people.invitation(tokens.hashed(token), now)


def accept(
    token: str,
    name: str,
    *,
    people: People,
    now: datetime,
    device: Device | None = None,
    cookie: str = "",
    label: str = "",
) -> Accepted:
    """Use the invitation once. An anonymous `device` (and its `cookie`) becomes the person's, queue and all.

    A device that belongs to somebody else is left as it is and the phone gets a new one: each queue keeps its
    owner. Opened again by the same person, the invitation is not used. Raises Unknown, NameNeeded.
    """
    hashed = tokens.hashed(token)
    invitation = people.invitation(hashed, now)
    owner = people.get(device.person) if device and device.person else None
    if owner and _is_for(invitation, owner, name):
        return Accepted(owner, cookie)
    person = _whom(invitation, name, people, now)
    let_in = lets_in(invitation)
    if device and device.person is None:
        people.bind(hashed, person, device.id, now, let_in=let_in)
        return Accepted(person, renewed(cookie))
    fresh, secret = devices.make(now=now, person=person.id, label=label, let_in=let_in)
    people.accept(hashed, person, fresh, now)
    return Accepted(person, secret)


def lets_in(invitation: Invitation) -> bool:
    """Whoever made it could open it themselves: it tells nobody which other reports are the person's."""
    return invitation.person is not None and invitation.created_by != invitation.person


def _is_for(invitation: Invitation, owner: Person, name: str) -> bool:
    """Whether this person accepts, who gains nothing by it. A phone may be shared: the name tells."""
    if invitation.person:
        return invitation.person == owner.id
    asked = " ".join((name or invitation.name or owner.name).split())
    return invitation.grant in owner.grants and asked.casefold() == owner.name.casefold()


def _whom(invitation: Invitation, name: str, people: People, now: datetime) -> Person:
    """The one who comes back, or somebody new. Raises Unknown, NameNeeded."""
    if invitation.person is None:
        name = checked_name(name or invitation.name)
        return Person(id=tokens.new_id(), name=name, grants=(invitation.grant,), created_at=now)
    person = people.get(invitation.person)
    if person.disabled_at:
        raise Unknown("shut out meanwhile")
    return person


def link(base_url: str, token: str) -> str:
    return f"{base_url}/undangan/{token}"


def checked_name(name: str) -> str:
    """As it is kept. Raises NameNeeded."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_MAX:
        raise NameNeeded(f"a name has 1 to {NAME_MAX} characters")
    return name
