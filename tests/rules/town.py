"""A town to try the rules in: real stores on SQLite, a real chest on a bucket in memory, a clock to turn."""

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.privacy.forgotten import forgotten
from backend.reports import archive, intake, originals, photos, publishing, remains, review
from backend.reports.choices import Choice, Verdict
from backend.reports.look import Box, Look
from backend.reports.merging import Sees
from backend.reports.ports import Found, Held, Kind, Lease, Progress, Sensitive, Unusable, Work
from backend.reports.report import Actor, Report, Sender
from backend.residents import pack, redrawing
from backend.residents.atlas import Atlas
from backend.stores.chest import BucketChest
from backend.stores.database import Database, open_database
from backend.stores.holds import SqlHolds
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from backend.stores.showcase import SqlShowcase
from backend.stores.snapshots import SqlSnapshots
from backend.stores.traces import SqlTraces
from media import keys
from sync.digest import content_digest
from sync.envelope import reopen
from sync.verdict import Verdict as Received
from tests.media.memory import MemoryBucket
from tests.schema import migrated
from tests.sync.making import words

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
GUNUNG_TELIHAN = "64.74.03.1002"
KANAAN = "64.74.03.1003"
BUDI = Sender("phone-1", "budi")
SOMEBODY = Sender("phone-9")
SITI = Actor("reviewer", "siti", "Siti")
KIB = 1024
FACE = Box(0.4, 0.3, 0.2, 0.3, "face")
INSIDE = Found(GUNUNG_TELIHAN, outside=False, metres=0, border_m=900, approximate=False)


@dataclass
class Time:
    """Stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **how: float) -> None:
        self.now += timedelta(**how)


@dataclass
class Map:
    """Every point lies in Gunung Telihan, far from any border, unless said otherwise."""

    found: Found = INSIDE

    def find(self, lat: float, lon: float) -> Found:  # noqa: ARG002 - the port's
        return self.found


@dataclass
class Register:
    """Knows one category with one question, two kelurahan, and a reason for each verdict."""

    version: int = 7
    sensitive_ones: Mapping[str, Sensitive] = field(default_factory=dict)

    def knows_category(self, code: str) -> bool:
        return code in {"SMP-01", "AIR-01"}

    def knows_kelurahan(self, code: str) -> bool:
        return code in {GUNUNG_TELIHAN, KANAAN}

    def sensitive(self, category: str) -> Sensitive:
        return self.sensitive_ones.get(category, "no")

    def group(self, category: str) -> str:
        return category[:3]

    def amounts(self, category: str, answers: Mapping[str, object]) -> Mapping[str, int]:  # noqa: ARG002
        return {}

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5

    def verify_days(self, category: str) -> int:  # noqa: ARG002 - the port's
        return 2

    def resolve_days(self, category: str) -> int | None:
        return None if category == "POS-02" else 7

    def related(self, category: str, other: str) -> bool:
        return category[:3] == other[:3]

    def knows_agency(self, code: str, on: date) -> bool:
        """One that was wound up at the end of 2026."""
        return code == "DLH" and on.year < 2027

    def knows_reason(self, verdict: str, code: str) -> bool:
        return (verdict, code) in {("reject", "not_here"), ("ask", "where_exactly")}

    def unknown_answers(self, category: str, answers: Mapping[str, object], version: int) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(name for name in answers if name != "volume")


@dataclass
class Darkroom:
    """Draws copies of everything but of what begins with `broken`."""

    def copies(self, data: bytes) -> Mapping[int, bytes]:
        if data.startswith(b"broken"):
            raise Unusable(data[len(b"broken ") :].decode())
        return {size: b"%d of " % size + hashlib.sha256(data).digest() for size in (320, 1280)}

    def full(self, original: bytes) -> bytes:
        return original

    def stamp(self, copy: bytes) -> bytes:
        return b"stamp of " + copy

    def across(self, copy: bytes, width: int) -> bytes:
        return b"%d across " % width + copy

    def look(self, copy: bytes) -> Look:
        """The same picture is alike, others are not; a face in the middle of each."""
        return Look(sha256(copy)[:16], ("dark",), (FACE,))

    def covered(self, copy: bytes, boxes: Sequence[Box], sizes: Sequence[int]) -> Mapping[int, bytes]:
        return {size: b"%d covering %d of " % (size, len(boxes)) + copy for size in sizes}


@dataclass
class Nudges:
    """Counts how often the workers were called."""

    count: int = 0

    def nudge(self) -> None:
        self.count += 1


class Chest(BucketChest):
    """Something may happen while it works: `after["seal"] = …` runs once, when the next seal is done."""

    def __init__(self, bucket: MemoryBucket) -> None:
        super().__init__(bucket)
        self.after: dict[str, Callable[[], object]] = {}
        self.before: dict[str, Callable[[], object]] = {}

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or name in {"after", "before"}:
            return found
        before, after = self.before.pop(name, None), self.after.pop(name, None)
        return _between(before, found, after) if before or after else found


def _between(
    before: Callable[[], object] | None, call: Callable[..., Any], after: Callable[[], object] | None
) -> Callable[..., Any]:
    def called(*positional: Any, **named: Any) -> Any:
        if before:
            before()
        outcome = call(*positional, **named)
        if after:
            after()
        return outcome

    return called


@dataclass
class Town:
    database: Database
    time: Time = field(default_factory=Time)
    map: Map = field(default_factory=Map)
    register: Register = field(default_factory=Register)
    queue: Nudges = field(default_factory=Nudges)
    bucket: MemoryBucket = field(default_factory=MemoryBucket)
    told: Held | None = None
    drawn: list[str] = field(default_factory=list)
    """Reports whose public documents were drawn."""

    def __post_init__(self) -> None:
        self.reports = SqlReports(self.database, due=lambda report: report.received_at)
        self.outbox = SqlOutbox(self.database)
        self.snapshots = SqlSnapshots(self.database)
        self.holds = SqlHolds(self.database)
        self.showcase = SqlShowcase(self.database)
        self.chest = Chest(self.bucket)

    def receives(
        self,
        parcel: "Parcel",
        *,
        by: Sender = BUDI,
        age_ms: int | None = 0,
        home: str | None = None,
    ) -> Received:
        """Hand in a report; `told` is what its sender is told of it then."""
        verdict, self.told = intake.receive(
            reopen(parcel.body),
            by=by,
            age_ms=age_ms,
            home=home,
            reports=self.reports,
            whereabouts=self.map,
            catalogue=self.register,
            clock=self.time,
            queue=self.queue,
        )
        return verdict

    def takes(
        self,
        parcel: "Parcel",
        photo: bytes,
        start: int = 0,
        end: int | None = None,
        *,
        sent: bytes | None = None,
        last: bool | None = None,
        digest: str | None = None,
        by: Sender = BUDI,
    ) -> Progress:
        """The chunk of a photo from `start` to `end`; `sent` are its bytes when they are others."""
        data = photo[start:end] if sent is None else sent
        return photos.take(
            parcel.id,
            sha256(photo),
            data,
            offset=start,
            last=start + len(data) == len(photo) if last is None else last,
            digest=digest or content_digest(data),
            by=by,
            reports=self.reports,
            chest=self.chest,
            clock=self.time,
            queue=self.queue,
        )

    def has(self, *pictures: bytes, work: bool = True, **changes: Any) -> "Parcel":
        """A report with these photos, wholly here; `work`: and everything that follows is done."""
        parcel = a_parcel(*pictures, **changes)
        self.receives(parcel)
        for picture in pictures:
            self.takes(parcel, picture)
        if work:
            self.works()
        return parcel

    def decides(
        self,
        parcel: "Parcel",
        verdict: str,
        *,
        version: int | None = None,
        by: Actor = SITI,
        holds: Sees = review.anything,
        **how: Any,
    ) -> Report:
        return review.decide(
            parcel.id,
            Choice(
                Verdict(verdict),
                self.reports.get(parcel.id).version if version is None else version,
                **how,
            ),
            by=by,
            reports=self.reports,
            catalogue=self.register,
            clock=self.time,
            queue=self.queue,
            holds=holds,
        )

    def discards(self, parcel: "Parcel", by: Sender = BUDI) -> None:
        intake.discard(parcel.id, by=by, reports=self.reports, clock=self.time, queue=self.queue)

    def works(self) -> list[Work]:
        """Do all work that is due and all that follows from it; what was done, in order."""
        done: list[Work] = []
        while leases := self.leases():
            for lease in leases:
                self.does(lease)
                done.append(lease.work)
        return done

    def leases(self) -> tuple[Lease, ...]:
        return self.outbox.claim(100, lease_s=20, now=self.time())

    def leased(self, kind: Kind) -> Lease:
        """The one lease of that kind, taken now."""
        [lease] = [lease for lease in self.leases() if lease.work.kind is kind]
        return lease

    def does(self, lease: Lease) -> None:  # noqa: C901 - one line for each kind of work
        stores: dict[str, Any] = {"outbox": self.outbox, "chest": self.chest}
        more: dict[str, Any] = {"reports": self.reports, **stores}
        match lease.work.kind:
            case Kind.STORE:
                originals.store(lease, clock=self.time, **more)
            case Kind.DERIVE:
                originals.derive(lease, clock=self.time, darkroom=Darkroom(), **more)
            case Kind.LOOK:
                originals.look(lease, darkroom=Darkroom(), **stores)
            case Kind.ARCHIVE:
                archive.write(lease, clock=self.time, **more)
            case Kind.PUBLISH:
                publishing.publish(lease, draw=self._draws, darkroom=Darkroom(), **more)
            case Kind.PACK:
                pack.draw(
                    lease,
                    clock=self.time,
                    darkroom=Darkroom(),
                    showcase=self.showcase,
                    snapshots=self.snapshots,
                    **stores,
                )
            case Kind.NOTIFY | Kind.POSTER | Kind.DUMP:
                self.outbox.finish(lease)
            case Kind.REDRAW:
                redrawing.redraw(lease, reports=self.reports, outbox=self.outbox, atlas=self.atlas())
            case Kind.DISCARD:
                remains.discard(lease, clock=self.time, **more)

    def _draws(self, report_id: str, places: Sequence[str]) -> None:
        self.drawn.append(report_id)
        self.atlas().draw(report_id, places)

    def atlas(self) -> Atlas:
        return Atlas(
            reports=self.reports,
            showcase=self.showcase,
            snapshots=self.snapshots,
            register=self.register,
            clock=self.time,
            kelurahan=lambda: [GUNUNG_TELIHAN, KANAAN],
        )

    def removes(self, parcel: "Parcel") -> None:
        """As when its sender is forgotten, or its time is past."""
        report = self.reports.get(parcel.id)
        SqlTraces(self.database).remove(report.id, remains.work_for(report), at=self.time())

    def forgets_sender(self, parcel: "Parcel") -> None:
        """As when its sender is forgotten, and residents see it."""
        report = self.reports.get(parcel.id)
        SqlTraces(self.database).rewrite(report.id, forgotten, [remains.photos_of(report)], at=self.time())

    def keys(self, begin: str = "") -> list[str]:
        return list(self.bucket.list(begin))

    def lasting(self) -> set[str]:
        """The keys of all originals and documents: a report keeps these at its own place."""
        return {*self.keys("originals/"), *self.keys(keys.REPORTS)}

    def archived(self, parcel: "Parcel") -> Report:
        """The report as its one document in the bucket tells it."""
        [key] = [key for key in self.keys("reports/") if parcel.id in key]
        return self.chest.archived().read(key)


@dataclass(frozen=True)
class Parcel:
    """A sealed report and its photos."""

    id: str
    body: bytes
    pictures: tuple[bytes, ...]


def places(report: Report) -> set[str]:
    """Where originals and document of a report lie once all is done."""
    originals = {keys.original(report.id, photo.sha256, report.received_at) for photo in report.photos}
    return {*originals, keys.archive(report.id, report.came_to, report.received_at)}


def a_parcel(*pictures: bytes, **changes: Any) -> Parcel:
    report_id = changes.pop("id", None) or an_id()
    promised = [
        {"sha256": sha256(picture), "size": len(picture), "type": "image/jpeg"} for picture in pictures
    ]
    body = json.dumps(words(id=report_id, photos=promised, **changes)).encode()
    return Parcel(report_id, body, pictures)


def a_picture(size: int = 1_000, seed: int = 0) -> bytes:
    return b"picture " + random.Random(f"{size} {seed}").randbytes(size - 8)


def an_id() -> str:
    return str(UUID(int=random.getrandbits(128) & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def a_town(folder: Path) -> Town:
    folder.mkdir(exist_ok=True)
    return Town(open_database(migrated(folder / "town.sqlite3")))
