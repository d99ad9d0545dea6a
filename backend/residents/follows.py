"""Who follows what, without an account: by a browser's push subscription, or a confirmed e-mail address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from backend.reports.ports import Kind, Work
from backend.residents.topic import Topic

FOLLOWS_MAX = 20
"""Of one follower; besides, as many that nobody confirmed yet, for anybody may ask for those."""
ASK_EVERY = timedelta(hours=1)
ASKS_MAX = 3
"""Letters that ask an address whether it is true, until it says so: anybody may type it in."""
UNCONFIRMED = timedelta(days=1)
"""What was never confirmed is kept so long, and while the link of the last letter holds, which is as long."""
WRITTEN_TO = timedelta(days=7)
"""An address that was written to and did not agree is remembered so long, and gets no more than ASKS_MAX."""
NEWS, CONFIRM = "", "confirm"
"""Which message a work is about."""


class Way(StrEnum):
    PUSH = "push"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Follower:
    """`address` is where the browser is reached (RFC 8030), or an e-mail address.

    `seen`: it knows of all changes up to this number. `asked_at` and `asks` are of letters that ask for a
    confirmation.
    """

    id: str
    way: Way
    address: str
    language: str
    p256dh: str = ""
    auth: str = ""
    seen: int = 0
    told_at: datetime | None = None
    asked_at: datetime | None = None
    asks: int = 0


@dataclass(frozen=True, slots=True)
class Follow:
    """`since`: of what changed after this number it is told; nothing before it is confirmed."""

    topic: Topic
    since: int
    confirmed: bool
    asked_at: datetime | None = None


class Followers(Protocol):
    """Each method is one transaction."""

    def get(self, follower_id: str) -> Follower:
        """Raises NotFound."""

    def reached_at(self, way: Way, address: str) -> Follower | None: ...

    def follows(self, follower_id: str) -> Sequence[Follow]:
        """In the order of their names."""

    def follow(self, follower: Follower, topic: Topic, *, since: int, now: datetime, confirmed: bool) -> None:
        """As the follower of that address that is there already, if one is. What is followed stays as it is.

        What is still to be confirmed is asked for in the same moment. Not beyond FOLLOWS_MAX.
        """

    def confirm(self, follower_id: str, *, since: int, now: datetime) -> None:
        """All that was asked for before the last letter; of what changes from now on it is told.

        Whoever types an address in just before its owner agrees has them agree to nothing they did not read:
        that takes a letter of its own, which is asked for. Not beyond FOLLOWS_MAX, the first asked for first.
        """

    def stop(self, follower_id: str, topic: Topic | None = None) -> None:
        """One, or all. Whoever follows nothing is forgotten; an address that was written to, after its time.

        Else whoever types it in after each stop could have it written to without an end.
        """

    def asked(self, follower_id: str, at: datetime) -> None:
        """It was asked for a confirmation."""

    def told(self, follower_id: str, seen: int, at: datetime | None) -> None:
        """It knows what changed up to that number; `at` None: there was nothing to tell."""

    def ask(self, *, now: datetime) -> int:
        """Ask for the messages to all whom a change concerns that nobody was asked for yet; how many."""

    def forget_unconfirmed(self, now: datetime) -> int:
        """What was asked and written of too long ago and never confirmed; how many followers are gone."""


def news_for(follower_id: str) -> Work:
    return Work(Kind.NEWS, follower_id, NEWS)


def confirmation_for(follower_id: str) -> Work:
    return Work(Kind.NEWS, follower_id, CONFIRM)


def may_be_asked(follower: Follower, now: datetime) -> bool:
    """Whether one more letter to somebody who may never have wanted one is right."""
    rested = follower.asked_at is None or now - follower.asked_at >= ASK_EVERY
    return rested and follower.asks < ASKS_MAX


def was_written(follow: Follow, follower: Follower) -> bool:
    """Whether the last letter asked for the confirmation of this."""
    return bool(follow.asked_at and follower.asked_at and follow.asked_at <= follower.asked_at)
