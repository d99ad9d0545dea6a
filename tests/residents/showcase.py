"""A showcase in memory: what the rules ask of one, without a database."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from backend.reports.moves import State
from backend.reports.ports import NotFound
from backend.residents import grid, tallies
from backend.residents.changes import Change
from backend.residents.grid import Cluster
from backend.residents.item import Cell, Item, Standing
from backend.residents.ports import Box, Place, Shown, Wanted


@dataclass
class FakeShowcase:
    kept: dict[str, tuple[Item, datetime]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """(day, key) -> how many, by scope and what."""

    @property
    def items(self) -> list[Item]:
        return [item for item, _ in self.kept.values()]

    def put(self, item: Item, *, at: datetime) -> None:
        self.heads.pop(item.id, None)
        if item.id not in self.kept or self.kept[item.id][1] <= at:
            before = self.kept[item.id][0] if item.id in self.kept else None
            self.kept[item.id] = item, at
            self._count(before, -1)
            self._count(item, 1)
            if before is None or before.state is not item.state:
                self._note(item, before, at)

    def _count(self, item: Item | None, sign: int) -> None:
        for one, n in tallies.of(item).items() if item else ():
            self.counts[one.scope, one.what][one.day, one.key] += sign * n

    def _note(self, item: Item, before: Item | None, at: datetime) -> None:
        self.changes.append(
            Change(
                number=len(self.changes) + 1,
                report=item.id,
                kelurahan=item.kelurahan,
                rt=item.rt or "",
                category=item.category,
                state=item.state,
                was=before.state if before else None,
                day=item.changed_on,
                drawn_at=at,
                at=item.at,
            )
        )

    def remove(self, report_id: str, *, at: datetime, head: str = "") -> None:  # noqa: ARG002
        gone, _ = self.kept.pop(report_id, (None, None))
        self._count(gone, -1)
        self.heads[report_id] = head
        self.changes = [one for one in self.changes if one.report != report_id]

    def head(self, report_id: str) -> str:
        head = self.heads.get(report_id, "")
        if head not in self.kept:
            raise NotFound(report_id)
        return head

    def item(self, report_id: str) -> Item:
        return self._kept(report_id)[0]

    def _kept(self, report_id: str) -> tuple[Item, datetime]:
        try:
            return self.kept[report_id]
        except KeyError as cause:
            raise NotFound(report_id) from cause

    def get(self, report_id: str) -> Shown:
        item, at = self._kept(report_id)
        return Shown(item.document, f"{at.timestamp()}", at)

    def latest(
        self,
        kelurahan: str | None,
        *,
        limit: int,
        standing: Standing | None = None,
        states: Collection[State] = (),
        rt: str | None = None,
    ) -> Sequence[Item]:
        found = [one for one in self.items if kelurahan in {None, one.kelurahan}]
        found = [one for one in found if standing in {None, one.standing} and rt in {None, one.rt}]
        found = [one for one in found if not states or one.state in states]
        return sorted(found, key=lambda one: (one.changed_on, one.id), reverse=True)[:limit]

    def page(self, wanted: Wanted, *, after: Place | None = None, limit: int = 100) -> Sequence[Item]:
        found = [one for one in self.items if is_wanted(one, wanted)]
        places = sorted(found, key=lambda one: (one.reported_on, one.id), reverse=True)
        beyond = (after.reported_on, after.id) if after else None
        return [one for one in places if not beyond or (one.reported_on, one.id) < beyond][:limit]

    def days(self) -> tuple[date, date] | None:
        found = [one.reported_on for one in self.items]
        return (min(found), max(found)) if found else None

    def tally(self, scope: str, what: str, *, since: date | None = None) -> Mapping[tuple[str, str], int]:
        first = since.isoformat() if since else ""
        return {at: n for at, n in self.counts[scope, what].items() if n and at[0] >= first}

    def clusters(
        self,
        box: Box,
        level: int,
        *,
        kind: str = grid.ANY,
        months: Sequence[str] = (),
        standings: Sequence[Standing] = (),
    ) -> Sequence[Cluster]:
        size = (1 << level) - 1
        whole = Box(box.west & ~size, box.south & ~size, box.east | size, box.north | size)
        wanted = Wanted(box=whole, standings=standings)
        found = [one for one in self.items if is_wanted(one, wanted)]
        found = [one for one in found if kind in {grid.ANY, one.group, one.category}]
        return grid.clustered(
            (one for one in found if not months or one.reported_on.isoformat()[:7] in months), level
        )

    def is_counted(self) -> bool:
        return True

    def recount(self, most: int) -> bool:  # noqa: ARG002 - all are counted
        return True

    def groups_at(self, cells: Collection[Cell], wanted: Wanted) -> Mapping[Cell, str]:
        found = [one for one in self.items if is_wanted(one, wanted)]
        return {one.at: one.group for one in found if one.at and one.at in cells}


def is_wanted(item: Item, wanted: Wanted) -> bool:
    box, at = wanted.box, item.at
    return (
        wanted.kelurahan in {None, item.kelurahan}
        and (not wanted.categories or item.category in wanted.categories)
        and (not wanted.standings or item.standing in wanted.standings)
        and (wanted.since or date.min) <= item.reported_on <= (wanted.until or date.max)
        and (not box or (at is not None and box.west <= at.x <= box.east and box.south <= at.y <= box.north))
    )
