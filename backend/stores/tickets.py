"""Short-lived secrets over SQL. What has expired goes when the next one comes."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.people.person import Ticket
from backend.stores import people_rows as rows
from backend.stores.database import Database
from backend.stores.factor_tables import tickets

VALID = and_(
    tickets.c.kind == bindparam("of_kind"),
    tickets.c.key_hash == bindparam("wanted"),
    tickets.c.expires_at > bindparam("now"),
)
PUT = insert(tickets).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
OVER = delete(tickets).where(tickets.c.expires_at <= bindparam("now"))
EARLIER = delete(tickets).where(
    tickets.c.kind == bindparam("of_kind"),
    tickets.c.person == bindparam("whose"),
    tickets.c.key_hash != bindparam("fresh"),
)


class SqlTickets:
    """See backend.people.ports.Tickets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, ticket: Ticket, now: datetime) -> bool:
        return self._database.write(lambda tx: _put(tx, ticket, now))

    def look(self, kind: str, key_hash: str, now: datetime) -> Ticket:
        asked = {"of_kind": kind, "wanted": key_hash, "now": now}
        row = self._database.read(lambda tx: tx.execute(select(tickets).where(VALID), asked).one_or_none())
        return _to_ticket(row)

    def take(self, kind: str, key_hash: str, now: datetime) -> Ticket:
        asked = {"of_kind": kind, "wanted": key_hash, "now": now}
        once = delete(tickets).where(VALID).returning(*tickets.c)
        row = self._database.write(lambda tx: tx.execute(once, asked).one_or_none())
        return _to_ticket(row)


def _to_ticket(row: rows.AnyRow | None) -> Ticket:
    """Raises Unknown."""
    found = rows.known(row, "ticket")
    return Ticket(found.kind, found.key_hash, found.expires_at, found.person, found.device)


def _put(tx: Connection, ticket: Ticket, now: datetime) -> bool:
    tx.execute(OVER, {"now": now})
    if not tx.execute(PUT, asdict(ticket)).rowcount:
        return False
    if ticket.person:
        tx.execute(EARLIER, {"of_kind": ticket.kind, "whose": ticket.person, "fresh": ticket.key_hash})
    return True
