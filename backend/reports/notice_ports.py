"""What telling senders needs from the outside: where their phones are reached, and a way to reach them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Gone(Exception):
    """Nobody is reached there any more (404, 410): forget it."""


class Undelivered(Exception):
    """Not just now; `retry_after_s` is what the push service asked for, in seconds."""

    def __init__(self, why: str, retry_after_s: float = 0) -> None:
        super().__init__(why)
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Subscription:
    """One browser that wants to hear (RFC 8030), of one device and whoever it belongs to.

    `p256dh` and `auth` are the browser's keys in base64url (RFC 8291). `told_at`: it knows what came before;
    of what came after it knows what bears one of these marks (notices.py).
    """

    device: str
    owner: str
    endpoint: str
    p256dh: str
    auth: str
    language: str
    told_at: datetime
    told: Collection[str] = frozenset()
    alone: bool = False
    """As in Sender; the store knows it by the device."""


class Subscriptions(Protocol):
    """Each method is one transaction."""

    def put(self, subscription: Subscription) -> None:
        """In the place of what the device had, and of whoever had that endpoint: a phone may change hands."""

    def remove(self, device: str) -> None: ...

    def of(self, owner: str) -> Sequence[Subscription]:
        """Those of devices that are not revoked: of the person and all their phones, or of a phone of nobody.

        `owner` is a person or a device; a device that has a person by now stands for them.
        """

    def told(self, device: str, at: datetime, marks: Collection[str] | None = None) -> None:
        """It knows now what happened until then, and of what came after just what bears these, when given."""


class Postman(Protocol):
    """Hands messages to push services."""

    @property
    def key(self) -> str:
        """The public VAPID key in base64url (RFC 8292); empty where nobody is told anything."""

    def reaches(self, endpoint: str) -> bool:
        """Whether it is an address a message may be sent to."""

    def deliver(self, to: Subscription, message: str, *, topic: str, ttl_s: int) -> None:
        """A newer message of the same topic takes the place of one not fetched. Raises Gone, Undelivered."""
