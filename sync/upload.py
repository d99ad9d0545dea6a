"""How a photo grows, chunk by chunk (semantics of draft-ietf-httpbis-resumable-upload-11)."""

from dataclasses import dataclass

CHUNK_MAX = 512 * 1024
"""Bytes."""
PIECES_MAX = 1_024
"""Nobody takes a photo apart into more: each chunk is an object and a row."""


class BadChunk(Exception):
    """The chunk cannot be part of the photo that was promised; `problem` says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class ElsewhereNow(Exception):
    """The chunk does not begin where the photo ends."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A photo of `size` bytes of which `offset` are acknowledged."""

    size: int
    offset: int

    def takes(self, *, offset: int, length: int, last: bool) -> None:
        """Raise ElsewhereNow or BadChunk unless a chunk of `length` bytes at `offset` is what comes next.

        A photo's size was promised with the words, so the last chunk must end there and no other may.
        """
        if offset != self.offset or self.offset == self.size:
            raise ElsewhereNow
        if problem := self._problem(offset + length, length, last=last):
            raise BadChunk(problem)

    def _problem(self, end: int, length: int, *, last: bool) -> str:
        if not length:
            return "an empty chunk says nothing"
        if length > CHUNK_MAX:
            return f"a chunk has at most {CHUNK_MAX} bytes"
        if end > self.size:
            return f"the photo was promised with {self.size} bytes, this chunk ends at {end}"
        if last != (end == self.size):
            return "Upload-Complete is ?1 exactly for the chunk that ends the photo"
        if not last and length * PIECES_MAX < self.size:
            return f"a photo comes in at most {PIECES_MAX} chunks"
        return ""
