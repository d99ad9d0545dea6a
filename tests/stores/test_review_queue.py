"""What a reviewer is shown."""

from typing import Any

import pytest
from sqlalchemy import Select, select, text
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Line, Page, Turn, Wanted
from backend.stores import paging, review_counts, review_queue
from backend.stores.database import Database
from backend.stores.reports import SqlReports
from tests.stores.making import GUNUNG_TELIHAN, KANAAN, a_report, minutes, rejected, sends_photos, verified

OPEN = (State.RECEIVED, State.NEEDS_INFO)


def test_what_is_due_first_comes_first(reports: SqlReports) -> None:
    ids = {age: a_report(at=minutes(age)) for age in (3, 1, 2)}
    for report in ids.values():
        reports.add(report)

    lines = reports.queue([GUNUNG_TELIHAN], OPEN)

    assert [line.id for line in lines] == [ids[1].id, ids[2].id, ids[3].id]


def test_a_line_tells_what_a_reviewer_reads(reports: SqlReports) -> None:
    report = a_report(photos=2, note="Air tersumbat")
    reports.add(report)
    sends_photos(reports, report, [1])

    [line] = reports.queue(None, OPEN)

    assert (line.number, line.category, line.rt, line.note) == (
        report.number,
        "SMP-01",
        "19",
        "Air tersumbat",
    )
    assert (line.photos, line.photos_complete, line.first_photo) == (2, 1, report.photos[0].sha256)
    assert (line.state, line.custody, line.received_at) == (State.RECEIVED, "partial", report.received_at)
    assert line.last_step == report.steps[0]


def test_pages_follow_one_another_without_gap_or_overlap(reports: SqlReports) -> None:
    at_once = [a_report(at=minutes(n // 4), kelurahan=(GUNUNG_TELIHAN, KANAAN)[n % 2]) for n in range(24)]
    for report in at_once:
        reports.add(report)

    seen: list[Line] = []
    while page := reports.queue(
        [KANAAN, GUNUNG_TELIHAN], OPEN, after=seen[-1].turn if seen else None, limit=5
    ):
        seen += page

    assert [line.id for line in seen] == [r.id for r in sorted(at_once, key=lambda r: (r.received_at, r.id))]


def test_a_report_that_came_meanwhile_does_not_shift_the_next_page(reports: SqlReports) -> None:
    first, second = a_report(at=minutes(1)), a_report(at=minutes(3))
    reports.add(first)
    reports.add(second)
    reports.add(earlier := a_report(at=minutes(0)))

    place = Turn(first.received_at, first.received_at, first.id)
    assert ids(reports.page(Wanted(OPEN), after=place)) == [second.id]
    assert reports.queue(None, OPEN)[0].id == earlier.id


def test_a_reviewer_sees_the_asked_kelurahan_and_states_only(reports: SqlReports) -> None:
    here, elsewhere, done = a_report(), a_report(kelurahan=KANAAN), a_report()
    for report in (here, elsewhere, done):
        reports.add(report)
    reports.append(rejected(done))

    assert [line.id for line in reports.queue([GUNUNG_TELIHAN, GUNUNG_TELIHAN], OPEN)] == [here.id]
    assert {line.id for line in reports.queue(None, OPEN)} == {here.id, elsewhere.id}
    assert [line.id for line in reports.queue(None, [State.REJECTED])] == [done.id]
    assert reports.queue([], OPEN) == reports.queue(None, []) == ()


def test_a_line_shows_the_newest_step(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)
    reports.append(verified(report, at=minutes(7)))

    [line] = reports.queue(None, [State.VERIFIED])

    assert line.last_step == verified(report, at=minutes(7)).steps[-1]


def test_reports_are_counted_by_state(reports: SqlReports) -> None:
    for report in (one := a_report(), a_report(), a_report(kelurahan=KANAAN)):
        reports.add(report)
    reports.append(verified(one))

    assert reports.counts(None) == {State.RECEIVED: 2, State.VERIFIED: 1}
    assert reports.counts([GUNUNG_TELIHAN]) == {State.RECEIVED: 1, State.VERIFIED: 1}
    assert reports.counts([]) == {}


def test_where_somebody_waits_for_it_it_is_counted_no_further_than_they_read(reports: SqlReports) -> None:
    for kelurahan in (GUNUNG_TELIHAN, GUNUNG_TELIHAN, GUNUNG_TELIHAN, KANAAN):
        reports.add(a_report(kelurahan=kelurahan))

    assert reports.counts(None, most=2) == reports.counts([GUNUNG_TELIHAN], most=2) == {State.RECEIVED: 2}
    assert reports.counts([KANAAN], most=2) == {State.RECEIVED: 1}
    assert reports.counts([KANAAN, GUNUNG_TELIHAN], most=4) == {State.RECEIVED: 4}


def test_what_is_due_to_nobody_comes_last(database: Database) -> None:
    reports = SqlReports(database, due=lambda report: minutes(5) if report.photos else None)
    for report in (idle := a_report(photos=0, at=minutes(0)), due := a_report(at=minutes(1))):
        reports.add(report)

    lines = reports.queue(None, OPEN)

    assert [(line.id, line.due_at) for line in lines] == [(due.id, minutes(5)), (idle.id, None)]


def test_a_decision_gives_a_report_a_new_due_date(database: Database) -> None:
    reports = SqlReports(database, due=lambda report: minutes(10 * report.version))
    reports.add(report := a_report())
    reports.append(verified(report))

    [line] = reports.queue(None, [State.VERIFIED])

    assert line.due_at == minutes(20)


def filled(reports: SqlReports, *, of: int = 24) -> list[str]:
    """Ids in the order of the queue."""
    kept = [a_report(at=minutes(n // 4), kelurahan=(GUNUNG_TELIHAN, KANAAN)[n % 2]) for n in range(of)]
    for report in kept:
        reports.add(report)
    return [report.id for report in sorted(kept, key=lambda r: (r.received_at, r.id))]


def ids(page: Page) -> list[str]:
    return [line.id for line in page.lines]


def test_pages_are_turned_in_both_directions(reports: SqlReports) -> None:
    order, wanted = filled(reports), Wanted((State.RECEIVED,))

    first = reports.page(wanted, limit=10)
    second = reports.page(wanted, after=first.after, limit=10)
    last = reports.page(wanted, after=second.after, limit=10)
    back = reports.page(wanted, before=last.before, limit=10)

    assert (ids(first), ids(second), ids(last)) == (order[:10], order[10:20], order[20:])
    assert (first.before, last.after) == (None, None)
    assert (ids(back), back.after) == (ids(second), second.after)
    assert ids(reports.page(wanted, before=back.before, limit=10)) == ids(first)


def test_the_first_page_is_whole_when_one_comes_back_to_it(reports: SqlReports) -> None:
    order, wanted = filled(reports), Wanted((State.RECEIVED,))

    page = reports.page(wanted, before=Turn(minutes(1), minutes(1), ""), limit=10)

    assert (ids(page), page.before) == (order[:10], None)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted((State.RECEIVED,), categories=("SMP-01", "AIR-01")), "abc"),
        (Wanted((State.RECEIVED,), categories=("AIR-01",)), ""),
        (Wanted((State.RECEIVED,), rt="19"), "abc"),
        (Wanted((State.RECEIVED,), rt="1"), ""),
        (Wanted((State.RECEIVED,), has_photo=True), "bc"),
        (Wanted((State.RECEIVED,), due_before=minutes(2)), "ab"),
        (Wanted((State.RECEIVED,), due_from=minutes(2)), "c"),
        (Wanted((State.RECEIVED,), words=("PASAR",)), "ac"),
        (Wanted((State.RECEIVED,), words=("pasar", "umpuk")), "a"),
        (Wanted((State.RECEIVED,), words=("%",)), "b"),
        (Wanted((State.RECEIVED,), (KANAAN,), words=("pasar",)), "c"),
        (Wanted((State.RECEIVED,), words=("kanaan",), named={"kanaan": (KANAAN,)}), "bc"),
        (Wanted((State.RECEIVED,), words=("kanaan",)), "c"),
        (Wanted((State.RECEIVED,), words=("RT19",)), "abc"),
        (Wanted((State.RECEIVED,), words=("rt 019", "penuh")), "b"),
        (Wanted((State.RECEIVED,), words=("RT1",)), ""),
    ],
)
def test_a_reviewer_finds_what_is_asked_for(reports: SqlReports, wanted: Wanted, found: str) -> None:
    kept = {
        "a": a_report(photos=0, at=minutes(0), note="Menumpuk di belakang pasar"),
        "b": a_report(at=minutes(1), note="Penuh 100% sejak kemarin", kelurahan=KANAAN),
        "c": a_report(at=minutes(2), note="Pasar Kanaan", kelurahan=KANAAN),
    }
    for report in kept.values():
        reports.add(report)

    page = reports.page(wanted)

    assert ids(page) == [kept[name].id for name in found]
    assert reports.count(wanted) == len(found)


def test_a_report_is_found_by_a_part_of_its_number(reports: SqlReports) -> None:
    for report in (wanted := a_report(), a_report()):
        reports.add(report)
    part = wanted.number[-4:]

    assert ids(reports.page(Wanted((State.RECEIVED,), words=(part,)))) == [wanted.id]
    assert reports.count(Wanted((State.RECEIVED,), words=(part,))) == 1


def test_among_those_named_the_queue_goes_its_way(reports: SqlReports) -> None:
    order = filled(reports)
    wanted = Wanted((State.RECEIVED,), among=(order[20], order[3], order[7]))

    first = reports.page(wanted, limit=2)

    assert ids(first) == [order[3], order[7]]
    assert ids(reports.page(wanted, after=first.after, limit=2)) == [order[20]]
    assert reports.count(wanted) == 3
    assert ids(reports.page(Wanted((State.RECEIVED,), among=()))) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_finds_those_named_one_by_one_and_does_not_walk_through_the_queue(database: Database) -> None:
    """PostgreSQL knows how many rows a table has, and chooses by that."""
    named = tuple(f"00000000-0000-7000-8000-{n:012}" for n in range(20))
    wanted = Wanted((State.RECEIVED,), kelurahan=(GUNUNG_TELIHAN,), among=named)

    stretch = database.read(lambda tx: next(review_queue.stretches_of(tx, wanted)))

    asked = select(*paging.KEY).where(*stretch).order_by(*paging.KEY)
    assert "(id=?)" in database.read(lambda tx: _plan(tx, asked))


def _plan(tx: Connection, statement: Select[Any]) -> str:
    asked = str(statement.compile(tx, compile_kwargs={"literal_binds": True}))
    return " ".join(row.detail for row in tx.execute(text(f"EXPLAIN QUERY PLAN {asked}")))


def test_a_page_that_had_to_look_through_too_many_says_where_to_look_on(
    reports: SqlReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "LOOKED_THROUGH", 8)
    order = filled(reports)
    reports.add(late := a_report(photos=0, at=minutes(7), kelurahan=KANAAN))
    wanted = Wanted((State.RECEIVED,), categories=("SMP-01",))

    seen: list[str] = []
    page = reports.page(wanted, limit=10)
    while page.after:
        assert page.is_cut
        assert len(page.lines) <= 8
        seen += ids(page)
        page = reports.page(wanted, after=page.after, limit=10)

    assert seen + ids(page) == [*order, late.id]
    assert not page.is_cut


def test_a_search_that_finds_nothing_for_long_goes_on_from_there(
    reports: SqlReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "READ_THROUGH", 6)
    filled(reports)
    reports.add(rare := a_report(at=minutes(60), note="buaya"))
    wanted = Wanted((State.RECEIVED,), words=("buaya",))

    pages = [reports.page(wanted)]
    while pages[-1].after:
        pages.append(reports.page(wanted, after=pages[-1].after))

    assert [ids(page) for page in pages if page.lines] == [[rare.id]]
    assert len(pages) > 3


def test_categories_are_counted_while_that_is_quick(
    reports: SqlReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(reports, of=4)

    assert reports.counts_by_category([KANAAN], State.RECEIVED) == {"SMP-01": 2}
    assert reports.counts_by_category(None, State.RECEIVED) == {"SMP-01": 4}

    monkeypatch.setattr(review_counts, "COUNT_MAX", 3)

    assert reports.counts_by_category(None, State.RECEIVED) == {}


def test_rows_are_read_again_by_their_ids(reports: SqlReports) -> None:
    for report in (one := a_report(), other := a_report(), a_report()):
        reports.add(report)
    reports.append(verified(other))

    found = {line.id: line.state for line in reports.lines([one.id, other.id, "never"])}

    assert found == {one.id: State.RECEIVED, other.id: State.VERIFIED}


def test_what_came_lately_is_found_behind_more_than_is_looked_through(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = SqlReports(database, due=lambda report: report.received_at)
    for age in range(8):
        reports.add(a_report(at=minutes(age)))
    monkeypatch.setattr(review_queue, "READ_THROUGH", 3)

    assert reports.count(Wanted(OPEN, received_from=minutes(6))) == 2
    assert len(reports.page(Wanted(OPEN, received_from=minutes(6))).lines) == 2


def test_narrowed_to_what_came_lately_a_page_counts_as_many_as_it_shows(reports: SqlReports) -> None:
    for age in range(8):
        reports.add(a_report(at=minutes(age), photos=age % 2, note=f"Banjir {age}"))
    wanted = Wanted(OPEN, received_from=minutes(3), has_photo=True, words=("banjir",))

    lines = reports.page(wanted).lines

    assert [line.received_at for line in lines] == [minutes(3), minutes(5), minutes(7)]
    assert reports.count(wanted) == 3
