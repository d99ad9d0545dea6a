"""Who has which case before them: shown to colleagues, and shared out fairly."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field

from backend.audit.acting import about, unremarkable
from backend.people.roles import Action
from backend.reports.ports import Hold
from backend.routes.bodies import body
from backend.routes.decisions import read
from backend.routes.described import TEXT, TIME, answer, many, record, tells
from backend.routes.doors import may, within
from backend.routes.marker import API
from backend.wiring import parts

bp = APIBlueprint("api_holds", __name__, url_prefix="/api/v1", tag="review")

OPENED_FOR = timedelta(minutes=5)
"""Kept by asking again while the case is before somebody's eyes."""
CLAIMED_FOR = timedelta(minutes=60)
CLAIMED = 20
"""Cases at once."""
BODY_MAX = 1024
"""Bytes."""
HELD = record(yours={"type": "boolean"}, name=TEXT, until=TIME)


class Taking(BaseModel):
    """`take_over`: although a colleague has it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    take_over: bool = False


class Claiming(BaseModel):
    """`kelurahan`: of this one only."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kelurahan: str = Field("", max_length=64)


@bp.put("/reports/<uuid:report_id>/hold")
@bp.doc(
    **tells(
        {200: answer("Whose it is now.", HELD)},
        refuses=(400, 401, 403, 404, 413, 415, 422, 503),
        body=Taking.model_json_schema(),
    )
)
@may(Action.REVIEW)
def put_hold(report_id: UUID) -> ResponseReturnValue:
    """Take the case for five minutes, or keep it. A hold is shown; what refuses a decision is its version."""
    taking = read(Taking, body(content_type="application/json", limit=BODY_MAX))
    within(parts().reports.get(str(report_id)).kelurahan)
    if taking.take_over:
        about("report", str(report_id), action="take_over")
    else:
        unremarkable()
    return {"api": API, **_told(opened(str(report_id), over=taking.take_over))}


@bp.delete("/reports/<uuid:report_id>/hold")
@bp.doc(**tells({204: answer("It is anybody's.")}, refuses=(401, 403, 404, 503)))
@may(Action.REVIEW)
def delete_hold(report_id: UUID) -> ResponseReturnValue:
    """Leave the case; what somebody else holds stays theirs."""
    within(parts().reports.get(str(report_id)).kelurahan)
    unremarkable()
    parts().holds.leave(str(report_id), g.person.id)
    return "", 204


@bp.post("/holds")
@bp.doc(
    **tells(
        {200: answer("Ids of the cases, in the order of the queue.", record(reports=many(TEXT)))},
        refuses=(400, 401, 403, 404, 413, 415, 422, 503),
        body=Claiming.model_json_schema(),
    )
)
@may(Action.REVIEW)
def post_holds() -> ResponseReturnValue:
    """Take the next twenty reports to verify that nobody has, for an hour: no colleague gets the same."""
    wanted = read(Claiming, body(content_type="application/json", limit=BODY_MAX)).kelurahan
    if wanted:
        within(wanted)
    return {"api": API, "reports": claimed([wanted] if wanted else g.scopes.filter)}


def opened(report_id: str, *, over: bool = False) -> Hold:
    """Whose the case is now that the asker has it before them, or takes it `over`."""
    return parts().holds.take(_wanted(report_id, OPENED_FOR), now=parts().clock(), over=over)


def claimed(kelurahan: Any) -> list[str]:
    """The next twenty, for the asker."""
    room = parts()
    return list(room.holds.claim(kelurahan, _wanted("", CLAIMED_FOR), count=CLAIMED, now=room.clock()))


def _wanted(report_id: str, time: timedelta) -> Hold:
    return Hold(report_id, g.person.id, g.person.name, parts().clock() + time)


def _told(hold: Hold) -> dict[str, Any]:
    return {"yours": hold.person == g.person.id, "name": hold.name, "until": hold.until.isoformat()}
