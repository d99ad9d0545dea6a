"""What the staff did, for whoever audits: searched, a page at a time, handed out as a table."""

from datetime import datetime, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.ports import Wanted
from backend.people.roles import Action
from backend.reports.wita import WITA
from backend.routes.doors import may
from backend.wiring import parts

bp = Blueprint("pages_audit", __name__)

LINES = 50
DAY = timedelta(days=1)


@bp.get("/admin/riwayat")
@may(Action.AUDIT)
def log() -> ResponseReturnValue:
    """Newest first; `sebelum` is the line the page before ended with."""
    room = parts()
    found = room.audit.lines(_wanted(), before=request.args.get("sebelum", type=_seq), limit=LINES + 1)
    staff = [person for person in room.people.all() if person.login]
    older = {**request.args, "sebelum": found[LINES - 1].seq} if len(found) > LINES else None
    return render_template("audit.html", lines=found[:LINES], older=older, staff=staff, end=room.audit.end())


def _wanted() -> Wanted:
    """A day that is none does not narrow the search."""
    asked = request.args
    until = asked.get("sampai", type=_midnight)
    return Wanted(
        person=asked.get("orang", ""),
        action=asked.get("tindakan", ""),
        object=asked.get("pada", ""),
        since=asked.get("dari", type=_midnight),
        until=until + DAY if until else None,
    )


def _seq(number: str) -> int:
    """Raises ValueError when no database counts so far."""
    if not 0 < int(number) < 2**31:
        raise ValueError(number)
    return int(number)


def _midnight(day: str) -> datetime:
    """Where the day begins in Bontang. Raises ValueError, also near the end of the calendar."""
    found = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=WITA)
    if not 1970 <= found.year <= 9000:  # noqa: PLR2004 -- any years a day can be added to
        raise ValueError(day)
    return found
