"""Whom a change concerns: each is looked for once, in the transaction that remembers that it was."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.residents.changes import Change
from backend.residents.follows import news_for
from backend.residents.news import oldest
from backend.residents.topic import CITY, Topic, of_key
from backend.stores.changes import after, newest
from backend.stores.follow_tables import announced, follows
from backend.stores.work import ask as ask_for

AT_ONCE = 500
"""Changes: their keys still fit into one statement."""
CHANGES = "changes"
CONFIRMED = follows.c.confirmed_at.is_not(None)
NEAR = "near/"


def ask(tx: Connection, now: datetime) -> int:
    """Ask for the messages to all whom a change concerns that came after those looked at; how many."""
    tx.execute(insert(announced).values(what=CHANGES, number=0).on_conflict_do_nothing())
    looked = select(announced.c.number).where(announced.c.what == CHANGES).with_for_update()
    last = tx.execute(looked).scalar_one()
    changes, seen = _fresh(tx, last, now)
    if seen == last:
        return 0
    concerned = sorted({*_by_name(tx, changes), *_by_place(tx, changes)}) if changes else []
    ask_for(tx, [news_for(follower) for follower in concerned], due=now)
    tx.execute(announced.update().where(announced.c.what == CHANGES).values(number=seen))
    return len(concerned)


def _fresh(tx: Connection, last: int, now: datetime) -> tuple[Sequence[Change], int]:
    """What is news among the next, and up to which number everything was looked at.

    What changed long ago is passed over at once: after an upgrade or a restore all that is published is new.
    """
    until = newest(tx)  # first: whatever is seen from now on has a greater number
    found = after(tx, last, oldest(now), AT_ONCE)
    if len(found) == AT_ONCE:
        return found, found[-1].number
    return found, max([last, until, *(change.number for change in found)])


def _by_name(tx: Connection, changes: Sequence[Change]) -> Sequence[str]:
    keys = {CITY.key} | {topic.key for change in changes for topic in _topics(change)}
    return tx.execute(select(follows.c.follower).where(CONFIRMED, follows.c.topic.in_(keys))).scalars().all()


def _topics(change: Change) -> Iterator[Topic]:
    yield Topic(report=change.report)
    yield Topic(kelurahan=change.kelurahan)
    if change.rt:
        yield Topic(kelurahan=change.kelurahan, rt=change.rt)


def _by_place(tx: Connection, changes: Sequence[Change]) -> Iterator[str]:
    """All who follow a place are looked at: no index knows circles, and they are few."""
    near = select(follows.c.follower, follows.c.topic).where(CONFIRMED, follows.c.topic.startswith(NEAR))
    for row in tx.execute(near):
        topic = of_key(row.topic)
        if any(topic.tells(change) for change in changes):
            yield row.follower
