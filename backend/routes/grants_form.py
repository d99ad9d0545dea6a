"""Roles as a form names them: «reviewer:64.74.03.1002», «admin:*»."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.city.register import Register
from backend.people.office import NoGrant
from backend.people.person import Grant, Role
from backend.people.roles import EVERYWHERE

PLACED = (Role.REVIEWER, Role.OFFICER)
"""Roles that hold somewhere. The others hold in the whole city."""
CITYWIDE = (Role.COMMAND, Role.AUDITOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Choice:
    """`where` is empty for the whole city."""

    value: str
    where: str


def choices(register: Register) -> Mapping[Role, list[Choice]]:
    """Every role that may be given, by role."""
    kelurahan = [Choice(f"reviewer:{place.code}", place.name) for place in register.kelurahan.values()]
    agencies = [Choice(f"officer:{opd.code}", opd.name) for opd in register.opd.values()]
    everywhere = {role: [Choice(f"{role.value}:{EVERYWHERE}", "")] for role in CITYWIDE}
    return {
        Role.REVIEWER: [Choice(f"reviewer:{EVERYWHERE}", ""), *kelurahan],
        Role.OFFICER: agencies,
        **everywhere,
    }


def value(grant: Grant) -> str:
    return f"{grant.role.value}:{grant.scope}"


def grants(values: Iterable[str], register: Register, *, kept: Iterable[Grant] = ()) -> list[Grant]:
    """Raises NoGrant for what is not among the choices, nor `kept` already (an agency that was renamed)."""
    allowed = {choice.value for some in choices(register).values() for choice in some} | set(map(value, kept))
    return [_grant(one, allowed) for one in values if one]


def _grant(text: str, allowed: set[str]) -> Grant:
    if text not in allowed:
        raise NoGrant(text)
    role, _, scope = text.partition(":")
    return Grant(Role(role), scope)
