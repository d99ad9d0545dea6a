"""A figure beside its reference, both taken in one run: only so do numbers survive a noisy machine."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """Names follow the scoreboard. `reference` says what was measured beside it, `beside` its value."""

    name: str
    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    reference: str = ""
    beside: float | None = None

    @property
    def ratio(self) -> float | None:
        """The figure over its reference."""
        return self.value / self.beside if self.beside else None

    @property
    def goal(self) -> str:
        """In words; empty where the figure has no goal of its own."""
        if self.at_most is not None:
            return f"<= {self.at_most:g}"
        return f">= {self.at_least:g}" if self.at_least is not None else ""

    @property
    def met(self) -> bool | None:
        if self.at_most is not None:
            return self.value <= self.at_most
        return self.value >= self.at_least if self.at_least is not None else None


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of all lie (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps(
        [{**asdict(f), "goal": f.goal, "met": f.met, "ratio": f.ratio} for f in figures], indent=1
    )


def show(figures: Sequence[Figure]) -> None:
    """Print one table to standard output."""
    table = Table(title="masdarling bench", title_justify="left")
    for heading in ("", "figure", "value", "goal", "", "reference", "its value", "ratio"):
        table.add_column(heading, overflow="fold")
    for f in figures:
        table.add_row(
            f.name,
            f.what,
            f"{f.value:,.3g} {f.unit}",
            f.goal,
            {True: "met", False: "MISSED", None: ""}[f.met],
            f.reference,
            "" if f.beside is None else f"{f.beside:,.3g} {f.unit}",
            "" if f.ratio is None else f"{f.ratio:.2f}x",
        )
    Console().print(table)
