"""A reviewer decides about a report, from the version they saw."""

from collections.abc import Sequence
from dataclasses import replace

from backend.reports import notices, outcomes
from backend.reports.choices import Choice, Verdict, check
from backend.reports.merging import Group, Sees
from backend.reports.moves import PUBLIC
from backend.reports.outcomes import Case
from backend.reports.ports import Catalogue, Clock, Kind, Queue, Regrouped, Reports, Stale, Unavailable, Work
from backend.reports.report import Actor, Report
from backend.reports.wita import WITA

TRIES = 5
"""How often reports are read again that others are merging at the same moment."""


def anything(_: Report) -> bool:
    return True


def decide(
    report_id: str,
    choice: Choice,
    *,
    by: Actor,
    reports: Reports,
    catalogue: Catalogue,
    clock: Clock,
    queue: Queue,
    sees: Sees = anything,
    holds: Sees = anything,
) -> Report:
    """Append the step the choice stands for; a choice that was carried out already is only answered again.

    `sees` says which reports `by` may merge into, `holds` which they may reopen or settle. Raises NotFound,
    Stale when somebody moved the report since the version seen, MoveRefused, and Unreadable when something
    needed for the verdict is missing.
    """
    for _ in range(TRIES):
        report = reports.get(report_id)
        if earlier := _earlier(report, choice, by):
            return earlier
        now = clock()
        choice = replace(choice, reason=choice.reason.strip(), words=choice.words.strip())
        check(choice, report, catalogue, now.astimezone(WITA).date())
        if report.version != choice.version:
            raise Stale(report)
        group = outcomes.of(Case(report, choice, by, now, reports, sees, holds))
        try:
            _append(group, report, choice, reports)
        except (Regrouped, Stale):  # read again: perhaps it was this very choice, sent twice
            continue
        queue.nudge()
        return group.report
    raise Unavailable(f"others are merging what belongs to {report_id}")


def _earlier(report: Report, choice: Choice, by: Actor) -> Report | None:
    """The report as this very choice left it, when it was carried out before."""
    for version, step in enumerate(report.steps, 1):
        if choice.id and step.detail.get("decision") == choice.id and step.by.id == by.id:
            return report.until(version)
    return None


def _append(group: Group, before: Report, choice: Choice, reports: Reports) -> None:
    work = _work_for(group, before, reports)
    public = _public(choice, group.report)
    if group.members:
        reports.append_together(group.report, group.others, work, public=public, members=group.members)
    else:
        reports.append(group.report, work, public=public)


def _public(choice: Choice, after: Report) -> Sequence[str] | None:
    """The photos residents may see from now on; None: as before.

    Where residents see the report no more because that was taken back, so was the choice of photos.
    """
    if choice.publish or choice.verdict in {Verdict.VERIFY, Verdict.SHOW}:  # what is not named is hidden
        return choice.publish
    taken_back = choice.verdict is Verdict.UNDO and after.state not in PUBLIC
    return () if taken_back else None


def _work_for(group: Group, before: Report, reports: Reports) -> list[Work]:
    changed = [group.report, *group.others]
    work = [Work(Kind.ARCHIVE, report.id) for report in changed]
    work += notices.work_for(group.report, before, followers=reports.followers(before.id))
    for other in group.others:  # where it moved, its sender is told as well, and whoever stands behind it
        was = other.until(other.version - 1)
        work += notices.work_for(other, was, followers=reports.followers(other.id))
    if group.members or {before.state, group.report.state} & PUBLIC:
        shown = dict.fromkeys([*(report.id for report in changed), *group.heads])
        work += [Work(Kind.PUBLISH, report_id) for report_id in shown]
    return work
