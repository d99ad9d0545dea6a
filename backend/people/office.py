"""The office takes on people who sign in, says what they may do, helps who is locked out, shuts out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from backend.people import passwords, tokens
from backend.people.account import named
from backend.people.person import Grant, Person, Ticket
from backend.people.ports import Factors, People, Tickets, Unknown

KIND = "password"
LINK_LASTS = timedelta(hours=24)
LOGIN_MAX = 80
"""Characters."""
REASON_MAX = 200
"""Characters."""


class OwnAccount(Exception):
    """Nobody raises or shuts out themselves."""


class NoLogin(Exception):
    """The login is empty, too long, or holds a space; or there is none, as volunteers have none."""


class NoGrant(Exception):
    """Without a role nobody of the staff does anything."""


class NoReason(Exception):
    """What weighs on somebody needs a reason: whoever audits reads it."""


class Changed(Exception):
    """Somebody else changed it since it was looked at."""


def somebody(name: str, login: str, grants: Sequence[Grant], *, now: datetime) -> Person:
    """Not kept yet, and without a password: see password_link. Raises NoName, NoLogin, NoGrant."""
    login = login.strip()
    if not 1 <= len(login) <= LOGIN_MAX or not login.isprintable() or " " in login:
        raise NoLogin(f"a login has 1 to {LOGIN_MAX} characters and no space")
    return Person(tokens.new_id(), named(name), _held(grants), now, login)


def password_link(person: Person, *, tickets: Tickets, now: datetime) -> str:
    """The token of a link by which they choose a password, once. Links made before end. Raises NoLogin."""
    _demand_login(person)
    token = tokens.make()
    tickets.put(Ticket(KIND, tokens.hashed(token), now + LINK_LASTS, person.id), now)
    return token


def whose_link(token: str, *, people: People, tickets: Tickets, now: datetime) -> Person:
    """Raises Unknown when it was used, is old, or they were shut out meanwhile."""
    ticket = tickets.look(KIND, tokens.hashed(token), now)
    person = people.get(ticket.person or "")
    if person.disabled_at:
        raise Unknown("shut out meanwhile")
    return person


def choose_password(token: str, new: str, *, people: People, tickets: Tickets, now: datetime) -> Person:
    """Use the link: every sign-in of before ends, and every device that bears their name.

    Raises Unknown; or Weak, then the link is as good as before.
    """
    person = whose_link(token, people=people, tickets=tickets, now=now)
    passwords.demand_good(new, login=person.login or "", name=person.name)
    tickets.take(KIND, tokens.hashed(token), now)
    people.set_password(person.id, passwords.hashed(new))
    people.end_all_of(person.id, now)
    return person


def change_grants(
    person: Person, grants: Sequence[Grant], *, seen: Sequence[Grant], by: Person, people: People
) -> None:
    """`seen`: what they held when the asker looked.

    Raises OwnAccount, NoLogin, NoGrant, Changed, LastAdmin.
    """
    _demand_another(person, by)
    _demand_login(person)
    if set(seen) != set(person.grants):
        raise Changed("the roles are others by now")
    people.set_grants(person.id, _held(grants))


def shut_out(person: Person, reason: str, *, by: Person, people: People, now: datetime) -> None:
    """Sign-ins and phones end at once. Raises OwnAccount, NoReason, LastAdmin."""
    _demand_another(person, by)
    reasoned(reason)
    people.disable(person.id, now)


def reset_factor(person: Person, *, people: People, factors: Factors, now: datetime) -> None:
    """For whoever lost phone and recovery codes. Sign-ins end too, and what bears their name: somebody may
    have found it.
    """
    factors.reset(person.id)
    people.end_all_of(person.id, now)


def reasoned(reason: str) -> str:
    """As it is kept. Raises NoReason."""
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= REASON_MAX:
        raise NoReason(f"a reason has 1 to {REASON_MAX} characters")
    return reason


def _held(grants: Sequence[Grant]) -> tuple[Grant, ...]:
    """Each once, in the order given."""
    if not grants:
        raise NoGrant("choose at least one role")
    return tuple(dict.fromkeys(grants))


def _demand_another(person: Person, by: Person) -> None:
    if person.id == by.id:
        raise OwnAccount("somebody else of the office does that")


def _demand_login(person: Person) -> None:
    if not person.login:
        raise NoLogin("volunteers come by a link, and have no password")
