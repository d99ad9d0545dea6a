"""How much one device and one person may ask. Never by address: carriers put a whole town behind one.

Counted by the `limits` library under Flask-Limiter: asking it where a limit stands costs 5 us, the extension
100 us on every request. Kept in Redis when the broker is Redis, else in this process's memory: then each web
process counts for itself. When Redis is away nothing is limited: a lost broker never refuses a request.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from backend.reports.report import Sender
from backend.routes.counting import PlainMemory
from backend.settings import Settings
from backend.wiring import Parts

log = logging.getLogger(__name__)

REQUESTS_PER_MINUTE = 12_000
"""Of one device or person at one web process: far beyond what a phone needs that empties its outbox."""
IN_HASTE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
"""Seconds to wait for Redis before going on without it."""
DEVICES_PER_HOUR = 20_000
"""New anonymous devices, of everybody together: a brake on floods, as nothing tells strangers apart."""
VOICES_PER_HOUR = 300
"""New devices that say something of one report."""
FOLLOWERS_PER_HOUR = 2_000
"""New browsers that follow, of everybody together: the same."""
LETTERS_PER_MINUTE = 30
"""Letters that ask an address for a confirmation, of everybody together: only those that will be sent."""
TYPED_PER_HOUR = 5
"""Addresses one browser types in, sent to or not: whether it counts must not tell what is known of one."""
TYPISTS_PER_MINUTE = 30
"""New browsers that type an address in, of everybody together. Who throws cookies away uses them up; by the
minute, so that others wait no longer than that lasts."""


class Limited(Exception):
    """Wait `retry_after_s` seconds."""

    def __init__(self, what: str, retry_after_s: float) -> None:
        super().__init__(f"limit: {what}")
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class Limits:
    reports: RateLimitItem
    strangers: RateLimitItem
    """Of a phone that belongs to nobody."""
    requests: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(REQUESTS_PER_MINUTE))
    devices: RateLimitItem = field(default_factory=lambda: RateLimitItemPerHour(DEVICES_PER_HOUR))
    voices: RateLimitItem = field(default_factory=lambda: RateLimitItemPerHour(VOICES_PER_HOUR))
    followers: RateLimitItem = field(default_factory=lambda: RateLimitItemPerHour(FOLLOWERS_PER_HOUR))
    letters: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(LETTERS_PER_MINUTE))
    typed: RateLimitItem = field(default_factory=lambda: RateLimitItemPerHour(TYPED_PER_HOUR))
    typists: RateLimitItem = field(default_factory=lambda: RateLimitItemPerMinute(TYPISTS_PER_MINUTE))
    counter: FixedWindowRateLimiter = field(default_factory=lambda: FixedWindowRateLimiter(PlainMemory()))
    own: FixedWindowRateLimiter = field(default_factory=lambda: FixedWindowRateLimiter(PlainMemory()))
    """Always this process's memory: for what is asked on every request."""

    def request(self, asker: str) -> None:
        """Count a request of a device or a person. Raises Limited."""
        if not self.own.hit(self.requests, asker):
            raise self._limited(self.own, self.requests, asker)

    def check_new_report(self, sender: Sender) -> None:
        """Raise Limited when the sender has reached the limit. Counts nothing."""
        limit = self._of(sender)
        for key in _keys(sender):
            if not self._ask(self.counter.test, limit, key):
                raise self._limited(self.counter, limit, key)

    def count_new_report(self, sender: Sender) -> None:
        """Only what was new counts: a repeat is free."""
        for key in _keys(sender):
            self._ask(self.counter.hit, self._of(sender), key)

    def of_client(self, client: str, per_hour: int) -> None:
        """Count a report a program sends with a key of its own. Raises Limited."""
        self._count(RateLimitItemPerHour(per_hour), f"client:{client}")

    def new_device(self) -> None:
        """Raises Limited."""
        self._count(self.devices, "all")

    def new_voice(self, report_id: str) -> None:
        """Of somebody new about a report. Raises Limited."""
        self._count(self.voices, f"voice:{report_id}")

    def new_follower(self) -> None:
        """Raises Limited."""
        self._count(self.followers, "followers")

    def new_typist(self) -> None:
        """A new device that types an address in. Raises Limited."""
        self._count(self.typists, "typists")

    def address_typed(self, device: str) -> None:
        """Raises Limited."""
        self._count(self.typed, f"typed:{device}")

    def letter(self) -> bool:
        """Whether one may go to an address that was typed in. A refusal would tell that it is unknown."""
        return self._ask(self.counter.hit, self.letters, "letters")

    def _count(self, limit: RateLimitItem, key: str) -> None:
        if not self._ask(self.counter.hit, limit, key):
            raise self._limited(self.counter, limit, key)

    def _of(self, sender: Sender) -> RateLimitItem:
        return self.reports if sender.person else self.strangers

    @staticmethod
    def _ask(count: Callable[..., bool], item: RateLimitItem, key: str) -> bool:
        try:
            return count(item, key)
        except StorageError as error:
            log.warning("limits are not counted: %s", error)
            return True

    @staticmethod
    def _limited(counter: FixedWindowRateLimiter, item: RateLimitItem, key: str) -> Limited:
        left = counter.get_window_stats(item, key).reset_time - time.time()
        return Limited(str(item), max(1.0, left))


def register(app: Flask) -> None:
    room: Parts = app.extensions["masdarling"]
    app.extensions["limits"] = make(room.settings)


def make(settings: Settings) -> Limits:
    reports = RateLimitItemPerHour(settings.reports_per_hour)
    strangers = RateLimitItemPerHour(min(settings.strangers_per_hour, settings.reports_per_hour))
    if not settings.broker_url.startswith(("redis://", "rediss://")):
        return Limits(reports, strangers)
    shared = storage_from_string(settings.broker_url, wrap_exceptions=True, **IN_HASTE)
    return Limits(reports, strangers, counter=FixedWindowRateLimiter(shared))


def limits() -> Limits:
    return cast(Limits, current_app.extensions["limits"])


def _keys(sender: Sender) -> tuple[str, ...]:
    device = f"device:{sender.device}"
    return (device, f"person:{sender.person}") if sender.person else (device,)
