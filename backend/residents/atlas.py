"""Draws what residents read: the city, each kelurahan, each published report.

Pages and feeds read these documents and nothing else: a careless query in a page cannot show a private row.
Only the first step reads what is private, and only of the one report.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from backend.reports.moves import PUBLIC
from backend.reports.ports import Clock, NotFound, Reports, Snapshots
from backend.reports.report import Report
from backend.reports.wita import WITA
from backend.residents import grid, pulse, satisfaction, tallies
from backend.residents.grid import Cluster
from backend.residents.item import Item, Standing
from backend.residents.ports import Box, Showcase, Wanted
from backend.residents.showing import Register, item_of

CITY = "city"
MAP = "map"
"""The still map of everything and the first page of its list: what most visitors of the map are shown."""
LATELY = 12
"""Reports on the city's lists."""
FIRST = 20
"""Reports on a page of the map's list."""
LISTED = 60
"""Reports on a kelurahan's page."""
WEEK = timedelta(days=7)
DOTS_LEVEL = 2
"""Squares of about 440 m: dots that can be told apart on a still map, and on the city's picture."""
EVERYWHERE = Box(-(1 << 20), -(1 << 20), 1 << 20, 1 << 20)
Document = dict[str, Any]
Part = Callable[[], Document]
BRIEF = (
    "id", "category", "kelurahan", "state", "excerpt", "photo", "before", "after", "cell", "rt", "within",
    "me_too", "reported_on", "changed_on",
)  # fmt: skip
"""What a list tells of a report."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """What drawing needs. `kelurahan` are the codes of the whole city."""

    reports: Reports
    showcase: Showcase
    snapshots: Snapshots
    register: Register
    clock: Clock
    kelurahan: Callable[[], Collection[str]]

    def draw(self, report_id: str, places: Iterable[str]) -> None:
        """Draw anew every document the report appears in, or must vanish from; it may be gone itself.

        May run twice, and beside itself. `places` are the kelurahan it was ever in. Of two drawings a store
        keeps the one that began later, for it knows more: each step takes the time before it reads anything.
        One time for both would not do: who read before this report changed could store after it, and be kept.
        """
        self.draw_report(report_id)
        self.draw_counts(places)

    def draw_counts(self, places: Iterable[str]) -> None:
        """The documents of these kelurahan and of the city.

        While all is being counted anew their counts stay as they were, and afterwards each is drawn
        (redrawing.py). Their lists are drawn all the same: what was taken back must go from them.
        """
        at = self.clock()
        is_counted, today = self.showcase.is_counted(), at.astimezone(WITA).date()
        for name, lists, counts in self._documents(places):
            if before := counts(today) if is_counted else self._drawn(name):
                self.snapshots.put(name, {**before, **lists()}, at=at)

    def _documents(self, places: Iterable[str]) -> Iterator[tuple[str, Part, Callable[[date], Document]]]:
        for code in places:
            yield kelurahan_name(code), partial(self._lists_in, code), partial(self._counts_in, code)
        yield CITY, self._lists, self._counts
        yield MAP, partial(list_of_map, self.showcase), lambda _today: counts_of_map(self.showcase)

    def draw_satisfaction(self) -> None:
        """What is told of it from today on."""
        at = self.clock()
        today = at.astimezone(WITA).date()
        since = today - timedelta(days=pulse.LATELY_DAYS)
        told = satisfaction.drawn(
            self._drawn(satisfaction.NAME), self.showcase, self.kelurahan(), today, since
        )
        self.snapshots.put(satisfaction.NAME, dict(told), at=at)

    def _drawn(self, name: str) -> Document:
        """Empty where it was not drawn yet."""
        try:
            return self.snapshots.get(name).document
        except NotFound:
            return {}

    def draw_report(self, report_id: str) -> None:
        """Looks again after drawing: a report taken back, or removed, meanwhile must not reappear."""
        at = self.clock()
        report = self._kept(report_id)
        if report and report.state in PUBLIC:
            members = self.reports.members([report.id]).get(report.id, ())
            self.showcase.put(item_of(report, self.register, members), at=at)
            report = self._kept(report_id)
        if not report or report.state not in PUBLIC:
            head = report.head if report and report.was_public else ""
            self.showcase.remove(report_id, at=at, head=head)

    def _kept(self, report_id: str) -> Report | None:
        try:
            return self.reports.get(report_id)
        except NotFound:
            return None

    def _lists_in(self, code: str) -> Document:
        shown = self.showcase.latest(code, limit=LISTED)
        return {
            "reports": [brief(item) for item in shown],
            "dots": [dot(one) for one in grid.clustered(shown)],
        }

    def _counts_in(self, code: str, today: date) -> Document:
        return {
            "code": code,
            "drawn_on": today.isoformat(),
            "pulse": pulse.of(self.showcase, code, today, self._satisfaction([code])),
            "rts": pulse.by_rt(self.showcase, code),
        }

    def _lists(self) -> Document:
        lately = self.showcase.latest(None, limit=LATELY)
        fixed = self.showcase.latest(None, limit=LATELY, standing=Standing.FIXED)
        return {"lately": [brief(item) for item in lately], "fixed": [brief(item) for item in fixed]}

    def _counts(self, today: date) -> Document:
        codes = self.kelurahan()
        return {
            "drawn_on": today.isoformat(),
            "pulse": pulse.of(self.showcase, tallies.CITY, today, self._satisfaction(codes)),
            "kelurahan": {code: self._changed(code, today) for code in codes},
            "dots": [dot(one) for one in self.showcase.clusters(EVERYWHERE, DOTS_LEVEL)],
        }

    def _satisfaction(self, codes: Collection[str]) -> Document | None:
        return satisfaction.of(self._drawn(satisfaction.NAME), codes)

    def _changed(self, code: str, today: date) -> dict[str, int]:
        """What became of a kelurahan within seven days, and how many reports it has."""
        since = today - WEEK
        standing = sum(self.showcase.tally(code, "standing").values())
        flows = ("came", Standing.FIXED.value, Standing.CLOSED.value)
        changed = {what: sum(self.showcase.tally(code, what, since=since).values()) for what in flows}
        return {"n": standing, **changed}


def kelurahan_name(code: str) -> str:
    return f"kelurahan/{code}"


def brief(item: Item) -> dict[str, Any]:
    """Of what is told on its own page, what a list tells."""
    return {**{name: item.document[name] for name in BRIEF}, "amounts": dict(item.amounts)}


def dot(cluster: Cluster) -> dict[str, Any]:
    """For a still map: where, how many, and how most of them stand."""
    most = max(Standing, key=lambda one: cluster.counts.get(one, 0))
    return {**grid.lon_lat(cluster.x, cluster.y), "n": cluster.n, "standing": most.value}


def of_map(showcase: Showcase) -> Document:
    return {**list_of_map(showcase), **counts_of_map(showcase)}


def list_of_map(showcase: Showcase) -> Document:
    """`after` says of which report the list goes on, as day and id; None where it is whole."""
    listed = showcase.page(Wanted(), limit=FIRST + 1)
    last = listed[FIRST - 1] if len(listed) > FIRST else None
    return {
        "reports": [brief(item) for item in listed[:FIRST]],
        "after": [last.reported_on.isoformat(), last.id] if last else None,
    }


def counts_of_map(showcase: Showcase) -> Document:
    return {
        "dots": [dot(one) for one in showcase.clusters(EVERYWHERE, DOTS_LEVEL)],
        "off_the_map": _off_the_map(showcase),
    }


def _off_the_map(showcase: Showcase) -> int:
    """Published reports that lie in no cell. Without good news, as in the counts of the city."""
    reports = [one for one in Standing if one is not Standing.GOOD]
    placed = showcase.clusters(EVERYWHERE, grid.LEVELS[-1], standings=reports)
    return max(0, sum(showcase.tally(CITY, "standing").values()) - sum(one.n for one in placed))
