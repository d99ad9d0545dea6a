"""The office takes on people who sign in, says what they may do, and shuts them out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from backend.people import passwords, tokens
from backend.people.account import named
from backend.people.person import Grant, Person, Role, Ticket
from backend.people.ports import Factors, People, Tickets, Unknown

PASSWORD = "password"  # noqa: S105 -- the kind of a ticket
LINK_LASTS = timedelta(days=3)
LOGIN_MAX = 80
"""Characters."""
SCOPED = {Role.REVIEWER: "kelurahan", Role.OFFICER: "opd"}
"""Roles that hold somewhere. The others hold in the whole city."""


class OwnAccount(Exception):
    """Nobody shuts themselves out, or changes what they themselves may do."""


class NoLogin(Exception):
    """The login is empty, too long, or holds a space."""


class NoGrant(Exception):
    """Without a role nobody of the staff does anything."""


def add(name: str, login: str, grants: Sequence[Grant], *, people: People, now: datetime) -> Person:
    """Somebody new, without a password yet: see password_link.

    Raises NoName, NoLogin, NoGrant, LoginTaken.
    """
    login = login.strip()
    if not 1 <= len(login) <= LOGIN_MAX or not login.isprintable() or " " in login:
        raise NoLogin(f"a login has 1 to {LOGIN_MAX} characters and no space")
    person = Person(tokens.new_id(), named(name), _held(grants), now, login)
    people.add(person)
    return person


def password_link(person: Person, *, tickets: Tickets, now: datetime) -> str:
    """The token of a link by which they choose a password, once. Links made before end."""
    token = tokens.make()
    tickets.put(Ticket(PASSWORD, tokens.hashed(token), now + LINK_LASTS, person.id), now)
    return token


def whose_link(token: str, *, people: People, tickets: Tickets, now: datetime) -> Person:
    """Raises Unknown."""
    ticket = tickets.look(PASSWORD, tokens.hashed(token), now)
    return _enabled(people.get(ticket.person or ""))


def choose_password(token: str, new: str, *, people: People, tickets: Tickets, now: datetime) -> Person:
    """Use the link: every sign-in of before ends.

    Raises Unknown; or Weak, then the link is as good as before.
    """
    person = whose_link(token, people=people, tickets=tickets, now=now)
    passwords.demand_good(new, login=person.login or "", name=person.name)
    tickets.take(PASSWORD, tokens.hashed(token), now)
    people.set_password(person.id, passwords.hashed(new))
    people.end_sessions_of(person.id)
    return person


def change_grants(person: Person, grants: Sequence[Grant], *, by: Person, people: People) -> None:
    """Raises OwnAccount, NoGrant."""
    _demand_another(person, by)
    people.set_grants(person.id, _held(grants))


def shut_out(person: Person, *, by: Person, people: People, now: datetime) -> None:
    """Sign-ins and phones end at once. Raises OwnAccount."""
    _demand_another(person, by)
    people.disable(person.id, now)


def reset_factor(person: Person, *, people: People, factors: Factors) -> None:
    """For whoever lost phone and recovery codes; sign-ins end too, as somebody may have found them."""
    factors.reset(person.id)
    people.end_sessions_of(person.id)


def _held(grants: Sequence[Grant]) -> tuple[Grant, ...]:
    """Each once, in the order given."""
    if not grants:
        raise NoGrant("choose at least one role")
    return tuple(dict.fromkeys(grants))


def _demand_another(person: Person, by: Person) -> None:
    if person.id == by.id:
        raise OwnAccount("somebody else of the office does that")


def _enabled(person: Person) -> Person:
    if person.disabled_at:
        raise Unknown("shut out meanwhile")
    return person
