"""Parts to cover, as the case's form and its preview send them: a box each, with and without a script."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from backend.reports.choices import Part, may_cover
from backend.reports.look import Box
from sync.envelope import Problem, Unreadable


def covers_in(form: MultiDict[str, str]) -> dict[str, list[Part]] | None:
    """`covered` names each photo whose parts the form lists; `cover` is "SHA-256 x y width height".

    Raises Unreadable.
    """
    listed: dict[str, list[Part]] = {sha256: [] for sha256 in form.getlist("covered")}
    for cover in form.getlist("cover"):
        sha256, *lengths = cover.split() or [""]
        if sha256 not in listed:
            raise Unreadable(Problem("covers", "name a photo that is not listed"))
        listed[sha256].append(part_in(lengths))
    return listed or None


def boxes_in(covers: Sequence[str]) -> list[Box]:
    """Each "x y width height". Raises Unreadable when they are not what a form may ask for."""
    parts = [part_in(cover.split()) for cover in covers]
    if not may_cover(parts):
        raise Unreadable(Problem("covers", "are parts of the photo"))
    return [Box(*part) for part in parts]


def part_in(lengths: list[str]) -> Part:
    try:
        x, y, width, height = map(float, lengths)
    except ValueError as cause:
        raise Unreadable(Problem("covers", "are four numbers each")) from cause
    return x, y, width, height
