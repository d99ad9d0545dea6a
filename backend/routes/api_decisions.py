"""A reviewer decides about a report, from the version they saw."""

from typing import Annotated, Literal
from uuid import UUID

from apiflask import APIBlueprint
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backend.people.roles import Action
from backend.reports import review
from backend.routes.asker import actor
from backend.routes.bodies import body
from backend.routes.described import COUNT, TEXT, answer, record, tells
from backend.routes.doors import may, within
from backend.routes.marker import API
from backend.wiring import parts
from sync.envelope import Problem, Unreadable

bp = APIBlueprint("api_decisions", __name__, url_prefix="/api/v1/reports/<uuid:report_id>", tag="review")

BODY_MAX = 16 * 1024
"""Bytes."""
DIGEST = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Decision(BaseModel):
    """`version` is the one the reviewer saw; `publish` names the photos residents may see."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    verdict: Literal["verify", "reject", "ask", "undo"]
    version: int = Field(ge=1)
    reason: str = Field("", max_length=64)
    words: str = Field("", max_length=2_000)
    publish: tuple[DIGEST, ...] = Field((), max_length=50)


DECIDED = record(id=TEXT, state=TEXT, version=COUNT)


@bp.post("/decisions")
@bp.doc(
    **tells(
        {201: answer("Decided; the step is appended.", DECIDED)},
        refuses=(400, 401, 403, 404, 409, 413, 415, 422, 503),
        body=Decision.model_json_schema(),
    )
)
@may(Action.REVIEW)
def post_decision(report_id: UUID) -> ResponseReturnValue:
    """Verify, reject, ask, or undo a rejection. 409 tells what a colleague decided meanwhile."""
    decision = read(body(content_type="application/json", limit=BODY_MAX))
    room = parts()
    within(room.reports.get(str(report_id)).kelurahan)
    report = review.decide(
        str(report_id),
        **decision.model_dump(),
        by=actor(),
        reports=room.reports,
        catalogue=room.city,
        clock=room.clock,
        queue=room.queue,
    )
    return {"api": API, "id": report.id, "state": report.state.value, "version": report.version}, 201


def read(sent: bytes) -> Decision:
    """Raises Unreadable."""
    try:
        return Decision.model_validate_json(sent)
    except ValidationError as error:
        faults = [Problem(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()]
        raise Unreadable(*faults) from error
