"""A posted service request becomes a report, by the same intake as a phone's."""

import hashlib
import json
from datetime import datetime
from typing import Protocol

from backend.open311 import posted
from backend.open311.clients import Client, Clients, Post, told_apart
from backend.open311.posted import Form, Posted
from backend.reports import intake
from backend.reports.plain import new_report_id
from backend.reports.ports import Clock, Queue, Reports, Whereabouts
from backend.reports.published import Known
from backend.reports.report import Actor, Sender
from sync.digest import content_digest
from sync.envelope import open_envelope

SECRET = "api_key"  # noqa: S105 -- what the standard calls it


def as_post(form: Form, key: str, client: Client, clients: Clients, now: datetime) -> Post:
    """Of a repeat, what was remembered. Without an Idempotency-Key nothing is. Raises OtherBody."""
    post = Post(client.id, key, _digest(form), new_report_id(now), now)
    return told_apart(post, clients) if key else post


class City(Whereabouts, Known, Protocol):
    """What the register says."""

    @property
    def version(self) -> int: ...


def keep(
    said: Posted,
    post: Post,
    client: Client,
    *,
    clients: Clients,
    city: City,
    reports: Reports,
    clock: Clock,
    queue: Queue,
) -> None:
    """Once: cut short, it goes on where it was. Raises Unreadable, Unavailable."""
    body = posted.sealed(said, report_id=post.report, at=post.at, register=city.version)
    intake.receive(
        open_envelope(post.report, body, content_digest=content_digest(body)),
        by=sender(client),
        age_ms=None,
        home=None,
        reports=reports,
        whereabouts=city,
        catalogue=city,
        clock=clock,
        queue=queue,
        through=Actor("system", f"open311-{client.id}", client.name),
        beside=said.beside,
    )
    if post.key:
        clients.done(post)


def sender(client: Client) -> Sender:
    """Whose list its reports are in: that of a device nobody holds."""
    return Sender(f"open311-{client.id}")


def _digest(form: Form) -> str:
    """Of what was said, in whatever order; a key made anew says the same."""
    said = sorted((name, list(values)) for name, values in form.items() if name != SECRET)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
