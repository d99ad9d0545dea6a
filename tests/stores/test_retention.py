"""How long what is kept stays: counted first, let go of where it is wanted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from backend.people import devices as phones
from backend.people import sessions
from backend.privacy import retention
from backend.privacy.forgotten import NOBODY, forgotten
from backend.privacy.retention import Finding, Sort
from backend.reports.moves import UNDOES, State
from backend.reports.ports import Kind, NotFound, Stale, Work
from backend.reports.report import Report, Sender, Step
from backend.retaining import days
from backend.settings import Settings
from backend.stores.database import Database
from backend.stores.expired import SqlExpired
from tests.stores.making import NOON, REVIEWER, a_report, rejected
from tests.stores.test_forgetting import BUDI, Town, merged, shown

DAYS = days(Settings(_env_file=None))


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def looks(town: Town, kept: dict[Sort, int] = DAYS) -> dict[Sort, int]:
    found = retention.look(kept, expired=SqlExpired(town.database), now=town.now)
    return {each.sort: each.n for each in found if each.n}


def lets_go(town: Town, kept: dict[Sort, int] = DAYS) -> dict[Sort, int]:
    found = retention.let_go(
        kept,
        expired=SqlExpired(town.database),
        traces=town.traces,
        reports=town.reports,
        now=town.now,
    )
    return {each.sort: each.n for each in found if each.n}


def resolved(report: Report) -> Report:
    return shown(report).moved(Step(State.RESOLVED, REVIEWER, NOON))


def lived_in(town: Town) -> dict[str, Report]:
    """One of each sort, all of today."""
    sessions.begin(BUDI, people=town.people, now=NOON)
    made = {
        "rejected": rejected(town.of_budi()),
        "resolved": resolved(town.of_budi(photos=2)),
        "open": shown(town.of_budi()),
    }
    return {name: town.keeps(report) for name, report in made.items()}


def test_nothing_is_past_its_time_on_the_day_it_came(town: Town) -> None:
    lived_in(town)

    assert looks(town) == {}
    assert lets_go(town) == {}


def test_looking_changes_nothing(town: Town) -> None:
    lived_in(town)
    town.now += timedelta(days=3650)
    before = town.everything()

    assert looks(town) == {Sort.REJECTED: 1, Sort.SETTLED: 1, Sort.DEVICES: 1, Sort.SESSIONS: 1}
    assert town.everything() == before


def test_what_is_past_its_time_goes_and_nothing_else(town: Town) -> None:
    here = lived_in(town)
    town.now += timedelta(days=DAYS[Sort.SETTLED] + 1)

    gone = lets_go(town)
    town.does_the_rest()

    assert gone == {Sort.REJECTED: 1, Sort.SETTLED: 1, Sort.DEVICES: 1, Sort.SESSIONS: 1}
    with pytest.raises(NotFound):
        town.reports.get(here["rejected"].id)
    settled = town.reports.get(here["resolved"].id)
    assert settled.sender.owner.startswith(NOBODY)
    assert [key for key in town.bucket.kept if key.startswith("originals/") and settled.id in key] == []
    assert [bool(photo.unusable) for photo in settled.photos] == [False, True]
    assert town.reports.get(here["open"].id).sender == town.sender
    assert town.people.get(BUDI.id) == BUDI
    assert lets_go(town) == {}


@pytest.mark.parametrize("old", ["rejected", "resolved"])
def test_what_goes_of_old_reports_waits_behind_what_was_handed_in_before(town: Town, old: str) -> None:
    lived_in(town)
    town.now += timedelta(days=DAYS[Sort.SETTLED] + 1)
    fresh = Work(Kind.STORE, "fresh", "photo")
    town.outbox.add([fresh], due=town.now - timedelta(seconds=1))

    lets_go(town, {Sort.REJECTED if old == "rejected" else Sort.SETTLED: 1})

    first, *then = (town.outbox.claim(1, lease_s=60, now=town.now)[0].work for _ in range(2))
    assert first == fresh
    assert then


def test_what_the_settings_keep_for_ever_stays(town: Town) -> None:
    lived_in(town)
    town.now += timedelta(days=3650)

    assert lets_go(town, dict.fromkeys(Sort, 0)) == {}


def test_a_phone_that_is_still_used_stays(town: Town) -> None:
    other, _ = phones.make(now=NOON)
    town.people.add_device(replace(other, seen_at=NOON + timedelta(days=400)))
    town.now += timedelta(days=500)

    assert lets_go(town) == {Sort.DEVICES: 1}


def test_every_sort_has_a_setting() -> None:
    assert set(DAYS) == set(Sort)
    assert Finding(Sort.REJECTED, DAYS[Sort.REJECTED], 0).days == 180


def test_what_was_rejected_with_another_goes_with_it(town: Town) -> None:
    head = town.keeps(rejected(town.of_budi()))
    member = town.keeps(merged(a_report(sender=Sender("phone-of-ani")), head))
    town.now += timedelta(days=400)

    lets_go(town, {Sort.REJECTED: 365})

    for one in (head, member):
        with pytest.raises(NotFound):
            town.reports.get(one.id)


def test_what_is_given_back_while_the_list_is_worked_off_stays(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sorted(
        (town.keeps(rejected(town.of_budi())) for _ in range(2)), key=lambda report: report.id
    )
    town.now += timedelta(days=400)
    remove = town.traces.remove

    def meanwhile(report_id: str, work: Sequence[Work], **how: Any) -> None:
        if report_id == first.id:
            town.reports.append(second.moved(Step(State.RECEIVED, REVIEWER, town.now, detail={UNDOES: "2"})))
        remove(report_id, work, **how)

    monkeypatch.setattr(town.traces, "remove", meanwhile)

    lets_go(town, {Sort.REJECTED: 365})

    assert town.reports.get(second.id).state is State.RECEIVED


def test_what_moves_on_at_the_moment_it_is_to_be_nobodys_keeps_sender_and_bytes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = town.keeps(resolved(town.of_budi(photos=2)))
    town.now += timedelta(days=DAYS[Sort.SETTLED] + 1)
    before, rewrite = set(town.bucket.kept), town.traces.rewrite

    def meanwhile(*args: Any, **how: Any) -> None:
        town.reports.append(report.moved(Step(State.VERIFIED, REVIEWER, town.now, detail={UNDOES: "3"})))
        rewrite(*args, **how)

    monkeypatch.setattr(town.traces, "rewrite", meanwhile)

    lets_go(town)
    town.does_the_rest()

    assert town.reports.get(report.id).sender == town.sender
    assert before <= set(town.bucket.kept)


def test_what_moved_on_since_it_was_judged_is_neither_removed_nor_forgotten(town: Town) -> None:
    report = town.keeps(resolved(town.of_budi()))

    town.traces.remove(report.id, [], at=NOON, seen=report.version - 1)
    with pytest.raises(Stale):
        town.traces.rewrite(report.id, forgotten, [], at=NOON, seen=report.version - 1)

    assert town.reports.get(report.id).sender == town.sender


def test_a_report_behind_one_that_is_open_keeps_its_sender(town: Town) -> None:
    head = town.keeps(shown(town.of_budi()))
    member = town.keeps(merged(town.of_budi(), head))
    town.now += timedelta(days=DAYS[Sort.SETTLED] + 1)

    lets_go(town, {Sort.SETTLED: DAYS[Sort.SETTLED]})
    assert town.reports.get(member.id).sender == town.sender

    town.reports.append(head.moved(Step(State.RESOLVED, REVIEWER, NOON)))
    lets_go(town, {Sort.SETTLED: DAYS[Sort.SETTLED]})
    assert town.reports.get(member.id).sender.owner.startswith(NOBODY)
