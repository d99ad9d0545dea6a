"""What to tell a phone about a report it has handed in."""

from enum import StrEnum


class Verdict(StrEnum):
    NEW = "new"
    REPEAT = "repeat"
    CLASH = "clash"


def judge(*, sent: str, kept: str) -> Verdict:
    """The id is taken already: by the same bytes, or by other ones? Both are SHA-256 digests in hex."""
    return Verdict.REPEAT if sent == kept else Verdict.CLASH
