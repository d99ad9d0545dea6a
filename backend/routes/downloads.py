"""Files that leave for as long as somebody reads them: a few at once.

A thread of gunicorn's worker belongs to an answer until its last byte was taken. There are 32 in a process
(programs/web.py): a few dozen slow readers of large files would leave none for pages. Who takes nothing at
all for a minute is let go of (patient.py); who takes little keeps one of these places, and no more.
"""

from threading import BoundedSemaphore

from flask import Response

AT_ONCE = 2
"""Of one web process."""
_places = BoundedSemaphore(AT_ONCE)


class Crowded(Exception):
    """As many files as may are on their way."""

    retry_after_s = 30


def one_of_few(answer: Response) -> Response:
    """The answer, which has its place until it is closed. Raises Crowded."""
    if not _places.acquire(blocking=False):
        raise Crowded("too many files at once")
    answer.call_on_close(_places.release)
    return answer
