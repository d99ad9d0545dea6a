"""Marks of what was used, over SQL. What has expired goes when the next one comes."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.people.person import Ticket
from backend.stores.database import Database
from backend.stores.factor_tables import tickets

PUT = insert(tickets).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
OVER = delete(tickets).where(tickets.c.expires_at <= bindparam("now"))


class SqlTickets:
    """See backend.people.ports.Tickets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, ticket: Ticket, now: datetime) -> bool:
        return self._database.write(lambda tx: _put(tx, ticket, now))


def _put(tx: Connection, ticket: Ticket, now: datetime) -> bool:
    tx.execute(OVER, {"now": now})
    return bool(tx.execute(PUT, asdict(ticket)).rowcount)
