"""The audit log in memory: keeps the promises of the port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from backend.audit.chain import seal
from backend.audit.line import Anchor, Entry, Line
from backend.audit.ports import ALL, Wanted
from tests.people.builders import Time


@dataclass
class FakeAudit:
    kept: list[Line] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: Time().now)

    @property
    def actions(self) -> list[str]:
        return [line.entry.action for line in self.kept]

    def record(self, entry: Entry) -> Line:
        self.kept.append(seal(entry, at=self.now, after=self.end()))
        return self.kept[-1]

    def lines(self, wanted: Wanted = ALL, *, before: int | None = None, limit: int = 50) -> Sequence[Line]:
        found = [line for line in reversed(self.kept) if _is_wanted(line, wanted)]
        return [line for line in found if before is None or line.seq < before][:limit]

    def chain(self, after: int = 0, *, limit: int = 1_000) -> Sequence[Line]:
        return [line for line in self.kept if line.seq > after][:limit]

    def end(self) -> Anchor | None:
        return Anchor(self.kept[-1].seq, self.kept[-1].hash) if self.kept else None


def _is_wanted(line: Line, wanted: Wanted) -> bool:
    entry = line.entry
    pairs = (
        (wanted.person, entry.who.id),
        (wanted.action, entry.action),
        (wanted.kind, entry.kind),
        (wanted.object, entry.object),
    )
    in_time = (wanted.since is None or line.at >= wanted.since) and (
        wanted.until is None or line.at < wanted.until
    )
    return in_time and all(value in {"", has} for value, has in pairs)
