"""What may go wrong at a port."""

from backend.reports.report import Report


class NotFound(Exception):
    """Nothing is kept under that name, or it is not for this asker."""


class Taken(Exception):
    """A report with that id is already kept."""


class NumberTaken(Exception):
    """Another report has that number; the caller makes a new one and tries again."""


class Stale(Exception):
    """Somebody moved the report after it was read; `report` is how it stands now."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.id} is at version {report.version}")
        self.report = report


class Regrouped(Exception):
    """Reports were merged or parted after they were read; read them again."""


class WrongOffset(Exception):
    """The chunk does not begin where the photo ends; `offset` (bytes) is where it should."""

    def __init__(self, offset: int, *, complete: bool = False) -> None:
        super().__init__(f"the photo stands at byte {offset}")
        self.offset = offset
        self.complete = complete


class ChunksLost(Exception):
    """Acknowledged chunks are gone or damaged; the phone still has the bytes and starts over."""


class LeaseLost(Exception):
    """Another worker has this work now; nothing was recorded."""


class Unavailable(Exception):
    """A store, bucket or broker did not answer; the same call may work later."""


class Unusable(Exception):
    """No picture can be made of these bytes; trying again will not help."""
