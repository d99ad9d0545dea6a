"""The web application on fakes, and the people who knock at it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import SecretStr

from backend.app import create_app
from backend.bench.parcel import Parcel, seal
from backend.city.city import City
from backend.mailman import SmtpMailman
from backend.people import devices, sessions
from backend.people.person import Grant, Person, Stage
from backend.postman import WebPushPostman
from backend.reports import deadlines
from backend.reports.digest_ports import Mailman
from backend.reports.notice_ports import Postman
from backend.reports.ports import Chest, Outbox, Reports
from backend.routes.cookies import DEVICE, SESSION
from backend.settings import Settings
from backend.stores.audit import SqlAudit
from backend.stores.audited import Audited
from backend.stores.changes import SqlChanges
from backend.stores.chest import BucketChest
from backend.stores.clients import SqlClients
from backend.stores.database import open_database
from backend.stores.dumps import SqlDumps
from backend.stores.expired import SqlExpired
from backend.stores.followers import SqlFollowers
from backend.stores.gallery import BucketGallery
from backend.stores.holds import SqlHolds
from backend.stores.likenesses import SqlLikenesses
from backend.stores.outbox import SqlOutbox
from backend.stores.painter import PillowPainter
from backend.stores.privacy_requests import SqlRequests
from backend.stores.public import PublicDatabase
from backend.stores.reports import SqlReports
from backend.stores.shelf import BucketShelf
from backend.stores.showcase import SqlShowcase
from backend.stores.snapshots import SqlSnapshots
from backend.stores.subscriptions import SqlSubscriptions
from backend.stores.traces import SqlTraces
from backend.wiring import Parts, Public
from media.bucket import Stat
from sync.digest import content_digest
from tests.media.memory import MemoryBucket
from tests.pages.fakes import FakeDigests, FakeSavedViews
from tests.people.builders import Time, a_person
from tests.people.factor_fakes import FakeFactors, FakeTickets, FakeTries
from tests.people.fakes import FakePeople, FakeVigil
from tests.schema import migrated

HOST = "http://localhost:8000"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 40


def a_parcel(*photos: bytes, **words: Any) -> Parcel:
    return seal(photos, **words)


@dataclass
class Visitor:
    """A browser with its cookies. What it asks comes from a page of ours unless said otherwise.

    Answers are werkzeug's TestResponse; Any, because its type says that `json` may be None.
    """

    client: FlaskClient
    headers: Mapping[str, str] = field(default_factory=lambda: dict(OWN_PAGE))

    def asks(self, method: str, path: str, **more: Any) -> Any:
        """What is answered is taken whole, and closed, as by a browser."""
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, base_url=HOST, buffered=True, **more)

    def gets(self, path: str, **more: Any) -> Any:
        return self.asks("GET", path, **more)

    def posts(self, path: str, json: object = None, **more: Any) -> Any:
        return self.asks("POST", path, json={} if json is None else json, **more)

    def sends(self, parcel: Parcel, **headers: str) -> Any:
        """The words."""
        return self.puts(parcel.id, parcel.body, **{"Content-Digest": content_digest(parcel.body), **headers})

    def puts(
        self, report_id: str, body: bytes, content_type: str = "application/json", **headers: str
    ) -> Any:
        path = f"/api/v1/reports/{report_id}"
        return self.asks("PUT", path, data=body, content_type=content_type, headers=headers)

    def uploads(
        self,
        parcel: Parcel,
        photo: bytes,
        start: int = 0,
        end: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """A chunk of a photo, from `start` to `end`."""
        chunk = photo[start:end]
        told = {
            "Content-Digest": content_digest(chunk),
            "Upload-Offset": str(start),
            "Upload-Complete": "?1" if start + len(chunk) == len(photo) else "?0",
            **(headers or {}),
        }
        kind = told.pop("Content-Type", "application/partial-upload")
        return self.asks("PATCH", photo_path(parcel, photo), data=chunk, content_type=kind, headers=told)

    def stands(self, parcel: Parcel, photo: bytes) -> Any:
        return self.asks("HEAD", photo_path(parcel, photo))


def photo_path(parcel: Parcel, photo: bytes) -> str:
    return f"/api/v1/reports/{parcel.id}/photos/{hashlib.sha256(photo).hexdigest()}"


@dataclass
class House:
    app: APIFlask
    parts: Parts
    people: FakePeople
    bucket: "FailingBucket"
    time: Time

    @property
    def reports(self) -> Reports:
        return self.parts.reports

    @property
    def chest(self) -> Chest:
        return self.parts.chest

    def stranger(self) -> Visitor:
        return Visitor(self.app.test_client())

    def phone(self, *grants: Grant) -> Visitor:
        """A phone that may send: of a person with these grants, or of nobody."""
        owner = self.knows(a_person(*grants, name="Budi")) if grants else None
        device, token = devices.make(now=self.time(), person=owner.id if owner else None)
        self.people.add_device(device)
        return self._with_cookie(DEVICE, token)

    def phone_of(self, person: str) -> Visitor:
        """One more phone of somebody the house knows."""
        device, token = devices.make(now=self.time(), person=person)
        self.people.add_device(device)
        return self._with_cookie(DEVICE, token)

    def staff(self, *grants: Grant) -> Visitor:
        """Somebody who is signed in and has shown a second factor."""
        person = self.knows(a_person(*grants))
        token = sessions.begin(person, people=self.people, now=self.time(), stage=Stage.STRONG)
        return self._with_cookie(SESSION, token)

    def knows(self, person: Person) -> Person:
        self.people.add(person)
        return person

    def shuts(self) -> None:
        if self.parts.database:
            self.parts.database.close()

    def closes(self) -> None:
        """From now on only invited people report."""
        closed = self.parts.settings.model_copy(update={"public_reporting": False})
        self.parts = replace(self.parts, settings=closed)
        self.app.extensions["masdarling"] = self.parts

    def _with_cookie(self, name: str, token: str) -> Visitor:
        client = self.app.test_client()
        client.set_cookie(name, token)
        return Visitor(client)


class FailingBucket(MemoryBucket):
    """A bucket that can be taken away."""

    fails: Exception | None = None

    def put(self, key: str, data: bytes, *, content_type: str = "") -> Stat:
        if self.fails:
            raise self.fails
        return super().put(key, data, content_type=content_type)


class Nudges:
    """A queue nobody listens to."""

    def nudge(self) -> None: ...


def a_house(
    data: Path,
    *,
    outbox: Outbox | None = None,
    postman: Postman | None = None,
    mailman: Mailman | None = None,
    url: str = "",
    **settings: Any,
) -> House:
    """Real stores on SQLite in `data` or the migrated database at `url`; fakes for people and the bucket."""
    time, people, bucket = Time(), FakePeople(), FailingBucket()
    city = City(bucket, clock=time, settle_s=0)
    plain = open_database(url or migrated(data / f"{uuid4().hex}.sqlite3"))
    database = Audited(plain, time)
    public = PublicDatabase(plain)
    parts = Parts(
        settings=Settings(secret_key=SecretStr("a key of this test"), **settings),
        reports=SqlReports(database, due=lambda report: deadlines.due(report, city)),
        outbox=outbox or SqlOutbox(database),
        snapshots=SqlSnapshots(database),
        showcase=SqlShowcase(database),
        dumps=SqlDumps(database),
        public=Public(SqlSnapshots(public), SqlShowcase(public), SqlChanges(public), SqlDumps(public)),
        likenesses=SqlLikenesses(database),
        subscriptions=SqlSubscriptions(database),
        postman=postman or WebPushPostman("", subject="mailto:a@b.c"),
        people=people,
        factors=FakeFactors(),
        tickets=FakeTickets(),
        tries=FakeTries(),
        vigil=FakeVigil(),
        requests=SqlRequests(database),
        traces=SqlTraces(database),
        expired=SqlExpired(database),
        audit=SqlAudit(plain, time),
        chest=BucketChest(bucket),
        holds=SqlHolds(database),
        saved_views=FakeSavedViews(),
        digests=FakeDigests(),
        clients=SqlClients(database),
        followers=SqlFollowers(database),
        mailman=mailman or SmtpMailman("", 25, "none", ""),
        bucket=bucket,
        gallery=BucketGallery(bucket),
        painter=PillowPainter(city.outlines),
        shelf=BucketShelf(bucket),
        city=city,
        queue=Nudges(),
        clock=time,
        database=database,
    )
    return House(create_app(parts), parts, people, bucket, time)
