"""The sender answers a reviewer's question. The photos follow as photos of the report."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import g, request
from flask.typing import ResponseReturnValue

from backend.reports import replies
from backend.reports.report import KeptReply, Report
from backend.routes import custody
from backend.routes.api_reports import KEPT
from backend.routes.bodies import body
from backend.routes.described import TEXT, answer, tells
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.wiring import parts
from sync.reply import REPLY_BYTES_MAX, open_reply
from sync.verdict import Verdict

bp = APIBlueprint("api_answers", __name__, url_prefix="/api/v1/reports/<uuid:report_id>/answers", tag="sync")

ANSWERED = {**KEPT, "properties": {**KEPT["properties"], "report": TEXT}}
STATUS = {Verdict.NEW: 201, Verdict.REPEAT: 200}


@bp.put("/<uuid:answer_id>")
@bp.doc(
    **tells(
        {201: answer("Kept.", ANSWERED), 200: answer("These bytes were kept before.", ANSWERED)},
        refuses=(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        headers=("Content-Digest", "Masdarling-Owner"),
        body={"$ref": "#/components/schemas/Reply"},
    )
)
@senders_only
def put_answer(report_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Keep the sealed answer to the open question. 409 `not-asked` when none is open any more."""
    sealed = body(content_type="application/json", limit=REPLY_BYTES_MAX)
    digest = request.headers.get("Content-Digest")
    reply = open_reply(str(report_id), str(answer_id), sealed, content_digest=digest)
    room = parts()
    verdict, report = replies.receive(
        reply, by=g.sender, reports=room.reports, clock=room.clock, queue=room.queue
    )
    kept = replies.find(report, reply.id)
    if verdict is Verdict.CLASH or kept is None:
        raise custody.Clash("the server keeps another answer under this id")
    return told(report, kept), STATUS[verdict]


def told(report: Report, kept: KeptReply) -> dict[str, Any]:
    """How much of the answer the server holds."""
    return {
        "api": API,
        "id": kept.reply.id,
        "report": report.id,
        "digest": kept.reply.digest,
        "number": report.number,
        "state": replies.custody(report, kept).value,
        "photos": [custody.of(photo) for photo in report.photos_of(kept)],
        "limits": custody.LIMITS,
    }
