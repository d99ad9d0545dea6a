"""Open311 clients and what they posted, over SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_new  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.open311.clients import REMEMBERED, Client, Post, Unknown
from backend.stores.database import Database
from backend.stores.open311_tables import clients, posts


class SqlClients:
    """See backend.open311.clients.Clients."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, client: Client) -> None:
        row = {name: getattr(client, name) for name in clients.c.keys()}  # noqa: SIM118 -- columns, by name
        self._database.write(lambda tx: tx.execute(insert(clients), row))

    def all(self) -> list[Client]:
        found = select(clients).order_by(clients.c.made_at, clients.c.id)
        return self._database.read(lambda tx: [Client(*row) for row in tx.execute(found)])

    def by_hash(self, key_hash: str) -> Client:
        wanted = select(clients).where(clients.c.key_hash == key_hash, clients.c.ended_at.is_(None))
        row = self._database.read(lambda tx: tx.execute(wanted).one_or_none())
        if row is None:
            raise Unknown(key_hash)
        return Client(*row)

    def end(self, client_id: str, at: datetime) -> None:
        ended = update(clients).where(clients.c.id == client_id, clients.c.ended_at.is_(None))
        if not self._database.write(lambda tx: tx.execute(ended.values(ended_at=at)).rowcount):
            raise Unknown(client_id)

    def remember(self, post: Post) -> Post:
        return self._database.write(lambda tx: _remember(tx, post))

    def done(self, post: Post) -> None:
        self._database.write(lambda tx: tx.execute(update(posts).where(*_same(post)).values(done=True)))


def _remember(tx: Connection, post: Post) -> Post:
    tx.execute(delete(posts).where(posts.c.at < post.at - REMEMBERED))
    row = {name: getattr(post, name) for name in posts.c.keys()}  # noqa: SIM118 -- columns, by name
    tx.execute(insert_new(posts).on_conflict_do_nothing(), row)
    return Post(*tx.execute(select(posts).where(*_same(post))).one())


def _same(post: Post) -> tuple[Any, Any]:
    return posts.c.client == post.client, posts.c.key == post.key
