"""A report is handed in: whether it may be is asked before it is kept, and never held against a repeat."""

from flask import g, request

from backend.people.person import Device
from backend.reports import intake
from backend.reports.ports import Held, NotFound
from backend.routes.custody import Clash
from backend.routes.limits import Limited, limits
from backend.routes.turning_away import NotYours
from backend.wiring import parts
from sync.envelope import Envelope
from sync.verdict import Verdict

DIGITS_MAX = 15
"""Of a number in a header (RFC 9651). Whether an age makes sense is for the rules to say."""


def receive(envelope: Envelope) -> tuple[Verdict, Held]:
    """Keep the report of g.sender. Raises NotYours, Limited, Clash, NotFound, Unreadable."""
    _check(envelope)
    room = parts()
    verdict, held = intake.receive(
        envelope,
        by=g.sender,
        age_ms=_age_ms(),
        home=_home(envelope),
        reports=room.reports,
        whereabouts=room.city,
        catalogue=room.city,
        clock=room.clock,
        queue=room.queue,
    )
    if verdict is Verdict.CLASH:
        raise Clash("the server keeps another report under this id")
    if verdict is Verdict.NEW:  # repeats do not count against the limit
        limits().count_new_report(g.sender)
    return verdict, held


def _check(envelope: Envelope) -> None:
    """Raise NotYours or Limited for a report that would be new."""
    try:
        invited_or_open()
        limits().check_new_report(g.sender)
    except (Limited, NotYours):
        if not _kept(envelope.id):
            raise


def invited_or_open() -> None:
    """Raise NotYours for an anonymous device where only invited people may report."""
    device: Device | None = g.get("device")
    if not parts().settings.public_reporting and (device is None or device.person is None):
        raise NotYours("this city takes reports from invited people only")


def _age_ms() -> int | None:
    """How long ago the phone captured it, by its own monotonic clock. A header of no sense is no header."""
    text = request.headers.get("Masdarling-Age-Ms", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS_MAX else None


def _home(envelope: Envelope) -> str | None:
    """The kelurahan of the sender's grant, looked up only for a report that says nothing about its place."""
    device: Device = g.device
    located = envelope.where is not None and envelope.where.source != "none"
    if located or envelope.kelurahan or device.person is None:
        return None
    scopes = {grant.scope for grant in parts().people.get(device.person).grants} - {"*"}
    return min(scopes, default=None)


def _kept(report_id: str) -> bool:
    try:
        parts().reports.held(report_id)
    except NotFound:
        return False
    return True
