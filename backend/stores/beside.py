"""What else is kept about somebody: rows of whatever refers to them, without what is secret in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.engine import Connection

from backend.stores.desk_tables import digests, saved_views
from backend.stores.factor_tables import authenticators, passkeys, recovery_codes
from backend.stores.people_tables import invitation_uses, invitations, vigils
from backend.stores.tables import holds

TOLD: Mapping[str, tuple[Column[Any], Sequence[str]]] = {
    "digest": (digests.c.person, ("is_on", "email", "language", "last_day")),
    "saved_views": (saved_views.c.person, ("name", "asked")),
    "passkeys": (passkeys.c.person, ("label", "created_at", "used_at")),
    "code_app": (authenticators.c.person, ("person",)),
    "recovery_codes": (recovery_codes.c.person, ("person",)),
    "cases_held": (holds.c.person, ("report", "until")),
    "invitations_accepted": (invitation_uses.c.person, ("at",)),
    "invitations_made": (invitations.c.created_by, ("role", "scope", "created_at", "expires_at", "name")),
    "queues": (vigils.c.device, ("waiting", "last_saved_at", "told_at", "lost", "lost_at")),
}
"""By what a file calls it: the column that says whose it is, and what is told of a row."""


def beside(tx: Connection, owners: Sequence[str]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """What there is of it, each row by the names of its columns."""
    found = {name: _rows(tx, whose, told, owners) for name, (whose, told) in TOLD.items()}
    return {name: rows for name, rows in found.items() if rows}


def _rows(
    tx: Connection, whose: Column[Any], told: Sequence[str], owners: Sequence[str]
) -> tuple[Mapping[str, Any], ...]:
    theirs = select(*whose.table.c[*told]).where(whose.in_(owners)).order_by(*whose.table.primary_key)
    return tuple(row._asdict() for row in tx.execute(theirs))
