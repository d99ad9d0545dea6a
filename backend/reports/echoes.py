"""Somebody sees what another has reported, and joins in instead of reporting it again ("Saya juga")."""

from backend.reports import intake
from backend.reports.moves import PUBLIC
from backend.reports.ports import Clock, Kind, NotFound, Queue, Reports, Work
from backend.reports.report import Echo, Sender


def join(report_id: str, *, by: Sender, reports: Reports, clock: Clock, queue: Queue) -> bool:
    """Whether it is new: the same sender counts once, and whoever sent the report not at all.

    Raises NotFound for a report residents do not see.
    """
    report = reports.get(report_id)
    if report.state not in PUBLIC:
        raise NotFound(report_id)
    if intake.is_from(report.sender, by, reports):
        return False
    is_new = reports.add_echo(report_id, Echo(_told(by), clock()), _follows(report_id))
    if is_new:
        queue.nudge()
    return is_new


def leave(report_id: str, *, by: Sender, reports: Reports, clock: Clock, queue: Queue) -> None:
    """Take it back, whatever has become of the report; nothing happens where there was none."""
    if reports.drop_echo(report_id, _told(by), _follows(report_id), at=clock()):
        queue.nudge()


def _told(by: Sender) -> Sender:
    """One that stands alone counts by itself: what is not counted would tell whose the report is."""
    return Sender(by.device, alone=True) if by.alone else by


def _follows(report_id: str) -> tuple[Work, Work]:
    """The archive keeps who joined in, and residents read how many."""
    return Work(Kind.ARCHIVE, report_id), Work(Kind.PUBLISH, report_id)
