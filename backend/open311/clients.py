"""Programs that may send service requests: each has a name and a key of which only a hash is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from backend.open311.faults import NoKey, OtherBody
from backend.people import tokens

PER_HOUR = 600
"""New reports of one client, unless its key was made with another number."""
REMEMBERED = timedelta(days=30)
"""How long a repeat under the same Idempotency-Key is known for one."""


class Unknown(Exception):
    """No client has that key, or that id."""


@dataclass(frozen=True, slots=True)
class Client:
    id: str
    name: str
    key_hash: str
    per_hour: int
    made_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """What was posted under an Idempotency-Key: of which bytes, and which report it became at which moment.

    `done`: the report is kept. It may be gone since; a repeat does not bring it back.
    """

    client: str
    key: str
    digest: str
    report: str
    at: datetime
    done: bool = False


class Clients(Protocol):
    """Each method is one transaction."""

    def add(self, client: Client) -> None: ...

    def all(self) -> list[Client]: ...

    def by_hash(self, key_hash: str) -> Client:
        """One whose key holds. Raises Unknown."""

    def end(self, client_id: str, at: datetime) -> None:
        """Its key holds no more. Raises Unknown."""

    def remember(self, post: Post) -> Post:
        """What was kept under that key of that client before, else this one; old ones are forgotten."""

    def done(self, post: Post) -> None: ...


def make(name: str, *, per_hour: int, clients: Clients, now: datetime) -> tuple[Client, str]:
    """A client, and its key, which is told this once."""
    key = tokens.make()
    client = Client(tokens.new_id(), name, tokens.hashed(key), per_hour, now)
    clients.add(client)
    return client, key


def known(key: str, clients: Clients) -> Client:
    """Raises NoKey."""
    try:
        if key:
            return clients.by_hash(tokens.hashed(key))
    except Unknown as cause:
        raise NoKey("the api_key is not known, or no longer valid") from cause
    raise NoKey("an api_key is needed")


def told_apart(post: Post, clients: Clients) -> Post:
    """The post as it was remembered. Raises OtherBody when the key was used for other bytes."""
    kept = clients.remember(post)
    if kept.digest != post.digest:
        raise OtherBody("this Idempotency-Key was used for another request")
    return kept
