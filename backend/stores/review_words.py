"""A word a reviewer looks for: what the sender wrote, the number, the RT, or the kelurahan."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_

Columns = Any
"""Of a table or of a subquery."""
NUMBER_MIN = 4
"""Characters: the two halves of a number have so many, and shorter words would be found in many by chance."""
RT = re.compile(r"rt\W*0*([0-9]{1,3})", re.IGNORECASE)


def said(word: str, named: Collection[str], of: Columns) -> ColumnElement[bool]:
    """That a report speaks of it. `named` are codes of the kelurahan that are called so."""
    return or_(of.note.icontains(word, autoescape=True), *_elsewhere(word, named, of))


def _elsewhere(word: str, named: Collection[str], of: Columns) -> Iterator[ColumnElement[bool]]:
    if len(word) >= NUMBER_MIN:
        yield of.number.icontains(word, autoescape=True)
    if rt := RT.fullmatch(word):
        yield of.rt.in_([rt[1].zfill(width) for width in (1, 2, 3)])
        yield of.note.icontains(f"RT {rt[1]}")
    if named:
        yield of.kelurahan.in_(sorted(named))
