"""What changed in a showcase in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backend.residents.changes import Change, Told
from backend.residents.topic import Topic
from tests.residents.showcase import FakeShowcase


@dataclass
class FakeChanges:
    showcase: FakeShowcase

    def lately(self, topic: Topic, *, limit: int) -> Sequence[Told]:
        found = sorted(self.showcase.changes, key=lambda one: (one.day, one.number), reverse=True)
        told = [Told(one, self.showcase.kept[one.report][0].document) for one in found if topic.tells(one)]
        return told[:limit]

    def since(self, number: int, *, day: date = date.min, limit: int = 1_000) -> Sequence[Change]:
        return [one for one in self.showcase.changes if one.number > number and one.day >= day][:limit]

    def newest(self) -> int:
        return max((one.number for one in self.showcase.changes), default=0)
