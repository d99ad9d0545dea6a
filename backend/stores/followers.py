"""Who follows what, over SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.ports import NotFound
from backend.residents.follows import (
    FOLLOWS_MAX,
    UNCONFIRMED,
    WRITTEN_TO,
    Follow,
    Follower,
    Way,
    confirmation_for,
)
from backend.residents.topic import Topic, of_key
from backend.stores.concerned import ask
from backend.stores.database import Database
from backend.stores.follow_tables import followers, follows
from backend.stores.rows import AnyRow
from backend.stores.work import ask as ask_for

WAITING, CONFIRMED = follows.c.confirmed_at.is_(None), follows.c.confirmed_at.is_not(None)
FOLLOWS_NOTHING = ~exists().where(follows.c.follower == followers.c.id)
NO_LETTER_WAITS = followers.c.asked_at.is_(None)
WAITS_FOR_NOTHING = ~exists().where(follows.c.follower == followers.c.id, WAITING)


class SqlFollowers:
    """See backend.residents.follows.Followers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, follower_id: str) -> Follower:
        if found := self._one(followers.c.id == follower_id):
            return found
        raise NotFound("nobody follows under that id")

    def reached_at(self, way: Way, address: str) -> Follower | None:
        return self._one(_at(way, address))

    def _one(self, *conditions: ColumnElement[bool]) -> Follower | None:
        wanted = select(followers).where(*conditions)
        row = self._database.read(lambda tx: tx.execute(wanted).one_or_none())
        return _follower(row) if row else None

    def follows(self, follower_id: str) -> Sequence[Follow]:
        theirs = select(follows).where(follows.c.follower == follower_id).order_by(follows.c.topic)
        rows = self._database.read(lambda tx: tx.execute(theirs).all())
        return [
            Follow(of_key(row.topic), row.since, row.confirmed_at is not None, row.asked_at) for row in rows
        ]

    def follow(self, follower: Follower, topic: Topic, *, since: int, now: datetime, confirmed: bool) -> None:
        new = {
            "topic": topic.key,
            "since": since,
            "asked_at": now,
            "confirmed_at": now if confirmed else None,
        }
        self._database.write(lambda tx: _follow(tx, follower, new))

    def confirm(self, follower_id: str, *, since: int, now: datetime) -> None:
        self._database.write(lambda tx: _confirm(tx, follower_id, since, now))

    def stop(self, follower_id: str, topic: Topic | None = None) -> None:
        gone = delete(follows).where(follows.c.follower == follower_id)
        if topic:
            gone = gone.where(follows.c.topic == topic.key)

        def stopped(tx: Connection) -> None:
            tx.execute(gone)
            tx.execute(
                delete(followers).where(followers.c.id == follower_id, FOLLOWS_NOTHING, NO_LETTER_WAITS)
            )

        self._database.write(stopped)

    def asked(self, follower_id: str, at: datetime) -> None:
        self._change(follower_id, asked_at=at, asks=followers.c.asks + 1)

    def told(self, follower_id: str, seen: int, at: datetime | None) -> None:
        self._change(follower_id, seen=seen, **({"told_at": at} if at else {}))

    def _change(self, follower_id: str, **values: Any) -> None:
        changed = update(followers).where(followers.c.id == follower_id).values(**values)
        self._database.write(lambda tx: tx.execute(changed))

    def ask(self, *, now: datetime) -> int:
        return self._database.write(lambda tx: ask(tx, now))

    def forget_unconfirmed(self, now: datetime) -> int:
        named = exists().where(
            followers.c.id == follows.c.follower, followers.c.asked_at >= now - UNCONFIRMED
        )  # by a letter whose link holds
        old = delete(follows).where(WAITING, follows.c.asked_at < now - UNCONFIRMED, ~named)
        in_peace = or_(NO_LETTER_WAITS, followers.c.asked_at < now - WRITTEN_TO)
        rested = update(followers).where(followers.c.asks > 0, WAITS_FOR_NOTHING, in_peace)

        def forgotten(tx: Connection) -> int:
            tx.execute(old)
            gone = tx.execute(delete(followers).where(FOLLOWS_NOTHING, in_peace))
            tx.execute(rested.values(asks=0, asked_at=None))
            return gone.rowcount

        return self._database.write(forgotten)


def _follow(tx: Connection, follower: Follower, new: dict[str, Any]) -> None:
    values = {name: getattr(follower, name) for name in _NAMES}
    tx.execute(insert(followers).values(**values).on_conflict_do_nothing())
    here: str = tx.execute(_locked(follower)).scalar_one()
    alike = CONFIRMED if new["confirmed_at"] else WAITING
    if _count(tx, here, alike) < FOLLOWS_MAX:
        tx.execute(insert(follows).values(follower=here, **new).on_conflict_do_nothing())
    _ask_again(tx, here, new["asked_at"])


def _confirm(tx: Connection, follower_id: str, since: int, now: datetime) -> None:
    asked = select(followers.c.asked_at).where(followers.c.id == follower_id).with_for_update()
    if (written_at := tx.execute(asked).scalar()) is None:  # no letter waits for an answer
        return
    room = FOLLOWS_MAX - _count(tx, follower_id, CONFIRMED)
    theirs = select(follows.c.topic).where(follows.c.follower == follower_id, WAITING)
    theirs = theirs.where(follows.c.asked_at <= written_at)
    topics = tx.execute(theirs.order_by(follows.c.asked_at, follows.c.topic).limit(room)).scalars().all()
    agreed = update(follows).where(follows.c.follower == follower_id, follows.c.topic.in_(topics))
    tx.execute(agreed.values(confirmed_at=now, since=since))
    tx.execute(update(followers).where(followers.c.id == follower_id).values(asks=0, asked_at=None))
    _ask_again(tx, follower_id, now)


def _count(tx: Connection, follower_id: str, kind: ColumnElement[bool]) -> int:
    return tx.execute(select(func.count()).where(follows.c.follower == follower_id, kind)).scalar_one()


def _ask_again(tx: Connection, here: str, now: datetime) -> None:
    """For a letter, where something waits to be confirmed."""
    if tx.execute(select(exists().where(follows.c.follower == here, WAITING))).scalar():
        ask_for(tx, [confirmation_for(here)], due=now)


def _locked(follower: Follower) -> Select[Any]:
    """Its id, which may be older than the one that was made for it just now."""
    return select(followers.c.id).where(_at(follower.way, follower.address)).with_for_update()


def _at(way: Way, address: str) -> ColumnElement[bool]:
    return (followers.c.way == way.value) & (followers.c.address == address)


_NAMES = [column.name for column in followers.columns]


def _follower(row: AnyRow) -> Follower:
    return Follower(**row._asdict() | {"way": Way(row.way)})
