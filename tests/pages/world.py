"""A whole application over fakes at the ports, in the middle of a week in Bontang."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr

from backend.anchoring import anchor
from backend.app import create_app
from backend.audit.line import Entry, Who
from backend.city.city import City
from backend.mailman import SmtpMailman
from backend.people import devices, invitations, office, passwords, sessions, totp
from backend.people.person import Grant, Person, Role, Stage
from backend.people.safe import Safe
from backend.reports import deadlines
from backend.reports.report import Report
from backend.reports.saved_views import save
from backend.residents.atlas import Atlas
from backend.routes import cookies
from backend.settings import Settings
from backend.stores.gallery import BucketGallery
from backend.stores.painter import PillowPainter
from backend.stores.shelf import BucketShelf
from backend.wiring import Parts, Public
from media.folder import FolderBucket
from pwa.built import Built
from tests.audit.fakes import FakeAudit
from tests.pages import seed
from tests.pages.fakes import (
    FakeChest,
    FakeDigests,
    FakeExpired,
    FakeHolds,
    FakeLikenesses,
    FakePostman,
    FakeQueue,
    FakeReports,
    FakeRequests,
    FakeSavedViews,
    FakeSnapshots,
    FakeSubscriptions,
    FakeTraces,
)
from tests.pages.follower import FakeFollowers
from tests.people.factor_fakes import FakeFactors, FakeTickets, FakeTries
from tests.people.fakes import FakePeople, FakeVigil
from tests.residents.changed import FakeChanges
from tests.residents.drawn import NOVEMBER, FakeDumps
from tests.residents.showcase import FakeShowcase
from tests.source import ROOT

NOW = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
PASSWORD = "kata sandi panjang"
BROWSER = (
    "Mozilla/5.0 (Linux; Android 11; CPH2127) AppleWebKit/537.36 Chrome/124.0.6367.82 Mobile Safari/537.36"
)

STAFF = (
    Person("p-rani", "Rani Wulandari", (Grant(Role.REVIEWER, seed.HOME),), NOW, "rani"),
    Person("p-dewi", "Dewi", (Grant(Role.REVIEWER, seed.HOME),), NOW, "dewi"),
    Person("p-eko", "Eko Prasetyo", (Grant(Role.OFFICER, "DLH"),), NOW, "eko"),
    Person("p-adi", "Adi", (Grant(Role.ADMIN),), NOW, "adi"),
    Person("p-komang", "Komang", (Grant(Role.COMMAND),), NOW, "komang"),
    Person("p-audi", "Audi", (Grant(Role.AUDITOR),), NOW, "audi"),
    Person("p-budi", "Budi Santoso", (Grant(Role.VOLUNTEER, seed.HOME),), NOW),
)


ASSETS = (
    "main.css",
    "office.css",
    "kota.css",
    "pulse.css",
    "card.css",
    "notice.css",
    "peta.css",
    "peta.js",
    "peta-moving.css",
    "first-touch.js",
    "icons.svg",
    "icon-48.png",
    "apple-touch-icon.png",
    "review.js",
    "share.js",
    "seen.js",
    "queue.js",
    "case.js",
    "field.js",
    "account.js",
    "print.js",
    "arrivals.js",
    "find.js",
    "ikuti.js",
    "queue-map.js",
    "report.js",
)


ICONS = ("pwa/icons/used.json", "backend/city/icons.json")


def _stand_ins(folder: Path) -> Path:
    folder.mkdir()
    icons = [name for file in ICONS for name in json.loads((ROOT / file).read_text())]
    built = {"files": {name: name for name in ASSETS}, "pen": "", "drawings": dict.fromkeys(icons, "")}
    (folder / "manifest.json").write_text(json.dumps(built))
    return folder


@dataclass
class World:
    """`app` answers; everything it works with is at hand."""

    folder: Path
    built: bool = False
    """Whether pages name the files of pwa/dist; else stand-ins, so that tests of words need no build."""
    reports: FakeReports = field(default_factory=FakeReports)
    snapshots: FakeSnapshots = field(default_factory=FakeSnapshots)
    showcase: FakeShowcase = field(default_factory=FakeShowcase)
    people: FakePeople = field(default_factory=FakePeople)
    factors: FakeFactors = field(default_factory=FakeFactors)
    tickets: FakeTickets = field(default_factory=FakeTickets)
    tries: FakeTries = field(default_factory=FakeTries)
    vigil: FakeVigil = field(default_factory=FakeVigil)
    audit: FakeAudit = field(default_factory=FakeAudit)
    chest: FakeChest = field(default_factory=FakeChest)
    holds: FakeHolds = field(init=False)
    saved_views: FakeSavedViews = field(default_factory=FakeSavedViews)
    digests: FakeDigests = field(default_factory=FakeDigests)
    now: datetime = NOW
    reads: dict[str, str] = field(default_factory=dict)
    """In which language whoever asked to be told of news is told, by owner."""
    invitation: str = ""
    """The token of a volunteer's invitation."""
    secret: str = field(default_factory=totp.new_secret)
    """Of Adi's code app."""
    way_back: str = ""
    """The token with which Budi comes back to his phone."""
    way_in: str = ""
    """The token with which Rani chooses a password."""

    def __post_init__(self) -> None:
        self.bucket = FolderBucket(self.folder / "bucket")
        self.city = City(self.bucket)
        self.holds = FakeHolds(self.reports)
        self.reports.due = lambda report: deadlines.due(report, self.city)
        for person in STAFF:
            self.people.add(person)
        self.parts = Parts(
            settings=Settings(data=self.folder, base_url="http://localhost", secret_key=SecretStr("tests")),
            reports=cast(Any, self.reports),
            outbox=cast(Any, None),
            snapshots=self.snapshots,
            showcase=self.showcase,
            dumps=FakeDumps(),
            public=Public(self.snapshots, self.showcase, FakeChanges(self.showcase), FakeDumps(NOVEMBER)),
            likenesses=FakeLikenesses(self.reports),
            people=self.people,
            factors=self.factors,
            tickets=self.tickets,
            tries=self.tries,
            vigil=self.vigil,
            requests=cast(Any, FakeRequests(self.now)),
            traces=cast(Any, FakeTraces(self.people)),
            expired=cast(Any, FakeExpired()),
            audit=self.audit,
            chest=cast(Any, self.chest),
            holds=self.holds,
            saved_views=self.saved_views,
            digests=self.digests,
            clients=cast(Any, None),
            followers=cast(Any, FakeFollowers()),
            mailman=SmtpMailman("mail.example.org", 25, "none", "masdarling@example.org"),
            bucket=self.bucket,
            gallery=BucketGallery(self.bucket),
            painter=PillowPainter(self.city.outlines),
            shelf=BucketShelf(self.bucket),
            city=self.city,
            queue=FakeQueue(),
            subscriptions=cast(Any, FakeSubscriptions(self.reads)),
            postman=cast(Any, FakePostman()),
            clock=lambda: self.now,
        )
        self.app: Flask = create_app(self.parts)
        if not self.built:
            self.app.extensions["pwa"] = Built(_stand_ins(self.folder / "dist"))

    def keep(self, reports: Iterable[Report], *, with_pictures: bool = False) -> None:
        """Reports arrive, with what became of them; what is published is drawn."""
        for report in reports:
            self.reports.add(report)
            if with_pictures:
                self._copy(report)
        for report in list(self.reports.kept.values()):
            self.draw(report.id)

    def draw(self, report_id: str) -> None:
        self.atlas().draw(report_id, self.reports.get(report_id).places)

    def atlas(self) -> Atlas:
        return Atlas(
            reports=cast(Any, self.reports),
            showcase=self.showcase,
            snapshots=self.snapshots,
            register=self.city,
            clock=self.parts.clock,
            kelurahan=lambda: self.city.register().kelurahan,
        )

    def visitor(self, login: str = "") -> FlaskClient:
        """A browser that asks for pages in Indonesian; signed in when `login` is given."""
        client = self.app.test_client()
        client.environ_base |= {
            "HTTP_ACCEPT": "text/html",
            "HTTP_ACCEPT_LANGUAGE": "id",
            "HTTP_SEC_FETCH_SITE": "same-origin",
        }
        if login:
            client.set_cookie(cookies.SESSION, self.session_of(login))
        return client

    def session_of(self, login: str) -> str:
        """The cookie of somebody who is signed in and has shown a second factor."""
        person = self.people.by_login(login)
        return sessions.begin(person, people=self.people, now=self.now, label=BROWSER, stage=Stage.STRONG)

    def invite(self) -> None:
        """Links as a volunteer's phone opens them, for whoever looks at their pages."""
        grant = Grant(Role.VOLUNTEER, seed.HOME)
        _, self.invitation = invitations.make(grant, people=self.people, now=self.now, uses=9)
        budi = self.people.get("p-budi")
        _, self.way_back = invitations.make_return(budi, people=self.people, now=self.now)
        self.way_in = office.password_link(self.people.get("p-rani"), tickets=self.tickets, now=self.now)

    def guards(self) -> None:
        """Adi has a second factor and codes in a drawer, for whoever looks at those pages."""
        self.factors.set_totp("p-adi", self.safe.seal(self.secret))
        self.factors.set_codes("p-adi", [f"code-{n}" for n in range(8)])

    @property
    def safe(self) -> Safe:
        return Safe(self.parts.settings.secret_key.get_secret_value(), "")

    def arranges(self) -> None:
        """What Rani saved for her mornings, and the phone she is told on, for whoever looks at her pages."""
        self.phone_of("p-rani")
        for name, asked in (
            ("Sampah RT 07", "keadaan=received&jenis=sampah&rt=07"),
            ("Dengan foto", "foto=1"),
        ):
            save(name, asked, person="p-rani", views=self.saved_views, now=self.now)

    def phone_of(self, person: str) -> str:
        """The cookie of a phone of theirs."""
        device, token = devices.make(
            now=self.now, person=person, label="Mozilla/5.0 (Linux; Android 10) Chrome/125"
        )
        self.people.add_device(device)
        return token

    def works(self) -> None:
        """What the staff did this morning, for whoever looks at the log."""
        rani = Who("person", "p-rani", "Rani Wulandari", (f"reviewer:{seed.HOME}",))
        adi = Who("person", "p-adi", "Adi", ("admin:*",))
        report = next(r for r in self.reports.kept.values() if r.photos)
        why = {"report": report.id, "why": "covers", "words": "Ada pelat di sudut kiri"}
        for who, action, kind, what, detail in (
            (rani, "sign_in", "person", "p-rani", {}),
            (rani, "make_invitation", "kelurahan", seed.HOME, {"uses": "5", "days": "14"}),
            (rani, "verify", "report", report.id, {}),
            (rani, "open_original", "photo", report.photos[0].sha256, why),
            (adi, "decide", "report", "00000000-nothing-there", {"refused": "yes"}),
            (
                Who("cli", name="root"),
                "add_person",
                "person",
                "p-dewi",
                {"role": "reviewer", "scope": seed.HOME},
            ),
        ):
            self.audit.record(Entry(who, action, kind, what, detail))
        anchor(self.parts)

    def give_passwords(self) -> None:
        hashed = passwords.hashed(PASSWORD)
        for person in STAFF:
            self.people.set_password(person.id, hashed)

    def _copy(self, report: Report) -> None:
        shown = {photo.sha256: photo for photo in report.photos}
        for sha256, copies in seed.pictures_of(report):
            photo = shown[sha256]
            for size, data in copies.items():
                if photo.derived_at:
                    self.chest.copies[report.id, sha256, size] = data
                if photo.public:
                    self.chest.public[report.id, sha256, size] = data
