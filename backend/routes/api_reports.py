"""A phone hands in reports, asks for proof of them, and takes one back that is not whole yet."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import g, request
from flask.typing import ResponseReturnValue

from backend.reports import intake
from backend.reports.ports import Stale
from backend.routes import admission, custody
from backend.routes.bodies import body
from backend.routes.described import COUNT, CUSTODY, DIGEST, TEXT, answer, many, record, tells
from backend.routes.doors_phone import senders_only
from backend.wiring import parts
from sync.envelope import BODY_BYTES_MAX, open_envelope
from sync.verdict import Verdict

bp = APIBlueprint("api_reports", __name__, url_prefix="/api/v1/reports", tag="sync")

KEPT = record(
    id=TEXT,
    digest=DIGEST,
    number=TEXT,
    state=CUSTODY,
    photos=many(
        {
            "type": "object",
            "required": ["sha256", "offset", "complete", "stored"],
            "properties": {
                "sha256": DIGEST,
                "offset": COUNT,
                "complete": {"type": "boolean"},
                "stored": {"type": "boolean"},
            },
        }
    ),
    limits={"type": "object", "properties": {"chunk_max": COUNT, "photo_max": COUNT}},
)
STATUS = {Verdict.NEW: 201, Verdict.REPEAT: 200}


@bp.put("/<uuid:report_id>")
@bp.doc(
    **tells(
        {201: answer("Kept.", KEPT), 200: answer("These bytes were kept before.", KEPT)},
        refuses=(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        headers=("Content-Digest", "Masdarling-Age-Ms", "Masdarling-Owner"),
        body={"$ref": "#/components/schemas/Envelope"},
    )
)
@senders_only
def put_report(report_id: UUID) -> ResponseReturnValue:
    """Keep the sealed words of a report. Safe to repeat: the same bytes are kept once."""
    sealed = body(content_type="application/json", limit=BODY_BYTES_MAX)
    envelope = open_envelope(str(report_id), sealed, content_digest=request.headers.get("Content-Digest"))
    verdict, held = admission.receive(envelope)
    return custody.told(held), STATUS[verdict]


@bp.delete("/<uuid:report_id>")
@bp.doc(
    **tells(
        {204: answer("Discarded, words and chunks.")},
        refuses=(401, 403, 404, 409, 503),
        headers=("Masdarling-Owner",),
    )
)
@senders_only
def delete_report(report_id: UUID) -> ResponseReturnValue:
    """Discard a report while photos of it are missing. Later it is everybody's: 409."""
    room = parts()
    try:
        intake.discard(str(report_id), by=g.sender, reports=room.reports, clock=room.clock, queue=room.queue)
    except Stale as cause:
        raise custody.Whole("it is whole, or somebody has judged it already") from cause
    return "", 204
