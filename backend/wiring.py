"""The one file that knows every room: settings in, joined parts out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from backend.audit.ports import Audit
from backend.bmkg import Bmkg
from backend.city.city import City
from backend.engine.broker import make_celery
from backend.mailman import SmtpMailman
from backend.open311.clients import Clients
from backend.people.ports import Factors, People, Tickets, Tries, Vigil
from backend.postman import WebPushPostman
from backend.privacy.ports import Requests, Traces
from backend.privacy.retention import Expired
from backend.queue_by_name import CeleryQueue, WorkerLooks
from backend.reports import deadlines
from backend.reports.digest_ports import Digests, Mailman
from backend.reports.notice_ports import Postman, Subscriptions
from backend.reports.ports import (
    Chest,
    Clock,
    Darkroom,
    Holds,
    Likenesses,
    Outbox,
    Queue,
    Reports,
    SavedViews,
    Snapshots,
)
from backend.residents.data.ports import Dumps, Shelf
from backend.residents.follows import Followers
from backend.residents.ports import Changes, Gallery, Painter, Showcase
from backend.residents.weather import Weather
from backend.settings import Settings
from backend.stores.audit import SqlAudit
from backend.stores.audited import Audited
from backend.stores.changes import SqlChanges
from backend.stores.chest import BucketChest
from backend.stores.clients import SqlClients
from backend.stores.darkroom import PillowDarkroom
from backend.stores.database import Database, open_database
from backend.stores.digests import SqlDigests
from backend.stores.dumps import SqlDumps
from backend.stores.expired import SqlExpired
from backend.stores.factors import SqlFactors
from backend.stores.followers import SqlFollowers
from backend.stores.gallery import BucketGallery
from backend.stores.holds import SqlHolds
from backend.stores.likenesses import SqlLikenesses
from backend.stores.outbox import SqlOutbox
from backend.stores.painter import PillowPainter
from backend.stores.people import SqlPeople
from backend.stores.privacy_requests import SqlRequests
from backend.stores.public import PublicDatabase
from backend.stores.reports import SqlReports
from backend.stores.saved_views import SqlSavedViews
from backend.stores.shelf import BucketShelf
from backend.stores.showcase import SqlShowcase
from backend.stores.snapshots import SqlSnapshots
from backend.stores.subscriptions import SqlSubscriptions
from backend.stores.tickets import SqlTickets
from backend.stores.traces import SqlTraces
from backend.stores.tries import SqlTries
from backend.stores.vigil import SqlVigil
from media.address import open_bucket
from media.bucket import Bucket


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Public:
    """All that routes open to anybody read of reports: behind it nothing private can be reached."""

    snapshots: Snapshots
    showcase: Showcase
    changes: Changes
    dumps: Dumps
    lacking: Callable[[], str] = str
    """What an administrator has to run so that the database itself confines it; empty: nothing."""


@dataclass(frozen=True)
class Parts:
    """Everything a program works with. Tests build one with fakes at the ports."""

    settings: Settings
    reports: Reports
    outbox: Outbox
    snapshots: Snapshots
    showcase: Showcase
    dumps: Dumps
    likenesses: Likenesses
    subscriptions: Subscriptions
    people: People
    factors: Factors
    tickets: Tickets
    tries: Tries
    vigil: Vigil
    requests: Requests
    traces: Traces
    expired: Expired
    audit: Audit
    holds: Holds
    saved_views: SavedViews
    chest: Chest
    bucket: Bucket
    gallery: Gallery
    painter: Painter
    shelf: Shelf
    city: City
    queue: Queue
    postman: Postman
    public: Public
    clients: Clients
    mailman: Mailman
    digests: Digests
    followers: Followers
    weather: Weather | None = None
    """None: nobody is asked."""
    clock: Clock = utc_now
    darkroom: Darkroom = field(default_factory=PillowDarkroom)
    database: Database | None = None
    """What the stores stand on; None where a test put fakes in their place."""


def build(settings: Settings) -> Parts:
    """Join the rooms. Nothing is opened yet: connections and clients are made at their first use."""
    plain = open_database(settings.database)
    database = Audited(plain, utc_now)
    public = PublicDatabase(plain)
    bucket = open_bucket(
        settings.bucket_address, endpoint=settings.s3_endpoint, checksums=settings.s3_checksums
    )
    city = City(bucket, clock=utc_now)
    return Parts(
        settings=settings,
        reports=SqlReports(database, due=lambda report: deadlines.due(report, city)),
        outbox=SqlOutbox(database),
        snapshots=SqlSnapshots(database),
        showcase=SqlShowcase(database),
        dumps=SqlDumps(database),
        public=Public(
            SqlSnapshots(public),
            SqlShowcase(public),
            SqlChanges(public),
            SqlDumps(public),
            public.lacking,
        ),
        likenesses=SqlLikenesses(database),
        subscriptions=SqlSubscriptions(database),
        people=SqlPeople(database),
        factors=SqlFactors(database),
        tickets=SqlTickets(database),
        tries=SqlTries(database),
        vigil=SqlVigil(database),
        requests=SqlRequests(database),
        traces=SqlTraces(database),
        expired=SqlExpired(database),
        audit=SqlAudit(plain, utc_now),
        holds=SqlHolds(database),
        saved_views=SqlSavedViews(database),
        chest=BucketChest(bucket),
        bucket=bucket,
        gallery=BucketGallery(bucket),
        painter=PillowPainter(city.outlines),
        shelf=BucketShelf(bucket),
        city=city,
        queue=WorkerLooks() if settings.embedded else CeleryQueue(lambda: make_celery(settings)),
        postman=_postman(settings),
        mailman=_mailman(settings),
        weather=Bmkg(settings.bmkg_url, settings.bmkg_alerts_url) if settings.bmkg_url else None,
        digests=SqlDigests(database),
        clients=SqlClients(database),
        followers=SqlFollowers(database),
        database=database,
    )


def _postman(settings: Settings) -> Postman:
    key = settings.vapid_private_key.get_secret_value()
    return WebPushPostman(key, subject=settings.vapid_contact, anywhere=settings.push_anywhere)


def _mailman(settings: Settings) -> Mailman:
    s = settings
    password = s.smtp_password.get_secret_value()
    return SmtpMailman(s.smtp_host, s.smtp_port, s.smtp_security, s.smtp_from, s.smtp_user, password)


def parts() -> Parts:
    """The parts of the application that is answering."""
    return cast(Parts, current_app.extensions["masdarling"])
