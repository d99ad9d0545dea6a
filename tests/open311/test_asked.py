"""Which requests a client asks for."""

from datetime import UTC, date, datetime

import pytest

from backend.open311.asked import IDS_MAX, read
from backend.open311.faults import Wrong
from backend.residents.item import Standing

NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ({}, date(2026, 9, 1), date(2026, 11, 30)),
        ({"start_date": "2026-01-01T00:00:00Z"}, date(2026, 1, 1), date(2026, 4, 1)),
        ({"end_date": "2026-04-01T00:00:00Z"}, date(2026, 1, 1), date(2026, 4, 1)),
        (
            {"start_date": "2026-01-01", "end_date": "2026-01-02T20:00:00Z"},
            date(2026, 1, 1),
            date(2026, 1, 3),
        ),
    ],
)
def test_days_are_those_of_bontang_and_at_most_ninety(said: dict[str, str], since: date, until: date) -> None:
    wanted = read(said, NOW).wanted

    assert (wanted.since, wanted.until) == (since, until)


@pytest.mark.parametrize(
    "said",
    [
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-05-01T00:00:00Z"},
        {"start_date": "2026-05-01T00:00:00Z", "end_date": "2026-04-01T00:00:00Z"},
        {"start_date": "kemarin"},
        {"status": "opened"},
        {"start_date": "0001-01-01T00:00:00Z", "end_date": "9999-12-31T00:00:00Z"},
        {"end_date": "0001-01-01T00:00:00Z"},
        {"service_request_id": ",".join(map(str, range(IDS_MAX + 1)))},
    ],
)
def test_what_makes_no_sense_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(Wrong):
        read(said, NOW)


def test_services_and_states_are_listed_with_commas() -> None:
    question = read(
        {"service_code": "SMP-01, AIR-01", "status": "closed", "service_request_id": "a,b,a"}, NOW
    )

    assert question.ids == ("a", "b")
    assert question.wanted.categories == ("SMP-01", "AIR-01")
    assert set(question.wanted.standings) == {Standing.FIXED, Standing.CLOSED}
