"""What somebody who only reads asks of the reports, as it stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from backend.reports.moves import State
from backend.reports.ports import Wanted
from backend.routes.queue_asked import DUE, WORD_COUNT, WORDS_MAX, due_between

HERE = "/baca"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is empty narrows nothing."""

    state: str = ""
    kelurahan: str = ""
    due: str = ""
    words: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Reading":
        """What makes no sense is left out: an old address still shows something."""
        state, due = args.get("keadaan", ""), args.get("tenggat", "")
        return cls(
            state=state if state in list(State) else "",
            kelurahan=args.get("kelurahan", "").strip(),
            due=due if due in DUE else "",
            words=args.get("cari", "").strip()[:WORDS_MAX],
        )

    @property
    def filters(self) -> dict[str, str]:
        names = {"keadaan": self.state, "kelurahan": self.kelurahan, "tenggat": self.due, "cari": self.words}
        return {name: value for name, value in names.items() if value}

    def address(self, path: str = HERE, **more: str) -> str:
        asked = urlencode({**self.filters, **more})
        return f"{path}?{asked}" if asked else path

    def wanted(self, reached: Sequence[str] | None, now: datetime) -> Wanted:
        """`reached`: the kelurahan the asker may read, None for all. Another one finds nothing."""
        begin, end = due_between(self.due, now)
        asked = None if reached is None else tuple(reached)
        if self.kelurahan:
            asked = (self.kelurahan,) if asked is None or self.kelurahan in asked else ()
        return Wanted(
            states=(State(self.state),) if self.state else tuple(State),
            kelurahan=asked,
            due_from=begin,
            due_before=end,
            words=tuple(self.words.split()[:WORD_COUNT]),
        )
