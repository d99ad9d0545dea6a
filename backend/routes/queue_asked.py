"""What a reviewer asks of the queue, as it stands in the address: every page can be sent to a colleague."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode

from backend.city.register import Register
from backend.reports.moves import State
from backend.reports.ports import Wanted
from backend.reports.wita import WITA
from sync import number

WORDS_MAX, WORD_COUNT = 100, 5
"""Characters of a search, and how many of its words count."""
NAME_MIN = 3
"""Characters of a word that may name a kelurahan."""
FIRST_YEAR = 2000
"""Earlier moments are no moments of ours."""
DUE = ("lewat", "hari-ini", "minggu-ini")
TODAY = "hari-ini"
FILTERS = ("keadaan", "jenis", "rt", "tenggat", "masuk", "foto", "cari", "milik")
"""Names in the address, in the order they are written."""
MINE = "saya"
"""Only what the asker has before them."""
RT_NUMBER = re.compile(r"\brt[\s.]+(?=[0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind` is a code of a category or of a group of them; what is empty narrows nothing."""

    state: State = State.RECEIVED
    kind: str = ""
    rt: str = ""
    due: str = ""
    came: str = ""
    """`hari-ini`, or milliseconds since 1970: what came in from then on."""
    photo: bool = False
    words: str = ""
    mine: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        """What makes no sense is left out: an old address still shows something."""
        state, due = args.get("keadaan", ""), args.get("tenggat", "")
        return cls(
            state=State(state) if state in list(State) else State.RECEIVED,
            kind=args.get("jenis", "").strip(),
            rt=args.get("rt", "").strip(),
            due=due if due in DUE else "",
            came=_came(args.get("masuk", "")),
            photo=args.get("foto") == "1",
            words=args.get("cari", "").strip()[:WORDS_MAX],
            mine=args.get("milik") == MINE,
        )

    @property
    def filters(self) -> dict[str, str]:
        """The address of what is asked, but the state, which is always there."""
        photo, mine = "1" if self.photo else "", MINE if self.mine else ""
        every = (self.kind, self.rt, self.due, self.came, photo, self.words, mine)
        return {name: value for name, value in zip(FILTERS[1:], every, strict=True) if value}

    @property
    def query(self) -> str:
        """All that is asked, as it stands in the address."""
        return urlencode({"keadaan": self.state.value, **self.filters})

    @property
    def since(self) -> datetime | None:
        """From when on, where that is a moment and not a day."""
        return moment_of(self.came) if self.came.isdecimal() else None

    def address(self, *, without: str = "", **more: str) -> str:
        """The queue as it is asked, without one filter, with something more."""
        kept = {name: value for name, value in self.filters.items() if name != without}
        return f"/tinjau?{urlencode({'keadaan': self.state.value, **kept, **more})}"

    def coming_since(self, moment: datetime) -> "Asked":
        """The same, of what came in from then on."""
        return replace(self, came=str(in_ms(moment)))

    def case(self, report_id: str, **more: str) -> str:
        """The address of a case in it, from which the next one of the same is reached."""
        asked = {**self.filters, **more}
        return f"/tinjau/{report_id}{'?' if asked else ''}{urlencode(asked)}"

    @property
    def as_number(self) -> str:
        """The number of a report that is asked for by it, as it is kept; empty when there is none."""
        try:
            return number.read(self.words)
        except ValueError:
            return ""

    @property
    def sought(self) -> tuple[str, ...]:
        """The words that count; an RT and its number are one."""
        return tuple(RT_NUMBER.sub("RT", self.words).split()[:WORD_COUNT])

    def wanted(
        self,
        kelurahan: tuple[str, ...] | None,
        register: Register,
        now: datetime,
        *,
        held: tuple[str, ...] = (),
    ) -> Wanted:
        """`held` are ids of what the asker has before them."""
        groups = {code: category.group for code, category in register.categories.items()}
        of_kind = tuple(code for code, group in groups.items() if self.kind in {code, group})
        begin, end = due_between(self.due, now)
        return Wanted(
            states=(self.state,),
            kelurahan=kelurahan,
            categories=of_kind or ((self.kind,) if self.kind else ()),
            rt=self.rt,
            has_photo=self.photo,
            due_from=begin,
            due_before=end,
            received_from=this_day(now) if self.came == TODAY else self.since,
            words=self.sought,
            named={word: _named(word, register) for word in self.sought},
            among=held if self.mine else None,
        )


def _named(word: str, register: Register) -> tuple[str, ...]:
    """Codes of the kelurahan in whose names the word stands; two letters stand in too many."""
    if len(word) < NAME_MIN:
        return ()
    places = register.kelurahan.values()
    return tuple(p.code for p in places if any(word.lower() in name.lower() for name in (p.name, *p.aliases)))


def due_between(due: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when to before when; weeks end on Sunday night in Bontang."""
    if not due:
        return None, None
    if due == "lewat":
        return None, now
    today = this_day(now)
    days = 1 if due == TODAY else 7 - today.astimezone(WITA).weekday()
    return now, today + timedelta(days=days)


def this_day(now: datetime) -> datetime:
    """When it began in Bontang."""
    return datetime.combine(now.astimezone(WITA).date(), time(), WITA).astimezone(UTC)


def _came(text: str) -> str:
    """What is no day and no moment is left out."""
    if text == TODAY:
        return text
    try:
        return str(in_ms(moment_of(text)))
    except ValueError:
        return ""


def moment_of(ms: str) -> datetime:
    """Milliseconds since 1970. Raises ValueError for what is none of our time."""
    try:
        moment = datetime.fromtimestamp(int(ms) / 1000, UTC)
    except (OverflowError, OSError) as cause:
        raise ValueError(ms) from cause
    if moment.year < FIRST_YEAR:
        raise ValueError(ms)
    return moment


def in_ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
