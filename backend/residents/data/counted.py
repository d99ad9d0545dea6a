"""How many reports a question is about, where kept counts tell it."""

from backend.residents import tallies
from backend.residents.ports import Showcase, Wanted

COUNTED = ("standing", "good")
"""Every report is in one of the two."""


def all_of(showcase: Showcase, wanted: Wanted) -> int | None:
    """None where they would have to be counted one by one."""
    if wanted != Wanted(kelurahan=wanted.kelurahan):
        return None
    scope = wanted.kelurahan or tallies.CITY
    return sum(sum(showcase.tally(scope, what).values()) for what in COUNTED)
