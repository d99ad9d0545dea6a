"""A reviewer decides about a report, from the version they saw; or about many, each by itself."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.report import Report
from backend.routes.bodies import body
from backend.routes.deciding import REFUSALS, decided, each_by_itself, within_reach
from backend.routes.decisions import Decision, Decisions, read
from backend.routes.described import COUNT, TEXT, answer, many, record, tells
from backend.routes.doors import may
from backend.routes.errors import told
from backend.routes.marker import API

bp = APIBlueprint("api_decisions", __name__, url_prefix="/api/v1", tag="review")

BODY_MAX = 16 * 1024
BODIES_MAX = 1024 * 1024
"""Bytes."""

DECIDED = record(id=TEXT, state=TEXT, version=COUNT)
SUMMARY = record(
    done=many(
        {"type": "object", "properties": {"decision": TEXT, "id": TEXT, "state": TEXT, "version": COUNT}}
    ),
    refused=many(
        {
            "type": "object",
            "properties": {
                "decision": TEXT,
                "id": TEXT,
                "problem": {"$ref": "#/components/schemas/Problem"},
            },
        }
    ),
)


@bp.post("/reports/<uuid:report_id>/decisions")
@bp.doc(
    **tells(
        {201: answer("Decided; the step is appended.", DECIDED)},
        refuses=(400, 401, 403, 404, 409, 413, 415, 422, 503),
        body=Decision.model_json_schema(),
    )
)
@may(Action.REVIEW)
def post_decision(report_id: UUID) -> ResponseReturnValue:
    """Decide. 409 tells what a colleague decided meanwhile; the same `id` again does nothing twice."""
    decision = read(Decision, body(content_type="application/json", limit=BODY_MAX))
    report = decided(within_reach(report_id, decision.choice), decision.choice)
    return {"api": API, **_outcome(report)}, 201


@bp.post("/decisions")
@bp.doc(
    **tells(
        {200: answer("What was done, and what was refused and why.", SUMMARY)},
        refuses=(400, 401, 403, 413, 415, 422, 503),
        body=Decisions.model_json_schema(),
    )
)
@may(Action.REVIEW)
def post_decisions() -> ResponseReturnValue:
    """Decide about many, each by itself and in this order. The same list again does nothing twice."""
    asked = read(Decisions, body(content_type="application/json", limit=BODIES_MAX)).decisions
    done: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for one in asked:
        try:
            with each_by_itself(one.report, one.choice.verdict):
                report = decided(within_reach(one.report, one.choice), one.choice)
            done.append({"decision": one.choice.id, **_outcome(report)})
        except REFUSALS as why:
            refused.append({"decision": one.choice.id, "id": str(one.report), "problem": told(why)})
    return {"api": API, "done": done, "refused": refused}


def _outcome(report: Report) -> dict[str, Any]:
    return {"id": report.id, "state": report.state.value, "version": report.version}
