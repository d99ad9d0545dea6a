"""A showcase in memory: what the rules ask of one, without a database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from backend.reports.ports import NotFound
from backend.residents import grid, tallies
from backend.residents.grid import Cluster
from backend.residents.item import Item, Standing
from backend.residents.ports import Box, Place, Shown, Wanted


@dataclass
class FakeShowcase:
    kept: dict[str, tuple[Item, datetime]] = field(default_factory=dict)

    @property
    def items(self) -> list[Item]:
        return [item for item, _ in self.kept.values()]

    def put(self, item: Item, *, at: datetime) -> None:
        if item.id not in self.kept or self.kept[item.id][1] <= at:
            self.kept[item.id] = item, at

    def remove(self, report_id: str) -> None:
        self.kept.pop(report_id, None)

    def get(self, report_id: str) -> Shown:
        try:
            item, at = self.kept[report_id]
        except KeyError as cause:
            raise NotFound(report_id) from cause
        return Shown(item.document, f"{at.timestamp()}", at)

    def latest(
        self, kelurahan: str | None, *, limit: int, standing: Standing | None = None, rt: str | None = None
    ) -> Sequence[Item]:
        found = [one for one in self.items if kelurahan in {None, one.kelurahan}]
        found = [one for one in found if standing in {None, one.standing} and rt in {None, one.rt}]
        return sorted(found, key=lambda one: (one.changed_on, one.id), reverse=True)[:limit]

    def page(self, wanted: Wanted, *, after: Place | None = None, limit: int = 100) -> Sequence[Item]:
        found = [one for one in self.items if wanted.kelurahan in {None, one.kelurahan}]
        found = [one for one in found if wanted.rt in {None, one.rt}]
        places = sorted(found, key=lambda one: (one.reported_on, one.id), reverse=True)
        beyond = (after.reported_on, after.id) if after else None
        return [one for one in places if not beyond or (one.reported_on, one.id) < beyond][:limit]

    def tally(self, scope: str, what: str, *, since: date | None = None) -> Mapping[tuple[str, str], int]:
        found: Counter[tuple[str, str]] = Counter()
        for item in self.items:
            for one, n in tallies.of(item).items():
                if (one.scope, one.what) == (scope, what) and (not since or one.day >= since.isoformat()):
                    found[one.day, one.key] += n
        return found

    def clusters(
        self,
        box: Box,  # noqa: ARG002 - all of it
        level: int,
        *,
        kind: str = grid.ANY,
        months: Sequence[str] = (),  # noqa: ARG002 - all of them
    ) -> Sequence[Cluster]:
        return grid.clustered((i for i in self.items if kind in {grid.ANY, i.group, i.category}), level)
