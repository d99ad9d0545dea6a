"""How a photo grows, chunk by chunk (semantics of draft-ietf-httpbis-resumable-upload-11)."""

from dataclasses import dataclass

CHUNK_MAX = 512 * 1024
"""Bytes."""


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
        if not length:
            raise BadChunk("an empty chunk says nothing")
        end = offset + length
        if end > self.size:
            raise BadChunk(f"the photo was promised with {self.size} bytes, this chunk ends at {end}")
        if last != (end == self.size):
            raise BadChunk("Upload-Complete is ?1 exactly for the chunk that ends the photo")
