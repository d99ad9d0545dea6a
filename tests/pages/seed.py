"""A week in Bontang: reports in every state, with drawn photos."""

import hashlib
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from backend.reports import course, publishing
from backend.reports.look import Look
from backend.reports.moves import State
from backend.reports.report import Actor, Photo, Report, Sender, Step
from media import photo as pictures
from sync import number
from sync.envelope import Envelope, Place, Promise
from tests.pages import scenes

S = State
RANI = Actor("reviewer", "p-rani", "Rani")
WAYS: dict[State, tuple[State, ...]] = {
    S.RECEIVED: (),
    S.NEEDS_INFO: (S.NEEDS_INFO,),
    S.VERIFIED: (S.VERIFIED,),
    S.ASSIGNED: (S.VERIFIED, S.ASSIGNED),
    S.IN_PROGRESS: (S.VERIFIED, S.ASSIGNED, S.IN_PROGRESS),
    S.RESOLVED: (S.VERIFIED, S.ASSIGNED, S.IN_PROGRESS, S.RESOLVED),
    S.CLOSED_UNRESOLVED: (S.VERIFIED, S.IN_PROGRESS, S.CLOSED_UNRESOLVED),
    S.REJECTED: (S.REJECTED,),
}


@dataclass(frozen=True, slots=True)
class Story:
    category: str
    note: str
    answers: dict[str, object]


STORIES = (
    Story(
        "SMP-01",
        "Menumpuk di belakang pasar, sudah dua minggu. Baunya sampai ke rumah.",
        {"volume": "1 mobil pikap", "jenis": ["rumah tangga", "plastik"], "berulang": "sering"},
    ),
    Story("AIR-03", "Parit depan masjid tersumbat, setiap hujan air naik ke jalan.", {"sebab": "sampah"}),
    Story(
        "SMP-03",
        "Sampah plastik tersangkut di jembatan kecil dekat RT 19.",
        {"volume": "1 gerobak/motor", "menyumbat": True},
    ),
    Story("HJU-02", "Dahan besar condong ke kabel listrik di depan SD.", {}),
    Story(
        "AIR-01",
        "Air setinggi betis sejak subuh, motor tidak bisa lewat. Hubungi Pak Udin 0812-3456-7890.",
        {"kedalaman": "betis (15-30 cm)", "tren": "naik", "masuk_rumah": True, "butuh_evakuasi": False},
    ),
    Story("SMP-05", "Tiap sore ada yang membakar sampah di lahan kosong.", {"menyala": False, "dekat": True}),
    Story("POS-01", "Gotong royong membersihkan parit, 24 orang ikut.", {}),
    Story("SMP-04", "Jaring dan botol plastik di bawah rumah atas air.", {"volume": "1 truk atau lebih"}),
    Story("LMB-03", "", {}),
    Story("KES-01", "Banyak jentik di ban bekas belakang bengkel.", {}),
)


def promise(seed: int, at: datetime) -> Promise:
    data = scenes.jpeg(seed)
    digest = hashlib.sha256(data).hexdigest()
    return Promise(digest, len(data), "image/jpeg", 800, 600, at, scenes.jpeg(seed, 120))


def scene(seed: int, number: int) -> int:
    """Twelve scenes serve for all reports; the photos of one report differ."""
    return (seed * 7 + number) % 12


def a_report(
    seed: int = 1,
    *,
    state: State = S.RECEIVED,
    now: datetime,
    kelurahan: str = "64.74.03.1002",
    at: tuple[float, float] | None = (117.4526, 0.1366),
    story: Story | None = None,
    identity: str = "named",
    person: str | None = "p-budi",
    photos: int = 1,
    arrived: int | None = None,
    public: bool = True,
    flags: Sequence[str] = (),
    hours: float = 30.0,
    pace: float = 5.0,
) -> Report:
    """`arrived` of the photos are complete and have small copies; `public` shows them once verified.

    It came `hours` ago; two hours later somebody looked, and a step follows each `pace` hours.
    """
    story = story or STORIES[seed % len(STORIES)]
    received = now - timedelta(hours=hours)
    promises = tuple(promise(scene(seed, i), received) for i in range(photos))
    arrived = photos if arrived is None else arrived
    way = WAYS[state]
    report_id = str(uuid.UUID(int=random.Random(seed).getrandbits(128), version=4))
    return Report(
        envelope=Envelope(
            id=report_id,
            sealed=b"{}",
            digest=hashlib.sha256(report_id.encode()).hexdigest(),
            category=story.category,
            answers=story.answers,
            note=story.note,
            identity=identity,  # type: ignore[arg-type]  # one of its three words
            where=Place(lat=at[1], lon=at[0], accuracy_m=14, source="gps", fix_age_s=6) if at else None,
            kelurahan=kelurahan,
            rt="19",
            captured_at=received - timedelta(minutes=40),
            register=1,
            supersedes=None,
            photos=promises,
        ),
        number=number.make(random.Random(seed).randrange),
        sender=Sender(device=f"d-{seed}", person=None if identity == "anonymous" else person),
        came_to=kelurahan,
        received_at=received,
        captured_estimate=received - timedelta(minutes=42),
        steps=tuple(_steps(way, received, pace, promises[1:])),
        photos=tuple(
            _photo(p, received, here=i < arrived, public=public and S.VERIFIED in way)
            for i, p in enumerate(promises)
        ),
        flags=tuple(flags),
        complete_at=received + timedelta(minutes=3) if arrived == photos else None,
        stored_at=received + timedelta(minutes=4) if arrived == photos else None,
    )


def _steps(
    way: Sequence[State], received: datetime, pace: float, others: Sequence[Promise]
) -> Iterator[Step]:
    """The last of several photos shows how it was mended."""
    yield Step(S.RECEIVED, Actor("sender", "d"), received)
    for i, state in enumerate(way):
        words = "Di sebelah mana pasarnya? Mohon sebutkan toko terdekat." if state is S.NEEDS_INFO else ""
        reason = {S.REJECTED: "unclear", S.NEEDS_INFO: "where"}.get(state, "")
        says = {course.AFTER: others[-1].sha256} if state is S.RESOLVED and others else {}
        yield Step(state, RANI, received + timedelta(hours=2 + pace * i), reason, words, says)


def _photo(promised: Promise, at: datetime, *, here: bool, public: bool) -> Photo:
    done = at + timedelta(minutes=2) if here else None
    return Photo(
        sha256=promised.sha256,
        size=promised.size,
        type=promised.type,
        width=promised.width,
        height=promised.height,
        taken_at=promised.taken_at,
        offset=promised.size if here else promised.size // 3,
        complete_at=done,
        stored_at=done,
        derived_at=done,
        public=public and here,
        look=Look() if here else None,
    )


PLACES = (
    ("64.74.03.1002", 117.4526, 0.1366),
    ("64.74.03.1002", 117.4561, 0.1372),
    ("64.74.03.1002", 117.4508, 0.1351),
    ("64.74.01.1001", 117.5059, 0.1322),
    ("64.74.01.1003", 117.4721, 0.1558),
    ("64.74.02.1001", 117.4864, 0.1239),
    ("64.74.02.1006", 117.4955, 0.1162),
    ("64.74.01.1006", 117.4932, 0.1304),
    ("64.74.02.1005", 117.4545, 0.0761),
    ("64.74.03.1001", 117.4573, 0.1513),
)
PUBLISHED = (
    S.VERIFIED, S.RESOLVED, S.IN_PROGRESS, S.VERIFIED,
    S.ASSIGNED, S.RESOLVED, S.VERIFIED, S.CLOSED_UNRESOLVED,
)  # fmt: skip
HOME = PLACES[0][0]


def a_week(now: datetime) -> Iterator[Report]:
    """26 published reports all over the city, and a queue of nine in Gunung Telihan."""
    dice = random.Random(7)
    for i in range(26):
        code, lon, lat = PLACES[i % len(PLACES)]
        spot = (lon + dice.uniform(-0.003, 0.003), lat + dice.uniform(-0.002, 0.002))
        state, photos = PUBLISHED[i % len(PUBLISHED)], 1 + i % 3
        yield a_report(
            i,
            state=state,
            now=now,
            kelurahan=code,
            at=spot,
            photos=photos,
            public=i % 5 != 4,
            hours=20 + 9 * i,
        )
    yield a_report(101, now=now, photos=2, hours=0.4, arrived=0)
    yield a_report(102, now=now, photos=3, hours=3, arrived=1, identity="confidential")
    yield a_report(103, now=now, photos=1, hours=5, identity="anonymous", flags=("near_border",))
    yield a_report(104, now=now, photos=2, hours=9, flags=("outside_city",), at=(117.53, 0.128))
    yield a_report(105, now=now, photos=0, hours=14, at=None)
    yield a_report(106, now=now, photos=5, hours=26, flags=("kelurahan_differs", "answer_unknown:volume"))
    yield a_report(107, now=now, photos=1, hours=31)
    yield a_report(108, now=now, photos=1, hours=40, state=S.NEEDS_INFO)
    yield a_report(109, now=now, photos=1, hours=52, state=S.REJECTED)


SEASON = "64.74.02.1002"


def a_season(now: datetime) -> Iterator[Report]:
    """Twelve weeks of a neighbourhood that does much: reports of many RT, and good news."""
    dice = random.Random(12)
    for i in range(36):
        weeks = dice.choice((0.2, 1, 2, 3, 4, 6, 8, 10))
        state = S.RESOLVED if weeks > dice.choice((1, 3, 9)) else dice.choice(PUBLISHED)
        spot = (117.479 + dice.uniform(-0.003, 0.003), 0.1155 + dice.uniform(-0.003, 0.003))
        report = a_report(
            200 + i, state=state, now=now, kelurahan=SEASON, at=spot, photos=1 + i % 2, hours=weeks * 168 + i,
            pace=weeks * dice.uniform(4, 40),
        )  # fmt: skip
        held = replace(report.steps[-1], detail={"opd": dice.choice(("DLH", "DPUPR", ""))})
        report = replace(report, steps=(*report.steps[:-1], held))
        yield replace(report, envelope=replace(report.envelope, rt=str(dice.choice((1, 2, 4, 7, 12, 23)))))
    for i, story in enumerate(GOOD):
        yield a_report(300 + i, state=S.VERIFIED, now=now, kelurahan=SEASON, story=story, hours=30 + 90 * i)


GOOD = (
    Story("POS-01", "Kerja bakti membersihkan parit bersama warga.", {"peserta": 34, "hasil": 420}),
    Story("POS-02", "Setoran bulan ini.", {"kg": 86.5, "jenis": ["plastik"]}),
    Story("POS-03", "Bibit bakau di tepi muara.", {"jenis": "tanam mangrove", "pohon": 150}),
)


def pictures_of(report: Report) -> Iterator[tuple[str, dict[int, bytes]]]:
    """The small copies of every photo of a report made by a_report, by hash."""
    seed = int(report.sender.device.removeprefix("d-"))
    for i, promised in enumerate(report.envelope.photos):
        yield promised.sha256, _copies(scene(seed, i))


@cache
def _copies(number: int) -> dict[int, bytes]:
    copies = pictures.copies(scenes.jpeg(number))
    return {**copies, publishing.ACROSS: pictures.across(copies[1280], publishing.ACROSS)}
