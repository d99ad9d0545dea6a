"""What the staff did, for whoever audits: searched, a page at a time, checked, handed out as a table."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from backend.anchoring import anchored, broken
from backend.audit.line import Anchor, Line
from backend.audit.ports import Audit, Wanted
from backend.audit.rows import COLUMNS, as_json, cells
from backend.cells import table
from backend.people.roles import Action
from backend.reports.ports import NotFound
from backend.reports.wita import WITA
from backend.routes.audit_told import ACTS, Teller
from backend.routes.auditing import noted
from backend.routes.doors import may
from backend.wiring import parts
from sync.number import read

bp = Blueprint("pages_audit", __name__, url_prefix="/admin/riwayat")

LINES, AT_ONCE = 50, 1_000
"""On a page; read at once for a file."""
CHECKED_MAX = 100_000
"""Lines that are checked while somebody waits, some seconds; more is for the command line."""
DAY = timedelta(days=1)


@bp.get("")
@may(Action.AUDIT)
def log() -> ResponseReturnValue:
    """Newest first; `sebelum` is the line the page before ended with, `periksa` checks the chain."""
    room, asked = parts(), _asked()
    found = room.audit.lines(_wanted(), before=request.args.get("sebelum", type=_seq), limit=LINES + 1)
    teller = Teller({person.id: person.name for person in room.people.all()}, room.reports)
    return render_template(
        "audit.html",
        lines=[teller.told(line) for line in found[:LINES]],
        asked=asked,
        older={**asked, "sebelum": str(found[LINES - 1].seq)} if len(found) > LINES else None,
        staff=[person for person in room.people.all() if person.login],
        acts=ACTS,
        end=(end := room.audit.end()),
        anchor=anchored(room.bucket),
        check=_checked(end) if "periksa" in request.args else None,
    )


@bp.get("/unduh")
@may(Action.AUDIT)
def take_along() -> ResponseReturnValue:
    """Every line that is asked for: a table that no spreadsheet carries out, or whole lines to verify."""
    wanted, audit = _wanted(), parts().audit
    is_table = request.args.get("bentuk") != "jsonl"
    noted("export", "audit", "", shape="csv" if is_table else "jsonl")
    lines = _all(audit, wanted)
    text = table(COLUMNS, map(cells, lines)) if is_table else (f"{as_json(line)}\n" for line in lines)
    answer = Response(text, content_type="text/csv; charset=utf-8" if is_table else "application/jsonl")
    name = "riwayat.csv" if is_table else "riwayat.jsonl"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _all(audit: Audit, wanted: Wanted) -> Iterator[Line]:
    """Newest first, so many in memory at a time."""
    before: int | None = None
    while found := audit.lines(wanted, before=before, limit=AT_ONCE):
        yield from found
        before = found[-1].seq


def _checked(end: Anchor | None) -> dict[str, object]:
    """Read from the first line on. `fault`: the first line that does not hold, if any."""
    if end is None or end.seq > CHECKED_MAX:
        return {"too_many": end is not None, "at": parts().clock()}
    fault = next(broken(parts()), None)
    return {"fault": fault.seq if fault else None, "upto": end.seq, "at": parts().clock()}


def _asked() -> dict[str, str]:
    """What the log is narrowed down to, as it stands in the address."""
    names = ("orang", "tindakan", "pada", "dari", "sampai")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _wanted() -> Wanted:
    """A day that is none does not narrow the search."""
    asked = request.args
    until = asked.get("sampai", type=_midnight)
    return Wanted(
        person=asked.get("orang", ""),
        action=asked.get("tindakan", ""),
        object=_id(asked.get("pada", "").strip()),
        since=asked.get("dari", type=_midnight),
        until=until + DAY if until else None,
    )


def _id(typed: str) -> str:
    """A report is known to people by its number, to the log by its id."""
    try:
        return parts().reports.by_number(read(typed)).id
    except (ValueError, NotFound):
        return typed


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
