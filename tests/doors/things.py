"""What they ask about: reports near and far, own and another's, open to all and to few; what is nowhere."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from backend.bench.parcel import uuid7
from backend.people import invitations, office
from backend.people.person import Grant, Role
from backend.privacy.ports import Request
from backend.reports import review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import PUBLIC, State
from backend.reports.ports import Kind
from backend.reports.report import Actor, Photo, Report, Sender, Step
from backend.tasks import tasks_over
from media import photo as drawn
from sync import digest, number
from tests.doors.askers import ANI, BUDI, HERE, HOLDS, NOBODY, OURS, RANI, THEIRS, THERE
from tests.http.house import House
from tests.media.drawing import encoded, scene
from tests.people.builders import a_person
from tests.sync.making import a_place, a_promise, opened

PICTURE = encoded(scene(), "JPEG")
SHA256 = digest.sha256(PICTURE)
PLACES = {HERE: a_place(), THERE: a_place(lat=0.0929, lon=117.4787)}
REVIEWER = Actor("reviewer", "siti", "Siti")


@dataclass(frozen=True)
class Thing:
    """`kelurahan`, `opd`, `sender`: whose it is. `whose`: "own" or "another's", where each asker has one."""

    name: str
    address: dict[str, str] = field(default_factory=dict)
    kelurahan: str = ""
    opd: str = ""
    sender: Sender | None = None
    is_public: bool = False
    whose: str = ""

    @property
    def is_report(self) -> bool:
        return "report_id" in self.address

    @property
    def is_somewhere(self) -> bool:
        """Roles that reach a kelurahan or an agency reach it there or not at all."""
        return self.is_report or bool(self.kelurahan)

    @property
    def is_kept(self) -> bool:
        return self is not NOWHERE


def address(report_id: str, number: str) -> dict[str, str]:
    return {"report_id": report_id, "number": number, "typed": number, "sha256": SHA256}


NOWHERE = Thing("a report nobody sent", address(uuid7(), "MD-0000-0000"))
"""The one that a phone would be the first to send comes with an id of its own each time: see knocking.py."""


@dataclass(frozen=True)
class Kept:
    """How a report is to be: who sent it, from where, and what was decided."""

    name: str
    sender: Sender
    kelurahan: str = HERE
    identity: str = "named"
    choices: tuple[Choice, ...] = ()


VERIFIED = Choice(Verdict.VERIFY, 1, publish=[SHA256])
REPORTS = (
    Kept("a named report of a volunteer", BUDI),
    Kept("a confidential report", BUDI, identity="confidential"),
    Kept("an anonymous report of nobody's phone", NOBODY, identity="anonymous"),
    Kept("one that waits for an answer", BUDI, choices=(Choice(Verdict.ASK, 1, words="Di mana?"),)),
    Kept("a rejected one", ANI, choices=(Choice(Verdict.REJECT, 1, reason="outside_city"),)),
    Kept("a verified one", NOBODY, choices=(VERIFIED,)),
    Kept("one handed to us", BUDI, choices=(VERIFIED, Choice(Verdict.ASSIGN, 2, opd=OURS))),
    Kept("one of another kelurahan", BUDI, THERE, "confidential"),
    Kept("a verified one of another kelurahan", ANI, THERE, choices=(VERIFIED,)),
    Kept(
        "one of another kelurahan, handed to another agency",
        NOBODY, THERE, choices=(VERIFIED, Choice(Verdict.ASSIGN, 2, opd=THEIRS)),
    ),
)  # fmt: skip
OWN, ANOTHERS = "own", "another's"


def furnish(house: House) -> list[Thing]:
    """Everything there is in the house, and what there is not."""
    house.people.key("office", b"the same key for every walk, 1234")
    for person in (BUDI, ANI):
        house.knows(replace(a_person(Grant(Role.VOLUNTEER, HERE)), id=str(person.person)))
    house.knows(replace(a_person(Grant(Role.REVIEWER, HERE), login="rani"), id=str(RANI.person)))
    reports = [_kept(house, kept, serial) for serial, kept in enumerate(REPORTS)]
    _publish(house)
    return [*reports, NOWHERE, *_others(house)]


def _kept(house: House, kept: Kept, serial: int) -> Thing:
    report = _received(house, kept, serial)
    house.chest.seal(report, report.photos[0], PICTURE)
    for size, copy in drawn.copies(PICTURE).items():
        house.chest.keep_copy(report.id, SHA256, size, copy)
    house.reports.add(report, [])
    for choice in kept.choices:
        report = _decided(house, report, choice)
    return Thing(
        kept.name,
        address(report.id, report.number),
        report.kelurahan,
        report.opd or "",
        kept.sender,
        report.state in PUBLIC,
    )


def _received(house: House, kept: Kept, serial: int) -> Report:
    report_id = f"019845ae-9b2c-7e4f-8a3b-{serial:012x}"
    at = house.time() - timedelta(hours=2)
    promise = a_promise() | {"sha256": SHA256, "size": len(PICTURE), "thumb": _thumb()}
    envelope = opened(
        report_id=report_id, id=report_id, identity=kept.identity, kelurahan=kept.kelurahan,
        where=PLACES[kept.kelurahan], photos=[promise],
    )  # fmt: skip
    return Report(
        envelope,
        number.make(lambda n: (serial + 1) % n),
        kept.sender,
        kept.kelurahan,
        at,
        at,
        (Step(State.RECEIVED, Actor("sender", kept.sender.owner), at),),
        (_photo(at),),
        complete_at=at,
        stored_at=at,
    )


def _photo(at: datetime) -> Photo:
    """Long in the archive, its copies drawn."""
    size = len(PICTURE)
    return Photo(SHA256, size, "image/jpeg", offset=size, complete_at=at, stored_at=at, derived_at=at)


def _thumb() -> str:
    return b64encode(encoded(scene(32, 24), "JPEG", quality=30)).decode()


def _decided(house: House, report: Report, choice: Choice) -> Report:
    room = house.parts
    return review.decide(
        report.id, choice, by=REVIEWER, reports=room.reports, catalogue=room.city, clock=room.clock,
        queue=room.queue,
    )  # fmt: skip


def _publish(house: House) -> None:
    """Residents see what was verified; the rest of the work is nobody's here."""
    publish = tasks_over(house.parts)[Kind.PUBLISH]
    for lease in house.parts.outbox.claim(1_000, lease_s=60, now=house.time()):
        if lease.work.kind is Kind.PUBLISH:
            publish(lease)


def _password_link(house: House) -> str:
    person = house.knows(a_person(Grant(Role.AUDITOR), login="wati"))
    return office.password_link(person, tickets=house.parts.tickets, now=house.time())


def _others(house: House) -> Iterator[Thing]:
    _, token = invitations.make(Grant(Role.VOLUNTEER, HERE), people=house.people, now=house.time(), uses=99)
    house.parts.requests.add(Request("a-request", "budi", house.time()), [])
    yield Thing("an invitation", {"token": token})
    yield Thing("a link to choose a password", {"ticket": _password_link(house)})
    yield Thing("somebody's request", {"request_id": "a-request"})
    yield Thing("the kelurahan here", {"code": HERE}, HERE)
    yield Thing("the other kelurahan", {"code": THERE}, THERE)
    yield Thing("a volunteer of here", {"person": "budi"}, HERE)
    yield Thing("one's own session, device or key", dict.fromkeys(HOLDS, OWN), whose=OWN)
    yield Thing("another's session, device or key", dict.fromkeys(HOLDS, ANOTHERS), whose=ANOTHERS)
