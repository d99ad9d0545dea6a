"""Senders are told what became of their reports: once, not at night, and never in the way of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from backend.reports import notices
from backend.reports.notice_ports import Gone, Subscription, Undelivered
from backend.reports.notices import TRIES, quiet_until, topic
from backend.reports.ports import Kind, Line
from backend.reports.wita import WITA
from backend.stores.subscriptions import SqlSubscriptions
from tests.rules.town import BUDI, NOON, Town

NIGHT = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)  # 22:30 in Bontang
MORNING = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


@dataclass
class Postman:
    key: str = "public"
    fails: Exception | None = None
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def reaches(self, endpoint: str) -> bool:
        return endpoint.startswith("https:")

    def deliver(self, to: Subscription, message: str, *, topic: str, ttl_s: int) -> None:
        assert ttl_s > 0
        if self.fails:
            raise self.fails
        self.sent.append((to.device, message, topic))


def write(to: Subscription, news: Sequence[Line]) -> str:
    return f"{to.language} {' '.join(sorted(line.state.value for line in news))}"


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def subscriptions(town: Town) -> SqlSubscriptions:
    kept = SqlSubscriptions(town.database)
    kept.put(a_subscription())
    return kept


def a_subscription(device: str = "phone-1", owner: str = "budi") -> Subscription:
    return Subscription(device, owner, f"https://push.example.org/{device}", "p", "a", "id", NOON)


def works(town: Town, subscriptions: SqlSubscriptions, postman: Postman) -> None:
    """Everything due is done, notices included."""
    for lease in town.leases():
        if lease.work.kind is not Kind.NOTIFY:
            town.does(lease)
            continue
        notices.tell(
            lease,
            reports=town.reports,
            outbox=town.outbox,
            subscriptions=subscriptions,
            postman=postman,
            write=write,
            clock=town.time,
        )


def test_a_decision_is_told_to_every_phone_of_the_sender_once(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    subscriptions.put(a_subscription("phone-2"))
    subscriptions.put(a_subscription("phone-9", owner="ani"))
    parcel = town.has()
    town.time.passes(minutes=5)
    town.decides(parcel, "verify")

    works(town, subscriptions, postman)
    works(town, subscriptions, postman)

    told = [("phone-1", "id verified", topic("budi")), ("phone-2", "id verified", topic("budi"))]
    assert postman.sent == told


def test_what_the_sender_did_is_not_told(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    parcel = town.has()
    town.time.passes(minutes=5)
    town.decides(parcel, "reject", reason="not_here")
    town.decides(parcel, "undo")

    works(town, subscriptions, postman)

    assert postman.sent == []


def test_what_happens_at_night_is_told_in_the_morning_in_one_message(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    first, second = town.has(), town.has()
    town.time.now = NIGHT
    town.decides(first, "verify")
    works(town, subscriptions, postman)
    town.time.passes(hours=2)
    town.decides(second, "ask", words="Di mana?")
    works(town, subscriptions, postman)
    assert postman.sent == []

    town.time.now = MORNING
    works(town, subscriptions, postman)

    assert [message for _, message, _ in postman.sent] == ["id needs_info verified"]


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [
        (6, 0, False),
        (12, 0, False),
        (20, 59, False),
        (21, 0, True),
        (23, 59, True),
        (0, 0, True),
        (5, 59, True),
    ],
)
def test_the_night_is_from_nine_to_six_in_bontang(hour: int, minute: int, quiet: bool) -> None:
    here = datetime(2026, 11, 24, hour, minute, tzinfo=WITA)

    until = quiet_until(here.astimezone(UTC))

    assert (until is not None) is quiet
    assert until is None or (until.astimezone(WITA).hour, until > here) == (6, True)
    assert until is None or until - here <= timedelta(hours=9)


def test_a_phone_that_is_gone_is_forgotten(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    parcel = town.has()
    town.time.passes(minutes=5)
    town.decides(parcel, "verify")
    postman.fails = Gone("410")

    works(town, subscriptions, postman)

    works(town, subscriptions, postman)
    assert subscriptions.of("budi") == []
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def test_a_push_service_that_is_away_is_tried_again_later_and_delays_nothing_else(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    parcel = town.has()
    town.time.passes(minutes=5)
    town.decides(parcel, "verify")
    postman.fails = Undelivered("500", 600)
    works(town, subscriptions, postman)
    works(town, subscriptions, postman)
    assert town.archived(parcel).version == 2
    postman.fails = None

    town.time.passes(minutes=9)
    works(town, subscriptions, postman)
    assert postman.sent == []
    town.time.passes(minutes=2)
    works(town, subscriptions, postman)

    assert len(postman.sent) == 1


def test_what_cannot_be_told_for_hours_is_told_with_the_next_step(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    first, second = town.has(), town.has()
    town.time.now = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    subscriptions.put(Subscription("phone-1", "budi", "https://e/1", "p", "a", "id", town.time()))
    town.time.passes(minutes=5)
    town.decides(first, "verify")
    postman.fails = Undelivered("500")
    for _ in range(TRIES):
        works(town, subscriptions, postman)
        town.time.passes(minutes=61)
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}

    postman.fails = None
    town.decides(second, "reject", reason="not_here")
    works(town, subscriptions, postman)

    assert [message for _, message, _ in postman.sent] == ["id rejected verified"]


def test_where_nobody_is_told_nothing_is_done(
    town: Town, subscriptions: SqlSubscriptions, postman: Postman
) -> None:
    postman.key = ""
    parcel = town.has()
    town.decides(parcel, "verify")

    works(town, subscriptions, postman)
    works(town, subscriptions, postman)

    assert (postman.sent, town.outbox.backlog()["due"]) == ([], 0)
    assert BUDI.owner == "budi"
