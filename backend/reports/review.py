"""A reviewer decides about a report, from the version they saw."""

from collections.abc import Sequence
from enum import StrEnum

from backend.reports import notices
from backend.reports.moves import PUBLIC, MoveRefused, State
from backend.reports.ports import Catalogue, Clock, Kind, Queue, Reports, Stale, Work
from backend.reports.report import Actor, Report, Step
from sync.envelope import Problem, Unreadable


class Verdict(StrEnum):
    VERIFY = "verify"
    REJECT = "reject"
    ASK = "ask"
    UNDO = "undo"


OUTCOME = {
    Verdict.VERIFY: State.VERIFIED,
    Verdict.REJECT: State.REJECTED,
    Verdict.ASK: State.NEEDS_INFO,
    Verdict.UNDO: State.RECEIVED,
}
WORDS_MAX = 2_000
"""Characters."""


def decide(
    report_id: str,
    verdict: str,
    *,
    by: Actor,
    version: int,
    reason: str = "",
    words: str = "",
    publish: Sequence[str] = (),
    reports: Reports,
    catalogue: Catalogue,
    clock: Clock,
    queue: Queue,
) -> Report:
    """Append the step the verdict stands for. `publish` names the photos residents may see (SHA-256, hex).

    Raises NotFound, Stale when somebody moved the report since `version`, MoveRefused, and Unreadable when
    something needed for the verdict is missing.
    """
    chosen = Verdict(verdict)
    report = reports.get(report_id)
    _is_sayable(chosen, reason.strip(), words.strip(), catalogue)
    _can_be_shown(chosen, report, publish)
    if report.version != version:
        raise Stale(report)
    if chosen is Verdict.UNDO and report.state is not State.REJECTED:
        raise MoveRefused("only a rejection can be undone")
    moved = report.moved(Step(OUTCOME[chosen], by, clock(), reason.strip(), words.strip()))
    work = [Work(Kind.ARCHIVE, report_id)]
    work += notices.work_for(moved)
    if {report.state, moved.state} & PUBLIC:
        work.append(Work(Kind.PUBLISH, report_id))
    reports.append(moved, work, public=publish if moved.state in PUBLIC else ())
    queue.nudge()
    return moved


def _is_sayable(verdict: Verdict, reason: str, words: str, catalogue: Catalogue) -> None:
    problems = []
    if reason and not catalogue.knows_reason(verdict, reason):
        problems.append(Problem("reason", "is not in the city register for this verdict"))
    if verdict is Verdict.REJECT and not reason:
        problems.append(Problem("reason", "is needed to reject a report"))
    if verdict is Verdict.ASK and not (reason or words):
        problems.append(Problem("words", "say what is asked, or choose a question"))
    if len(words) > WORDS_MAX:
        problems.append(Problem("words", f"are longer than {WORDS_MAX} characters"))
    if problems:
        raise Unreadable(*problems)


def _can_be_shown(verdict: Verdict, report: Report, publish: Sequence[str]) -> None:
    """Only a photo that a person could look at may be shown: its copies are drawn and it is a picture."""
    ready = {photo.sha256 for photo in report.photos if photo.derived_at and not photo.unusable}
    if publish and verdict is not Verdict.VERIFY:
        raise Unreadable(Problem("publish", "goes with verify"))
    if not set(publish) <= ready:
        raise Unreadable(Problem("publish", "names a photo that cannot be shown yet"))
