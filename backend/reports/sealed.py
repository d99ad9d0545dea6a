"""Why somebody opens the sealed original of a photo. Nobody does without saying so."""

from enum import StrEnum

from sync.envelope import Problem, Unreadable

WORDS_MAX = 200
"""Characters."""


class Why(StrEnum):
    """What a small copy does not answer. What people read for each lies in the translation files."""

    DETAIL = "detail"
    """Something is too small in the copy."""
    COVERS = "covers"
    """What must be covered cannot be told on the copy."""
    DOUBT = "doubt"
    """Whether the photo is what it is said to be."""
    AUTHORITY = "authority"
    """An authority asked for it in writing."""
    OTHER = "other"


def check(why: str, words: str) -> None:
    """Raise Unreadable unless there is a reason of the list, and words that say more."""
    problems = []
    if why not in list(Why):
        problems.append(Problem("why", "is not one of the list"))
    if not 0 < len(words.strip()) <= WORDS_MAX:
        problems.append(Problem("words", f"are needed, up to {WORDS_MAX} characters"))
    if problems:
        raise Unreadable(*problems)
