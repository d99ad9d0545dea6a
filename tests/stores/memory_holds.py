"""The port to holds as a plain dictionary."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from backend.reports.moves import State
from backend.reports.ports import Hold
from tests.stores.memory import BEFORE, MemoryReports


@dataclass
class MemoryHolds:
    reports: MemoryReports

    def take(self, wanted: Hold, *, now: datetime, over: bool = False) -> Hold:
        there = self.reports.holds.get(wanted.report)
        if there and there.person == wanted.person:
            wanted = replace(wanted, until=max(there.until, wanted.until))
        elif there and there.until > now and not over:
            return there
        self.reports.holds[wanted.report] = wanted
        return wanted

    def leave(self, report: str, person: str) -> None:
        if report in self.of([report], now=BEFORE) and self.reports.holds[report].person == person:
            del self.reports.holds[report]

    def leave_all(self, person: str) -> None:
        for hold in self.by(person, now=BEFORE):
            del self.reports.holds[hold.report]

    def by(self, person: str, *, now: datetime) -> tuple[Hold, ...]:
        return tuple(hold for hold in self._live(now) if hold.person == person)

    def of(self, reports: Collection[str], *, now: datetime) -> dict[str, Hold]:
        return {hold.report: hold for hold in self._live(now) if hold.report in reports}

    def claim(
        self, kelurahan: Sequence[str] | None, wanted: Hold, *, count: int, now: datetime
    ) -> tuple[str, ...]:
        queue = self.reports.queue(kelurahan, [State.RECEIVED])
        free = [report.id for report in queue if not self.of([report.id], now=now)][:count]
        self.reports.holds |= {report: replace(wanted, report=report) for report in free}
        return tuple(free)

    def _live(self, now: datetime) -> list[Hold]:
        return [hold for hold in self.reports.holds.values() if hold.until > now]
