"""Weather as residents read it: nothing BMKG answers is believed further than it is needed."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.reports.ports import Kind, Lease, Work
from backend.residents import weather
from backend.residents.weather import Unanswered, Unreadable
from tests.pages.fakes import FakeSnapshots

NOW = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
CODES = ("64.74.01.1001", "64.74.03.1002")


def an_hour(at: str = "2026-11-23 06:00:00", **more: Any) -> dict[str, Any]:
    words = {"weather_desc": "Hujan Ringan", "weather_desc_en": "Light Rain"}
    return {"utc_datetime": at, "t": 29, "hu": 84, **words, **more}


def an_answer(*hours: dict[str, Any]) -> dict[str, Any]:
    return {"lokasi": {"adm4": CODES[0]}, "data": [{"cuaca": [list(hours)]}]}


@dataclass
class Source:
    """`answers` by code; an exception is raised."""

    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def forecast(self, code: str) -> Any:
        self.asked.append(code)
        answer = self.answers.get(code, an_answer(an_hour()))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def warnings(self) -> list[dict[str, str]]:
        self.asked.append("warnings")
        return []


@dataclass
class Desk:
    """The part of an outbox that is used."""

    finished: int = 0
    postponed: list[datetime] = field(default_factory=list)

    def finish(self, _lease: Lease) -> None:
        self.finished += 1

    def postpone(self, _lease: Lease, *, due: datetime, error: str, counts: bool) -> None:
        assert error
        assert not counts
        self.postponed.append(due)


def keep(source: Source, snapshots: FakeSnapshots, now: datetime = NOW) -> Desk:
    desk = Desk()
    lease = Lease(1, "t", Work(Kind.WEATHER, "city"), 1, now)
    weather.keep(
        lease,
        source=source,
        codes=CODES,
        snapshots=snapshots,
        outbox=desk,  # type: ignore[arg-type]  # a part of one
        clock=lambda: now,
    )
    return desk


def test_what_is_fresh_is_not_asked_for_again() -> None:
    source, snapshots = Source(), FakeSnapshots()
    keep(source, snapshots)

    keep(source, snapshots, NOW + timedelta(hours=2))

    assert source.asked == [*CODES, "warnings"]
    assert not weather.is_due(weather.names_of(CODES), snapshots, NOW + timedelta(hours=2))
    assert weather.is_due(weather.names_of(CODES), snapshots, NOW + timedelta(hours=3))


def test_bmkg_that_is_away_is_left_alone_for_a_while() -> None:
    source = Source({CODES[0]: Unanswered("away")})

    desk = keep(source, FakeSnapshots())

    assert (source.asked, desk.finished) == ([CODES[0]], 0)
    assert desk.postponed == [NOW + weather.LATER]


def test_one_answer_that_makes_no_sense_costs_the_others_nothing() -> None:
    snapshots = FakeSnapshots()

    desk = keep(Source({CODES[0]: {"data": "none"}}), snapshots)

    assert set(snapshots.drawn) == {weather.name(CODES[1]), weather.WARNINGS}
    assert len(desk.postponed) == 1


@pytest.mark.parametrize(
    "told",
    [
        None, [], {}, {"data": []}, {"data": [{"cuaca": 1}]}, {"data": [{"cuaca": [[{}]]}]},
        an_answer(an_hour(t="hot")), an_answer(an_hour(t=1e999)), an_answer(an_hour(t=float("nan"))),
        an_answer(an_hour(t=300)), an_answer(an_hour(hu=-1)), an_answer(an_hour("tomorrow")),
        an_answer(an_hour(weather_desc=["x"])),
    ],
)  # fmt: skip
def test_what_is_no_forecast_is_unreadable(told: Any) -> None:
    with pytest.raises(Unreadable):
        weather.hours(told)


def test_words_of_others_are_cut_and_plain() -> None:
    [hour] = weather.hours(an_answer(an_hour(weather_desc="Hujan\x00\u202e<b>" + "a" * 900)))

    assert hour["words"]["id"].startswith("Hujan <b>aaa")
    assert len(hour["words"]["id"]) == weather.WORDS_MAX
    assert json.dumps(hour)


def test_the_next_hours_are_shown_and_nothing_that_is_a_day_old() -> None:
    hours = weather.hours(an_answer(*(an_hour(f"2026-11-23 {n:02}:00:00") for n in range(0, 24, 3))))
    document = {"hours": hours, "asked_at": NOW.isoformat()}

    assert [one["at"][11:13] for one in weather.shown(document, NOW)] == ["03", "06", "09", "12"]
    assert weather.shown(document, NOW + timedelta(hours=24)) == []
    assert weather.shown({}, NOW) == []


def test_a_warning_that_is_over_is_not_shown() -> None:
    untils = (NOW - timedelta(minutes=1), NOW + timedelta(minutes=1))
    over, lasts = ({"event": "Hujan", "words": "", "until": until.isoformat()} for until in untils)

    shown = weather.in_force({"warnings": [over, lasts], "asked_at": NOW.isoformat()}, NOW)

    assert shown == [lasts]
