"""What a reviewer chose, and what a choice must say before it can be one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from backend.reports.ports import Catalogue
from backend.reports.report import Report
from sync.envelope import Problem, Unreadable

WORDS_MAX = 2_000
NOTE_MAX = 4_000
"""Characters."""
COVERS_MAX = 40
"""Parts of one photo."""
Part = tuple[float, float, float, float]
"""x, y, width, height as fractions of the upright picture, from its top left."""


class Verdict(StrEnum):
    VERIFY = "verify"
    REJECT = "reject"
    ASK = "ask"
    MERGE = "merge"
    """It tells of the same thing as another report, which stands for both from now on."""
    REOPEN = "reopen"
    """It shows that what was settled is not mended: that is open again, and stands for both."""
    RESOLVE = "resolve"
    """It shows that what it is about is mended: that is settled, with its photos, and stands for both."""
    MOVE = "move"
    """Another kelurahan or category; the state stays."""
    ASSIGN = "assign"
    """Hand it to an agency."""
    SHOW = "show"
    """Other photos, covers or words for residents; the state stays."""
    UNDO = "undo"


V = Verdict
PUBLISHES = frozenset({V.VERIFY, V.MERGE, V.REOPEN, V.RESOLVE, V.SHOW})
"""What photos may be shown with."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where and when somebody decided in the field: degrees WGS84, metres, the phone's clock."""

    lat: float
    lon: float
    accuracy_m: float
    at: datetime

    def __str__(self) -> str:
        where = {"lat": self.lat, "lon": self.lon, "accuracy_m": self.accuracy_m, "at": self.at.isoformat()}
        return json.dumps(where)


@dataclass(frozen=True, slots=True)
class Choice:
    """`version` is the one the reviewer saw; `publish` names the photos residents may see (SHA-256, hex).

    `head` is the id or the number of the report it is merged into. `id` is made by who decides: a choice that
    comes again under it does nothing twice.
    """

    verdict: Verdict
    version: int
    reason: str = ""
    """Code of a reason in the city register."""
    words: str = ""
    publish: Sequence[str] = ()
    head: str = ""
    kelurahan: str = ""
    category: str = ""
    opd: str = ""
    photo: bool = False
    """A photo is asked for."""
    covers: Mapping[str, Sequence[Part]] | None = None
    """Parts of photos nobody may see, by SHA-256; a photo that is not named keeps what was chosen before."""
    public_note: str | None = None
    """What residents read instead of the sender's words; None: those, masked."""
    id: str = ""
    field: Spot | None = None

    @property
    def beside(self) -> dict[str, str]:
        """What every step says of the choice it came from."""
        said = {"decision": self.id, "field": str(self.field or "")}
        return {what: value for what, value in said.items() if value}


def check(choice: Choice, report: Report, catalogue: Catalogue, today: date) -> None:
    """Raise Unreadable when something the verdict needs is missing or unknown."""
    problems = [
        *_reason(choice, catalogue),
        *_words(choice),
        *_photos(choice, report),
        *_covers(choice, report),
        *_place(choice, report, catalogue),
        *_agency(choice, catalogue, today),
    ]
    if problems:
        raise Unreadable(*problems)


def _reason(choice: Choice, catalogue: Catalogue) -> Iterator[Problem]:
    if choice.reason and not catalogue.knows_reason(choice.verdict, choice.reason):
        yield Problem("reason", "is not in the city register for this verdict")
    if choice.verdict is Verdict.REJECT and not choice.reason:
        yield Problem("reason", "is needed to reject a report")


def _words(choice: Choice) -> Iterator[Problem]:
    if choice.verdict is Verdict.ASK and not (choice.reason or choice.words or choice.photo):
        yield Problem("words", "say what is asked, or choose a question")
    if len(choice.words) > WORDS_MAX:
        yield Problem("words", f"are longer than {WORDS_MAX} characters")


def _photos(choice: Choice, report: Report) -> Iterator[Problem]:
    """Only a photo that a person could look at may be shown: its copies are drawn and it is a picture."""
    ready = {photo.sha256 for photo in report.photos if photo.derived_at and not photo.unusable}
    if choice.publish and choice.verdict not in PUBLISHES:
        yield Problem("publish", "goes with verify, merge, reopen, resolve or show")
    elif choice.verdict is Verdict.RESOLVE and not choice.publish:
        yield Problem("publish", "names a photo of how it looks now", "after")
    elif not set(choice.publish) <= ready:
        yield Problem("publish", "names a photo that cannot be shown yet")


def _covers(choice: Choice, report: Report) -> Iterator[Problem]:
    known = {photo.sha256 for photo in report.photos}
    for sha256, parts in (choice.covers or {}).items():
        if sha256 not in known or not may_cover(parts):
            yield Problem("covers", f"are up to {COVERS_MAX} parts of a photo of this report")
    if len(choice.public_note or "") > NOTE_MAX:
        yield Problem("public_note", f"is longer than {NOTE_MAX} characters")


def may_cover(parts: Sequence[Part]) -> bool:
    """Whether a photo can be covered so."""
    return len(parts) <= COVERS_MAX and all(map(_is_part, parts))


def _is_part(part: Part) -> bool:
    """Of some size, and within the picture but for rounding."""
    x, y, width, height = part
    return 0 <= x <= 1 and 0 <= y <= 1 and 0 < width <= 1.001 - x and 0 < height <= 1.001 - y


def _place(choice: Choice, report: Report, catalogue: Catalogue) -> Iterator[Problem]:
    if choice.verdict is not Verdict.MOVE:
        return
    if choice.kelurahan and not catalogue.knows_kelurahan(choice.kelurahan):
        yield Problem("kelurahan", "is not in the city register")
    if choice.category and not catalogue.knows_category(choice.category):
        yield Problem("category", "is not in the city register")
    if not changes(choice, report):
        yield Problem("kelurahan", "or category must be another one than now")


def _agency(choice: Choice, catalogue: Catalogue, today: date) -> Iterator[Problem]:
    if choice.verdict is Verdict.ASSIGN and not catalogue.knows_agency(choice.opd, today):
        yield Problem("opd", "is no agency that is in office today")


def changes(choice: Choice, report: Report) -> dict[str, str]:
    """What a move would make other than it is."""
    now = {"kelurahan": report.kelurahan, "category": report.category}
    asked = {"kelurahan": choice.kelurahan, "category": choice.category}
    return {what: code for what, code in asked.items() if code and code != now[what]}
