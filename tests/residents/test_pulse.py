"""How a neighbourhood is doing, from what is shown of it."""

from dataclasses import replace
from datetime import date, timedelta

from backend.reports.moves import State
from backend.residents import pulse
from backend.residents.item import Item
from tests.residents.showcase import FakeShowcase
from tests.stores.making import NOON
from tests.stores.showing import KANAAN, TELIHAN, TODAY, after, mended, shown

VERIFIED = State.VERIFIED


def seen(*items: Item, scope: str = TELIHAN, today: date = TODAY) -> dict[str, object]:
    showcase = FakeShowcase()
    for item in items:
        showcase.put(item, at=NOON)
    return pulse.of(showcase, scope, today)


def test_what_was_closed_is_not_counted_as_mended() -> None:
    closed = replace(mended(shown("b")), state=State.CLOSED_UNRESOLVED)
    told = seen(shown("a"), closed, mended(shown("c")), shown("d", state=State.IN_PROGRESS))

    assert told["standing"] == {"open": 1, "work": 1, "fixed": 1, "closed": 1}
    assert told["fixed_after"] == {"days": 10, "of": 1}


def test_a_kelurahan_counts_its_own_and_the_city_all() -> None:
    here, there = shown("a"), shown("b", kelurahan=KANAAN)

    assert [seen(here, there, scope=scope)["standing"]["open"] for scope in (TELIHAN, KANAAN, "city")] == [  # type: ignore[index]
        1,
        1,
        2,
    ]


def test_the_trend_tells_each_week_what_came_what_went_and_how_many_stood_how() -> None:
    came = after(shown("a", published_on=date(2026, 11, 17)), ("2026-11-17", VERIFIED))
    fixed = after(
        mended(shown("b", published_on=date(2026, 11, 10)), on=date(2026, 11, 18)),
        ("2026-11-10", VERIFIED),
        ("2026-11-11", State.ASSIGNED),
        ("2026-11-16", State.IN_PROGRESS),
        ("2026-11-18", State.RESOLVED),
    )
    working = after(
        shown("c", published_on=date(2026, 1, 5)), ("2026-01-05", VERIFIED), ("2026-11-25", State.IN_PROGRESS)
    )

    weeks = seen(came, fixed, working)["weeks"]

    assert [week["week"] for week in weeks][:2] == ["2026-09-14", "2026-09-21"]  # type: ignore[attr-defined]
    assert weeks[-5:] == [  # type: ignore[index]
        {"week": "2026-11-02", "came": 0, "fixed": 0, "closed": 0, "open": 1, "work": 0, "left": 1},
        {"week": "2026-11-09", "came": 1, "fixed": 0, "closed": 0, "open": 2, "work": 0, "left": 2},
        {"week": "2026-11-16", "came": 1, "fixed": 1, "closed": 0, "open": 2, "work": 0, "left": 2},
        {"week": "2026-11-23", "came": 0, "fixed": 0, "closed": 0, "open": 1, "work": 1, "left": 2},
        {"week": "2026-11-30", "came": 0, "fixed": 0, "closed": 0, "open": 1, "work": 1, "left": 2},
    ]


def test_a_report_that_is_opened_again_is_open_again() -> None:
    again = after(
        shown("a"), ("2026-11-03", VERIFIED), ("2026-11-10", State.RESOLVED), ("2026-11-24", State.REOPENED)
    )

    assert [week["open"] for week in seen(again)["weeks"]][-6:] == [0, 1, 0, 0, 1, 1]  # type: ignore[attr-defined]


def test_an_rt_counts_its_own_and_the_city_counts_no_rt() -> None:
    showcase = FakeShowcase()
    for item in (
        shown("a", rt="012"),
        mended(shown("b", rt="012")),
        shown("c", rt="003"),
        shown("d", rt=None),
    ):
        showcase.put(item, at=NOON)

    assert pulse.by_rt(showcase, TELIHAN) == [
        {"code": "003", "open": 1, "work": 0, "fixed": 0, "closed": 0},
        {"code": "012", "open": 1, "work": 0, "fixed": 1, "closed": 0},
    ]
    assert pulse.by_rt(showcase, "city") == []


def test_medians_are_of_the_last_twelve_weeks_and_of_whole_days() -> None:
    old = shown("old", answered_days=90, published_on=TODAY - timedelta(days=85))
    waits = [shown(f"{days}", answered_days=days) for days in (1, 2, 30)]

    assert seen(old, *waits)["answered"] == {"days": 2, "of": 3}
    assert seen(old)["answered"] is None


def test_what_is_overdue_is_told_with_who_holds_it() -> None:
    late, by_kelurahan = (
        shown("a", due_on=TODAY - timedelta(days=1)),
        shown("b", opd="", due_on=date(2026, 1, 2)),
    )
    today, settled = shown("c", due_on=TODAY), mended(shown("d"))

    assert seen(late, shown("e", due_on=late.due_on), by_kelurahan, today, settled)["overdue"] == {
        "n": 3,
        "by": [{"opd": "DLH", "n": 2}, {"opd": "", "n": 1}],
    }


def test_good_news_is_summed_and_is_nobody_s_to_mend() -> None:
    told = seen(
        shown("a", is_good_news=True, amounts={"kilograms": 40}, due_on=None),
        shown("b", is_good_news=True, amounts={"kilograms": 2, "trees": 12}, due_on=None),
    )

    assert told["good"] == {"n": 2, "kilograms": 42, "trees": 12}
    assert (told["standing"], told["categories"]) == ({"open": 0, "work": 0, "fixed": 0, "closed": 0}, [])


def test_categories_with_most_to_do_come_first() -> None:
    told = seen(
        *(mended(shown(f"m{n}", category="AIR-01")) for n in range(3)),
        shown("a"),
        shown("b", state=State.IN_PROGRESS),
    )

    assert told["categories"] == [
        {"code": "SMP-01", "open": 1, "work": 1, "fixed": 0, "closed": 0},
        {"code": "AIR-01", "open": 0, "work": 0, "fixed": 3, "closed": 0},
    ]
