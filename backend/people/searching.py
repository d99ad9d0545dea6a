"""People of the office, narrowed down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.people.person import Person
from backend.people.roles import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty fields narrow nothing down, but without a role it is those who sign in.

    `q` stands in the name or the login; `peran` is a role; `di` a kelurahan or an agency, where roles of the
    whole city hold too; `keadaan` is "aktif" or "tutup".
    """

    q: str = ""
    peran: str = ""
    di: str = ""
    keadaan: str = ""


def found(people: Iterable[Person], wanted: Wanted) -> Sequence[Person]:
    """By name."""
    return sorted((one for one in people if _fits(one, wanted)), key=lambda one: one.name.casefold())


def _fits(person: Person, wanted: Wanted) -> bool:
    text = f"{person.name} {person.login or ''}".casefold()
    return (
        " ".join(wanted.q.split()).casefold() in text
        and _has_role(person, wanted)
        and wanted.keadaan in {"", "tutup" if person.disabled_at else "aktif"}
    )


def _has_role(person: Person, wanted: Wanted) -> bool:
    if not wanted.peran and not person.login:
        return False
    return any(
        wanted.peran in {"", grant.role.value}
        and wanted.di in {"", grant.scope, _anywhere(grant.scope, wanted)}
        for grant in person.grants
    )


def _anywhere(scope: str, wanted: Wanted) -> str:
    return wanted.di if scope == EVERYWHERE else scope
