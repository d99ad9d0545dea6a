"""What in people's words may lead to somebody: named by its kind, so that the kind alone is remembered."""

import re

KINDS = {
    "nik": re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)"),
    "phone": re.compile(r"(?<!\d)(?:\+?62|0)[\s()-]{0,2}8(?:[\s.()/-]?\d){7,11}(?!\d)"),
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "number": re.compile(r"(?<!\d)\d(?:[\s.()/-]?\d){8,}(?!\d)"),
}
"""NIK: 16 digits of an identity card. Mobile numbers begin with 08 or +628; nine digits may be an account."""
OTHER = "words"


def kinds(words: str) -> tuple[str, ...]:
    """Which of them the words seem to hold; each stretch counts as the first kind it fits."""
    found = []
    for kind, form in KINDS.items():
        words, times = form.subn(" ", words)
        found += [kind] if times else []
    return tuple(found)


def removed(before: str, after: str) -> tuple[str, ...]:
    """Kinds of what was taken out; `words` when something else was changed. Never the text itself."""
    if before.strip() == after.strip():
        return ()
    return tuple(kind for kind in kinds(before) if kind not in kinds(after)) or (OTHER,)
