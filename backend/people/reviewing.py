"""Who reviews where."""

from collections.abc import Iterable

from backend.people.person import Person, Role
from backend.people.roles import EVERYWHERE


def reviewed_by(person: Person, every: Iterable[str]) -> list[str]:
    """Codes of the kelurahan they are a reviewer of, out of `every` one of the city; admins are of none."""
    if person.disabled_at:
        return []
    scopes = {grant.scope for grant in person.grants if grant.role is Role.REVIEWER}
    return sorted(code for code in every if code in scopes or EVERYWHERE in scopes)
