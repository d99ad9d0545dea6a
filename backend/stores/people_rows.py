"""Between people and their rows."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from backend.people.person import Device, Grant, Invitation, Person, Role, Session, Stage
from backend.people.ports import Unknown

Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def login_key(login: str | None) -> str | None:
    """Logins that differ only in case are one."""
    return login.casefold() if login else None


def of_person(person: Person) -> Values:
    row = asdict(person) | {"login_key": login_key(person.login)}
    del row["grants"]
    return row


def of_grants(person: Person) -> list[Values]:
    return [
        {"person": person.id, "position": position, "role": grant.role, "scope": grant.scope}
        for position, grant in enumerate(person.grants)
    ]


def to_person(row: AnyRow, grants: Iterable[AnyRow]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        grants=tuple(Grant(Role(grant.role), grant.scope) for grant in grants),
        created_at=row.created_at,
        login=row.login,
        password_hash=row.password_hash,
        disabled_at=row.disabled_at,
        withdrawn_at=row.withdrawn_at,
    )


def to_device(row: AnyRow) -> Device:
    return Device(**row._asdict())


def to_session(row: AnyRow) -> Session:
    return Session(**row._asdict() | {"stage": Stage(row.stage)})


def of_invitation(invitation: Invitation) -> Values:
    row = asdict(invitation) | {"role": invitation.grant.role, "scope": invitation.grant.scope}
    del row["grant"]
    return row


def to_invitation(row: AnyRow) -> Invitation:
    values = row._asdict()
    return Invitation(grant=Grant(Role(values.pop("role")), values.pop("scope")), **values)


def known(row: AnyRow | None, what: str) -> AnyRow:
    """Raises Unknown when there is none."""
    if row is None:
        raise Unknown(what)
    return row
