"""Who follows what, on every database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.reports.ports import Kind, NotFound
from backend.residents.follows import FOLLOWS_MAX, UNCONFIRMED, WRITTEN_TO, Follow, Follower, Way
from backend.residents.item import Cell
from backend.residents.topic import CITY, Topic
from backend.stores import concerned
from backend.stores.database import Database
from backend.stores.followers import SqlFollowers
from backend.stores.outbox import SqlOutbox
from backend.stores.showcase import SqlShowcase
from tests.stores.making import NOON, minutes
from tests.stores.showing import KANAAN, TELIHAN, mended, shown
from tests.stores.together import together

HERE = Topic(kelurahan=TELIHAN)
ANI = Follower("ani", Way.MAIL, "ani@contoh.id", "id", seen=3)
PHONE = Follower("phone", Way.PUSH, "https://push.example.org/1", "en", "p", "a", seen=3)


@pytest.fixture
def followers(database: Database) -> SqlFollowers:
    return SqlFollowers(database)


def agrees(followers: SqlFollowers, topic: Topic, since: int = 0) -> None:
    """Ani asks, gets a letter and says so."""
    followers.follow(ANI, topic, since=since, now=NOON, confirmed=False)
    followers.asked("ani", NOON)
    followers.confirm("ani", since=since, now=NOON)


def asked(outbox: SqlOutbox) -> list[tuple[str, str]]:
    """What waits to be told, and to whom."""
    leases = outbox.claim(50, lease_s=60, now=minutes(60))
    found = sorted((lease.work.report, lease.work.photo) for lease in leases if lease.work.kind is Kind.NEWS)
    for lease in leases:
        outbox.finish(lease)
    return found


def test_a_browser_follows_at_once_and_an_address_when_it_said_so(
    followers: SqlFollowers, outbox: SqlOutbox
) -> None:
    followers.follow(PHONE, HERE, since=4, now=NOON, confirmed=True)
    followers.follow(ANI, HERE, since=4, now=NOON, confirmed=False)

    assert followers.get("phone") == PHONE
    assert followers.reached_at(Way.MAIL, "ani@contoh.id") == ANI
    assert [list(followers.follows(one)) for one in ("phone", "ani")] == [
        [Follow(HERE, 4, True, NOON)],
        [Follow(HERE, 4, False, NOON)],
    ]
    assert asked(outbox) == [("ani", "confirm")]

    followers.asked("ani", NOON)
    followers.confirm("ani", since=9, now=minutes(1))
    assert list(followers.follows("ani")) == [Follow(HERE, 9, True, NOON)]
    assert followers.get("ani") == ANI


def test_an_address_that_is_known_keeps_its_name_and_what_it_follows(
    followers: SqlFollowers, outbox: SqlOutbox
) -> None:
    agrees(followers, HERE, since=5)
    asked(outbox)

    for topic in (HERE, CITY):
        followers.follow(replace(ANI, id="other"), topic, since=8, now=NOON, confirmed=False)

    assert list(followers.follows("ani")) == [Follow(CITY, 8, False, NOON), Follow(HERE, 5, True, NOON)]
    assert asked(outbox) == [("ani", "confirm")]
    with pytest.raises(NotFound):
        followers.get("other")


def test_whoever_stops_the_last_is_forgotten(followers: SqlFollowers) -> None:
    followers.follow(PHONE, HERE, since=0, now=NOON, confirmed=True)
    followers.follow(PHONE, CITY, since=0, now=NOON, confirmed=True)

    followers.stop("phone", HERE)
    assert [follow.topic for follow in followers.follows("phone")] == [CITY]

    followers.stop("phone")
    followers.stop("phone")
    assert followers.reached_at(Way.PUSH, PHONE.address) is None


def test_what_was_never_confirmed_goes_after_its_time_and_what_was_stays(followers: SqlFollowers) -> None:
    agrees(followers, HERE)
    followers.follow(ANI, CITY, since=0, now=NOON, confirmed=False)
    followers.asked("ani", NOON)
    followers.follow(
        stranger := replace(ANI, id="x", address="x@y.id"), HERE, since=0, now=NOON, confirmed=False
    )

    assert followers.forget_unconfirmed(NOON + UNCONFIRMED) == 0
    assert followers.reached_at(Way.MAIL, stranger.address)
    assert followers.forget_unconfirmed(NOON + UNCONFIRMED + timedelta(minutes=1)) == 1
    assert followers.reached_at(Way.MAIL, stranger.address) is None
    assert [follow.topic for follow in followers.follows("ani")] == [HERE]


def test_an_address_that_was_written_to_is_remembered_for_a_week_so_that_it_gets_no_more(
    followers: SqlFollowers,
) -> None:
    for one in (ANI, stranger := replace(ANI, id="x", address="x@y.id")):
        followers.follow(one, CITY, since=0, now=NOON, confirmed=False)
        followers.asked(one.id, NOON)
    agrees(followers, HERE)
    followers.asked("ani", NOON)

    followers.forget_unconfirmed(NOON + WRITTEN_TO)
    asks = [followers.get(one).asks for one in ("ani", "x")]
    gone = followers.forget_unconfirmed(NOON + WRITTEN_TO + timedelta(minutes=1))

    assert (asks, gone) == ([1, 1], 1)
    assert followers.reached_at(Way.MAIL, stranger.address) is None
    assert followers.get("ani").asks == 0


def test_an_address_that_was_written_to_and_stops_is_remembered_too(followers: SqlFollowers) -> None:
    followers.follow(ANI, CITY, since=0, now=NOON, confirmed=False)
    followers.asked("ani", NOON)

    followers.stop("ani")

    assert (followers.get("ani").asks, list(followers.follows("ani"))) == (1, [])
    assert followers.forget_unconfirmed(NOON + WRITTEN_TO + timedelta(minutes=1)) == 1
    agrees(followers, HERE)
    followers.stop("ani")
    assert followers.reached_at(Way.MAIL, ANI.address) is None


def test_what_the_last_letter_named_can_be_agreed_to_for_a_day_from_then(followers: SqlFollowers) -> None:
    last = NOON + UNCONFIRMED - timedelta(minutes=1)
    followers.follow(ANI, HERE, since=0, now=NOON, confirmed=False)
    followers.asked("ani", NOON)
    followers.follow(ANI, HERE, since=0, now=last, confirmed=False)  # its link is lost
    followers.asked("ani", last)

    followers.forget_unconfirmed(last + UNCONFIRMED)
    assert [follow.topic for follow in followers.follows("ani")] == [HERE]

    followers.forget_unconfirmed(last + UNCONFIRMED + timedelta(minutes=1))
    assert list(followers.follows("ani")) == []


def test_an_address_agrees_to_what_its_letter_asked_and_to_nothing_that_was_asked_since(
    followers: SqlFollowers, outbox: SqlOutbox
) -> None:
    followers.follow(ANI, HERE, since=0, now=NOON, confirmed=False)
    followers.asked("ani", minutes(1))
    followers.follow(ANI, CITY, since=0, now=minutes(2), confirmed=False)
    asked(outbox)

    followers.confirm("ani", since=0, now=minutes(3))
    followers.confirm("ani", since=0, now=minutes(4))  # a second tap, with no letter in between

    found = {follow.topic: follow.confirmed for follow in followers.follows("ani")}
    assert found == {HERE: True, CITY: False}
    assert asked(outbox) == [("ani", "confirm")]


def test_what_strangers_ask_for_takes_no_room_from_what_was_agreed_to(followers: SqlFollowers) -> None:
    for n in range(FOLLOWS_MAX + 1):
        followers.follow(ANI, Topic(report=f"{n:02}"), since=0, now=NOON, confirmed=False)
    assert len(followers.follows("ani")) == FOLLOWS_MAX
    followers.forget_unconfirmed(NOON + UNCONFIRMED + timedelta(minutes=1))

    for n in range(FOLLOWS_MAX + 1):
        agrees(followers, Topic(report=f"{n:02}"))

    assert sum(follow.confirmed for follow in followers.follows("ani")) == FOLLOWS_MAX


def test_nobody_follows_more_than_so_much(followers: SqlFollowers) -> None:
    for n in range(FOLLOWS_MAX + 3):
        followers.follow(PHONE, Topic(report=f"{n:02}"), since=0, now=NOON, confirmed=True)

    assert len(followers.follows("phone")) == FOLLOWS_MAX


def test_each_change_asks_once_for_those_it_concerns(
    followers: SqlFollowers, outbox: SqlOutbox, database: Database
) -> None:
    item = shown("a", rt="12", at=Cell(117452, 136))
    topics = {
        "city": CITY,
        "here": HERE,
        "there": Topic(kelurahan=KANAAN),
        "rt": Topic(kelurahan=TELIHAN, rt="12"),
        "other-rt": Topic(kelurahan=TELIHAN, rt="13"),
        "report": Topic(report="a"),
        "near": Topic(at=Cell(117453, 137), radius_m=300),
        "far": Topic(at=Cell(117463, 137), radius_m=300),
    }
    for name, topic in topics.items():
        followers.follow(replace(PHONE, id=name, address=name), topic, since=0, now=NOON, confirmed=True)
    followers.follow(ANI, CITY, since=0, now=NOON, confirmed=False)
    asked(outbox)

    SqlShowcase(database).put(item, at=NOON)
    SqlShowcase(database).put(mended(item), at=minutes(1))

    assert followers.ask(now=NOON) == 5
    assert [name for name, _ in asked(outbox)] == ["city", "here", "near", "report", "rt"]
    assert followers.ask(now=NOON) == 0


def test_what_changed_long_ago_holds_nothing_up_that_changed_now(
    followers: SqlFollowers, outbox: SqlOutbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an upgrade, or a restore, when everything is shown anew."""
    monkeypatch.setattr(concerned, "AT_ONCE", 2)
    followers.follow(PHONE, CITY, since=0, now=NOON, confirmed=True)
    showcase, today = SqlShowcase(database), NOON.date()
    for n in range(5):
        showcase.put(shown(f"old-{n}", changed_on=today - timedelta(days=8)), at=NOON)
    assert followers.ask(now=NOON) == 0

    showcase.put(shown("new", changed_on=today - timedelta(days=7)), at=NOON)

    assert followers.ask(now=NOON) == 1
    assert [name for name, _ in asked(outbox)] == ["phone"]


def test_of_many_who_look_one_asks(followers: SqlFollowers, database: Database) -> None:
    followers.follow(PHONE, CITY, since=0, now=NOON, confirmed=True)
    SqlShowcase(database).put(shown(), at=NOON)
    found: list[int] = []

    assert together(4, lambda _: found.append(followers.ask(now=NOON))) == [None] * 4

    assert sorted(found) == [0, 0, 0, 1]


def test_one_address_that_asks_from_many_windows_is_one_follower(followers: SqlFollowers) -> None:
    def follow(n: int) -> None:
        followers.follow(replace(ANI, id=f"{n}"), Topic(report=f"{n}"), since=0, now=NOON, confirmed=False)

    assert together(6, follow) == [None] * 6

    one = followers.reached_at(Way.MAIL, ANI.address)
    assert one
    assert len(followers.follows(one.id)) == 6
