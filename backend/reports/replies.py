"""The sender answers a reviewer's question, perhaps not for the first time."""

from backend.reports.intake import is_from
from backend.reports.moves import State
from backend.reports.ports import Clock, Kind, NotFound, Queue, Reports, Stale, Work
from backend.reports.report import Actor, Custody, KeptReply, Report, Sender
from sync.reply import Reply
from sync.verdict import Verdict, judge


class NotAsked(Exception):
    """Nobody waits for an answer about this report any more; `state` is where it stands."""

    def __init__(self, state: State) -> None:
        super().__init__(f"no question is open: the report is {state.value}")
        self.state = state


def receive(
    reply: Reply, *, by: Sender, reports: Reports, clock: Clock, queue: Queue
) -> tuple[Verdict, Report]:
    """Keep the answer unless it is kept already; the report with it.

    An answer that was kept stays kept, wherever the report went since. Raises NotFound when the report is not
    the sender's own, NotAsked when no question is open.
    """
    while True:
        report = own(reply.report, by, reports)
        if kept := find(report, reply.id):
            return judge(sent=reply.digest, kept=kept.reply.digest), report
        if report.state is not State.NEEDS_INFO:
            raise NotAsked(report.state)
        answered = report.answered(reply, Actor("sender", by.person or by.device), clock())
        try:
            reports.answer(answered, [Work(Kind.ARCHIVE, report.id)])
        except Stale:  # a reviewer, or this very answer beside this one, was faster
            continue
        queue.nudge()
        return Verdict.NEW, answered


def own(report_id: str, by: Sender, reports: Reports) -> Report:
    """Raises NotFound for what is somebody else's."""
    report = reports.get(report_id)
    if not is_from(report.sender, by, reports):
        raise NotFound(report_id)
    return report


def find(report: Report, reply_id: str) -> KeptReply | None:
    return next((kept for kept in report.replies if kept.reply.id == reply_id), None)


def custody(report: Report, kept: KeptReply) -> Custody:
    """How much of one answer the server holds."""
    if kept.stored_at:
        return Custody.STORED
    whole = all(photo.complete_at for photo in report.photos_of(kept))
    return Custody.COMPLETE if whole else Custody.PARTIAL
