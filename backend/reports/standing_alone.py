"""Reports that stand behind one that goes."""

from datetime import datetime

from backend.reports import merging
from backend.reports.ports import Kind, Reports, Work
from backend.reports.report import Actor, Report
from backend.reports.taking_back import taking_back

PARTED = Actor("system", "forgetting", "")


def part_from(gone: str, head: str, *, reports: Reports, at: datetime) -> None:
    """What was merged into `gone` stands on its own feet, so that a reviewer sees it again.

    `head` is the report that stands for them all, often `gone` itself. What was merged into those that part
    stays behind them. Raises Stale, Regrouped: try again.
    """
    for member in reports.members([head]).get(head, ()):
        if member.heads[0] == gone:
            _part(member, reports, at)


def _part(member: Report, reports: Reports, at: datetime) -> None:
    step = taking_back(member, by=PARTED, at=at, words="", beside={}, reports=reports)
    group = merging.parted(member, step, reports=reports)
    changed = [group.report, *group.others]
    work = [Work(Kind.ARCHIVE, report.id) for report in changed]
    work += [Work(Kind.PUBLISH, report.id) for report in changed]
    reports.append_together(group.report, group.others, work, members=group.members)
