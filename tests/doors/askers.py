"""Who knocks: every role with the reach it may have, and every way of being nobody, or not quite somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from backend.people import devices, sessions, tokens
from backend.people.person import Grant, Passkey, Person, Role, Stage
from backend.reports.report import Sender
from backend.routes.cookies import DEVICE, SESSION
from tests.http.house import House, Visitor
from tests.people.builders import a_person

HERE, THERE = "64.74.03.1002", "64.74.01.1001"
"""Kelurahan."""
OURS, THEIRS = "DLH", "DPUPR"
"""Agencies."""
BUDI = Sender("budi-1", "budi")
NOBODY = Sender("phone-of-nobody")
ANI = Sender("ani-1", "ani")
"""Who sent the reports, and whose phones knock."""
RANI = Sender("rani-1", "rani")
"""A browser that bears a reviewer's name."""
HOLDS = ("session_id", "device_id", "passkey_id")
"""What each of the staff has of their own, as addresses name it."""


@dataclass(frozen=True)
class Asker:
    """`stage` None: nobody is signed in. `phone`: what the browser's device cookie says it is."""

    name: str
    grants: tuple[Grant, ...] = ()
    stage: Stage | None = None
    phone: Sender | None = None
    ended: str = ""
    """Why the credential is worth nothing any more: "silent", "disabled", "revoked"."""

    @property
    def is_signed_in(self) -> bool:
        return self.stage in {Stage.PLAIN, Stage.STRONG} and not self.ended

    @property
    def is_half(self) -> bool:
        return self.stage is Stage.HALF and not self.ended

    @property
    def sends(self) -> Sender | None:
        return None if self.ended else self.phone


def signed_in(name: str, *grants: Grant, phone: Sender | None = None) -> Asker:
    return Asker(name, grants, Stage.STRONG, phone)


ASKERS = (
    Asker("a stranger"),
    Asker("a phone of nobody", phone=NOBODY),
    Asker("another phone of nobody", phone=Sender("another")),
    Asker("the volunteer's phone", phone=BUDI),
    Asker("another phone of the same volunteer", phone=Sender("budi-2", "budi")),
    Asker("another volunteer's phone", phone=ANI),
    Asker("a reviewer's browser where nobody is signed in", phone=RANI),
    Asker("a phone that was revoked", phone=BUDI, ended="revoked"),
    signed_in("a reviewer here", Grant(Role.REVIEWER, HERE)),
    signed_in("a reviewer elsewhere", Grant(Role.REVIEWER, THERE)),
    signed_in("a reviewer of both", Grant(Role.REVIEWER, HERE), Grant(Role.REVIEWER, THERE)),
    signed_in("a reviewer of the city", Grant(Role.REVIEWER)),
    signed_in("a reviewer who reports from the same browser", Grant(Role.REVIEWER, THERE), phone=NOBODY),
    Asker("a reviewer without a second factor", (Grant(Role.REVIEWER, HERE),), Stage.PLAIN),
    Asker("a reviewer who showed the password alone", (Grant(Role.REVIEWER, HERE),), Stage.HALF),
    Asker("a reviewer silent for months", (Grant(Role.REVIEWER, HERE),), Stage.STRONG, ended="silent"),
    Asker("a reviewer no longer let in", (Grant(Role.REVIEWER, HERE),), Stage.STRONG, ended="disabled"),
    signed_in("an officer of ours", Grant(Role.OFFICER, OURS)),
    signed_in("an officer of another agency", Grant(Role.OFFICER, THEIRS)),
    signed_in("an officer who reviews elsewhere", Grant(Role.OFFICER, OURS), Grant(Role.REVIEWER, THERE)),
    signed_in("the command centre", Grant(Role.COMMAND)),
    signed_in("an auditor", Grant(Role.AUDITOR)),
    signed_in("an admin", Grant(Role.ADMIN)),
    Asker("an admin without a second factor", (Grant(Role.ADMIN),), Stage.PLAIN),
    signed_in("somebody without any role"),
)


@dataclass(frozen=True)
class Knocker:
    """An asker at the house: the browser, and what is theirs there."""

    browser: Visitor
    holds: Mapping[str, str] = field(default_factory=dict)
    """The ids of HOLDS."""


def at_the_house(asker: Asker, house: House) -> Knocker:
    """Somebody new each time, so that nothing one request does reaches the next."""
    client = house.app.test_client()
    if asker.phone:
        client.set_cookie(DEVICE, _phone(asker, asker.phone, house))
    browser = Visitor(client)
    if not asker.stage:
        return Knocker(browser)
    person = house.knows(a_person(*asker.grants, login=tokens.new_id()))
    client.set_cookie(SESSION, _session(asker, asker.stage, person, house))
    (session,) = house.people.sessions_of(person.id)
    elsewhere, _ = devices.make(now=house.time(), person=person.id)
    house.people.add_device(elsewhere)
    ids = (session.id, elsewhere.id, _passkey(person, house))
    return Knocker(browser, dict(zip(HOLDS, ids, strict=True)))


def another_s(house: House) -> Knocker:
    """What belongs to somebody else, and must stay theirs."""
    return at_the_house(signed_in("somebody else", Grant(Role.REVIEWER, HERE)), house)


def _phone(asker: Asker, sender: Sender, house: House) -> str:
    device, token = devices.make(now=house.time(), person=sender.person)
    revoked = house.time() if asker.ended == "revoked" else None
    house.people.add_device(replace(device, id=sender.device, revoked_at=revoked))
    return token


def _session(asker: Asker, stage: Stage, person: Person, house: House) -> str:
    began = house.time() - (timedelta(days=100) if asker.ended == "silent" else timedelta())
    token = sessions.begin(person, people=house.people, now=began, stage=stage)
    if asker.ended == "disabled":
        house.people.persons[person.id] = replace(person, disabled_at=house.time())
    return token


def _passkey(person: Person, house: House) -> str:
    key = Passkey(tokens.new_id(), person.id, b"", 0, "a key", house.time())
    house.parts.factors.add_passkey(key)
    return key.id
