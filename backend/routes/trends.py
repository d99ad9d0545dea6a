"""Twelve weeks as a small drawing: a line of how many there were, or bars of how many each week."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 120, 32
EDGE = 2
"""Kept free above and below, so that no line is cut."""
GAP = 2
"""Between bars."""
FLOWS = {"fixed", "closed"}
"""What is told by week; of the others, how many there were at the end of each."""


@dataclass(frozen=True, slots=True)
class Trend:
    """`way` is a standing, `values` one for each week, the oldest first."""

    way: str
    values: Sequence[int]

    @property
    def is_flow(self) -> bool:
        return self.way in FLOWS

    @property
    def facts(self) -> Mapping[str, int]:
        """For the words that tell what the drawing shows."""
        told = {"first": self.values[0], "last": self.values[-1], "most": max(self.values)}
        return {**told, "n": sum(self.values) if self.is_flow else self.values[-1]}

    @property
    def line(self) -> str:
        """Points of a polyline."""
        step = WIDTH / (len(self.values) - 1)
        return " ".join(f"{place * step:.1f},{self._height(n):.1f}" for place, n in enumerate(self.values))

    @property
    def bars(self) -> Iterator[Mapping[str, float]]:
        """A stump where there was none, so that a quiet week is seen as one."""
        step = WIDTH / len(self.values)
        for place, n in enumerate(self.values):
            top = self._height(n)
            yield {
                "x": round(place * step, 1),
                "y": round(top, 1),
                "width": step - GAP,
                "height": HEIGHT - top,
            }

    def _height(self, n: int) -> float:
        """From the top of the drawing; nought is at its foot, whatever the others are."""
        return HEIGHT - EDGE - n / (max(self.values) or 1) * (HEIGHT - 2 * EDGE)


def trends(pulse: Mapping[str, Any]) -> Mapping[str, Trend]:
    """Of each standing, from the weeks of a pulse; none where nothing was drawn yet."""
    weeks = pulse.get("weeks", ())
    return {way: Trend(way, [week[way] for week in weeks]) for way in pulse["standing"]} if weeks else {}
