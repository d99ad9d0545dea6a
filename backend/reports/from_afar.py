"""A report of another kelurahan, proposed to a reviewer: no more of it than residents read."""

from dataclasses import replace

from backend.reports import coarse, published
from backend.reports.alike import Candidate, distance_m
from backend.reports.moves import PUBLIC
from backend.reports.ports import Sensitive
from backend.reports.report import Report
from sync.envelope import Place

STEP_M = 100
"""Distances are told in whole steps of it, in metres."""
CELL_RADIUS_M = 80.0
"""From the middle of a cell to its corners."""


def from_afar(one: Candidate, beside: Report, sensitive: Sensitive) -> Candidate:
    """With the words residents read and the middle of its cell; `sensitive` is its category's."""
    other = one.report
    words = published.note(other) if other.state in PUBLIC else ""
    there = _middle(other.envelope.where) if sensitive == "no" else None
    seen = replace(other, envelope=replace(other.envelope, note=words, where=there, answers={}))
    here = beside.envelope.where
    metres = _about(distance_m(here, there)) if there and here and one.metres is not None else None
    return replace(one, report=seen, metres=metres, days=float(round(one.days)))


def _middle(where: Place | None) -> Place | None:
    cell = coarse.cell(where)
    return Place(cell["lat"], cell["lon"], CELL_RADIUS_M, "pin", None) if cell else None


def _about(metres: float) -> float:
    return float(round(metres / STEP_M) * STEP_M)
