"""The morning's digest: on which days, with what in it, and sent how often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest

from backend.reports import digest, digest_sending
from backend.reports.digest import Digest, Place
from backend.reports.digest_ports import MAIL, PUSH, Choice, Refused
from backend.reports.notice_ports import Gone, Subscription, Undelivered
from backend.reports.ports import Kind, Lease, Wanted, Work
from tests.rules.town import GUNUNG_TELIHAN, KANAAN

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)  # 08:00 in Bontang
HOLIDAY = date(2026, 11, 25)


class Calendar:
    """Weekdays but one."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day != HOLIDAY

    def verify_days(self, category: str) -> int:
        raise NotImplementedError(category)

    def resolve_days(self, category: str) -> int | None:
        raise NotImplementedError(category)


def at(**later: float) -> datetime:
    return MONDAY + timedelta(**later)


@pytest.mark.parametrize(
    ("now", "is_time"),
    [
        (at(), True),
        (at(minutes=-31), False),
        (at(minutes=-30), True),
        (at(hours=7, minutes=59), True),
        (at(hours=8), False),
        (at(days=-1), False),
        (at(days=2), False),
        (at(days=3), True),
    ],
)
def test_a_digest_is_sent_in_office_hours_of_working_days_from_half_past_seven(
    now: datetime, is_time: bool
) -> None:
    assert (digest.day_of(now, Calendar()) is not None) is is_time


@dataclass
class Counted:
    """Counts as told by what narrows it, and keeps what was asked."""

    numbers: Mapping[str, int]
    asked: list[Wanted] = field(default_factory=list)

    def count(self, wanted: Wanted) -> int:
        self.asked.append(wanted)
        assert wanted.kelurahan
        what = "new" if wanted.received_from else "today" if wanted.due_from else "overdue"
        return self.numbers[what] + (wanted.kelurahan == (KANAAN,))


def test_each_kelurahan_is_counted_by_itself() -> None:
    reports = Counted({"overdue": 3, "today": 2, "new": 9})

    told = digest.compose([GUNUNG_TELIHAN, KANAAN], now=at(), calendar=Calendar(), reports=cast(Any, reports))

    assert told.places == (Place(GUNUNG_TELIHAN, 3, 2, 9), Place(KANAAN, 4, 3, 10))
    assert (told.overdue, told.due_today, told.new) == (7, 5, 19)
    today = next(wanted for wanted in reports.asked if wanted.due_from)
    assert (today.due_from, today.due_before) == (at(), datetime(2026, 11, 23, 16, 0, tzinfo=UTC))


def test_new_is_what_came_since_the_digest_before() -> None:
    """On the day after a holiday that is two days, on a Monday three."""
    nothing = cast(Any, Counted({"overdue": 0, "today": 0, "new": 0}))

    def since(moment: datetime) -> datetime:
        return digest.compose([], now=moment, calendar=Calendar(), reports=nothing).since

    assert since(at(days=3)) == at(days=1, minutes=-30)
    assert since(at()) == at(days=-3, minutes=-30)


# Sending


@dataclass
class Postman:
    key: str = "public"
    fails: dict[str, Exception] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    def reaches(self, endpoint: str) -> bool:
        return bool(endpoint)

    def deliver(self, to: Subscription, message: str, *, topic: str, ttl_s: int) -> None:
        assert topic
        assert ttl_s
        if to.device in self.fails:
            raise self.fails[to.device]
        self.sent.append(f"{to.device} {message}")


@dataclass
class Mailman:
    is_there: bool = True
    fails: Exception | None = None
    sent: list[tuple[str, str]] = field(default_factory=list)

    def deliver(self, to: str, subject: str, text: str, *, stop_at: str = "") -> None:  # noqa: ARG002 -- the port's
        assert text
        if self.fails:
            raise self.fails
        self.sent.append((to, subject))


class Subscriptions:
    def __init__(self) -> None:
        self.kept = ["phone-1", "phone-2"]

    def of(self, owner: str) -> list[Subscription]:
        return [Subscription(d, owner, f"https://push/{d}", "p", "a", "id", MONDAY) for d in self.kept]

    def remove(self, device: str) -> None:
        self.kept.remove(device)

    def told(self, device: str, at: datetime) -> None:
        assert device in self.kept
        assert at < MONDAY, "what is new may be still to tell"


WANTED = Choice(email="siti@example.org")


@dataclass
class Morning:
    """What is done with a piece of work is told in `outcome`."""

    choice: Choice = WANTED
    now: datetime = MONDAY
    reviews: bool = True
    postman: Postman = field(default_factory=Postman)
    mailman: Mailman = field(default_factory=Mailman)
    subscriptions: Subscriptions = field(default_factory=Subscriptions)
    outcome: list[str] = field(default_factory=list)

    def finish(self, _lease: Lease) -> None:
        self.outcome.append("finished")

    def postpone(self, _lease: Lease, *, due: datetime, error: str) -> None:
        self.outcome.append(f"in {(due - self.now).total_seconds():.0f} s: {error}")

    def sends(self, channel: str, attempt: int = 1) -> None:
        digest_sending.send(
            Lease(1, "t", Work(Kind.DIGEST, "siti", channel), attempt, self.now),
            choice=self.choice,
            compose=lambda: Digest(self.now.date(), self.now, ()) if self.reviews else None,
            outbox=cast(Any, self),
            subscriptions=cast(Any, self.subscriptions),
            postman=self.postman,
            mailman=self.mailman,
            push=lambda to, told: f"{to.language} {told.day}",
            mail=lambda tongue, told: (f"{tongue} {told.day}", "words"),
            calendar=Calendar(),
            clock=lambda: self.now,
        )


def test_it_goes_to_every_phone_and_to_the_address() -> None:
    morning = Morning()

    morning.sends(PUSH)
    morning.sends(MAIL)

    assert morning.postman.sent == ["phone-1 id 2026-11-23", "phone-2 id 2026-11-23"]
    assert morning.mailman.sent == [("siti@example.org", "id 2026-11-23")]
    assert morning.outcome == ["finished", "finished"]


@pytest.mark.parametrize(
    "how",
    [{"choice": Choice(is_on=False, email="a@b.c")}, {"now": at(hours=9)}, {"reviews": False}],
    ids=["turned off", "in the evening", "reviews nothing any more"],
)
def test_nobody_is_told_who_does_not_want_it_or_too_late(how: dict[str, Any]) -> None:
    morning = Morning(**how)

    morning.sends(PUSH)
    morning.sends(MAIL)

    assert (morning.postman.sent, morning.mailman.sent) == ([], [])
    assert morning.outcome == ["finished", "finished"]


def test_what_did_not_arrive_is_tried_again_and_not_for_ever() -> None:
    morning = Morning()
    morning.mailman.fails = Undelivered("451 later", 300)

    for attempt in (1, 5, 7):
        morning.sends(MAIL, attempt)

    assert morning.outcome == ["in 300 s: 451 later", "in 480 s: 451 later", "finished"]


def test_a_phone_that_is_gone_is_forgotten_and_an_address_that_refuses_is_let_be() -> None:
    morning = Morning()
    morning.postman.fails["phone-1"] = Gone("410")
    morning.mailman.fails = Refused("550 no such person")

    morning.sends(PUSH)
    morning.sends(MAIL)

    assert morning.subscriptions.kept == ["phone-2"]
    assert morning.outcome == ["finished", "finished"]
