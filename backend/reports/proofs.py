"""The photos that settled a report: whose reports stand behind it, and what goes with one."""

from collections.abc import Iterable
from itertools import takewhile

from backend.reports import course
from backend.reports.fresh import may_go
from backend.reports.ports import NotFound, Reports
from backend.reports.report import Report, Step

BY = "mended_by"
"""A step that says so came with the decision about that report (its id), and is taken back with it."""

Numbered = tuple[int, Step]
"""A step that stood, and the version it gave the report."""


def gone(head: Report, reports: Reports, parting: str = "") -> list[Numbered]:
    """The last steps of `head` that a report settled which is no longer behind it, the newest first.

    `parting` is the id of one that is about to leave it.
    """

    def has_left(one: Numbered) -> bool:
        by = one[1].detail.get(BY, "")
        return bool(by) and (by == parting or not _is_behind(head, by, reports))

    return list(takewhile(has_left, reversed(course.numbered(head.steps))))


def first_to_go(steps: Iterable[Numbered], reports: Reports) -> int | None:
    """The version of the first that goes with the newest of these; None: there are none.

    What was taken back in time while another photo stood goes along: that alone had kept it.
    """
    first = None
    for version, step in steps:
        if first and not _in_time(step, reports):
            break
        first = version
    return first


def standing(report: Report, reports: Reports) -> str:
    """Id of the report behind it that settled it last; empty where no such decision is its last."""
    by = course.stood(report.steps)[-1].detail.get(BY, "")
    return by if by and _is_behind(report, by, reports) else ""


def _is_behind(head: Report, report_id: str, reports: Reports) -> bool:
    try:
        return head.id in reports.get(report_id).heads
    except NotFound:
        return False


def _in_time(settled: Step, reports: Reports) -> bool:
    """Whether who settled it took its photo back within the hour; others, or later, only part the two."""
    try:
        steps = reports.get(settled.detail[BY]).steps
    except NotFound:
        return False
    parted = (step for step in steps if step.detail.get("heads") == "" and step.at >= settled.at)
    return any(may_go(settled, step.by, step.at) for step in parted)
