"""Files that leave for as long as somebody reads them: a few large ones at once.

A thread of gunicorn's worker belongs to an answer until its last byte was taken. There are 32 in a process
(programs/web.py): a few dozen slow readers of large files would leave none for pages. How long one may read
at most is limited too (patient.py). What is no larger than a page is answered as a page is.
"""

from collections.abc import Iterator
from http import HTTPStatus
from threading import BoundedSemaphore

from flask import Response, request

AT_ONCE = 2
"""Of one web process."""
SMALL = 64 << 10
"""Bytes; as much as a page may weigh."""
_places = BoundedSemaphore(AT_ONCE)


class Crowded(Exception):
    """As many files as may are on their way."""

    retry_after_s = 30


def one_of_few(answer: Response) -> Response:
    """The answer; one with a large body has its place until it is closed. Raises Crowded."""
    if request.method == "HEAD" or answer.status_code == HTTPStatus.NOT_MODIFIED:
        return answer
    pieces = answer.iter_encoded()
    begun = _begun(pieces)
    if len(begun) <= SMALL:
        answer.set_data(begun)
        return answer
    if not _places.acquire(blocking=False):
        raise Crowded("too many files at once")
    answer.call_on_close(_places.release)
    answer.response = _resumed(begun, pieces)
    return answer


def _begun(pieces: Iterator[bytes]) -> bytes:
    """As many as are more than SMALL, or all there are."""
    begun = bytearray()
    for piece in pieces:
        begun += piece
        if len(begun) > SMALL:
            break
    return bytes(begun)


def _resumed(begun: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield begun
    yield from pieces
