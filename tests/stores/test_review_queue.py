"""What a reviewer is shown."""

from backend.reports.moves import State
from backend.stores.reports import SqlReports
from tests.stores.making import GUNUNG_TELIHAN, KANAAN, a_report, minutes, rejected, sends_photos, verified

OPEN = (State.RECEIVED, State.NEEDS_INFO)


def test_the_oldest_report_comes_first(reports: SqlReports) -> None:
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

    seen: list[str] = []
    while page := reports.queue([KANAAN, GUNUNG_TELIHAN], OPEN, after=seen[-1] if seen else None, limit=5):
        seen += [line.id for line in page]

    assert seen == [report.id for report in sorted(at_once, key=lambda r: (r.received_at, r.id))]


def test_a_report_that_came_meanwhile_does_not_shift_the_next_page(reports: SqlReports) -> None:
    first, second = a_report(at=minutes(1)), a_report(at=minutes(3))
    reports.add(first)
    reports.add(second)
    reports.add(earlier := a_report(at=minutes(0)))

    assert [line.id for line in reports.queue(None, OPEN, after=first.id)] == [second.id]
    assert reports.queue(None, OPEN)[0].id == earlier.id


def test_after_a_report_taken_back_comes_the_first_page(reports: SqlReports) -> None:
    report = a_report()
    reports.add(report)

    assert [line.id for line in reports.queue(None, OPEN, after="taken back")] == [report.id]


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
