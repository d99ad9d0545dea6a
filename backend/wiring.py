"""The one file that knows every room: settings in, joined parts out."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from backend.city.city import City
from backend.people.ports import People
from backend.reports.ports import Chest, Clock, Outbox, Queue, Reports, Snapshots
from backend.settings import Settings
from media.bucket import Bucket


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """Everything a program works with. Tests build one with fakes at the ports."""

    settings: Settings
    reports: Reports
    outbox: Outbox
    snapshots: Snapshots
    people: People
    chest: Chest
    bucket: Bucket
    city: City
    queue: Queue
    clock: Clock = utc_now


def build(settings: Settings) -> Parts:
    raise NotImplementedError


def parts() -> Parts:
    """The parts of the application that is answering."""
    return cast(Parts, current_app.extensions["masdarling"])
