"""Proof: the custody receipt, for the sender and for whoever holds the number."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue

from backend.reports import receipt, replies
from backend.reports.ports import NotFound
from backend.reports.report import Report
from backend.routes.described import DIGEST, TEXT, TIME, answer, many, maybe, record, tells
from backend.routes.doors import holders
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.wiring import parts
from sync.number import read

bp = APIBlueprint("api_receipts", __name__, url_prefix="/api/v1", tag="sync")

RECEIPT = record(
    id=TEXT,
    number=TEXT,
    digest=DIGEST,
    photos=many({"type": "object", "required": ["sha256"]}),
    answers=many({"type": "object", "required": ["id", "digest", "received_at", "stored_at"]}),
    captured_at=TIME,
    received_at=TIME,
    complete_at=maybe(TIME),
    stored_at=maybe(TIME),
    signature=TEXT,
)


@bp.get("/reports/<uuid:report_id>/receipt")
@bp.doc(**tells({200: answer("Signed by the server.", RECEIPT)}, refuses=(401, 404, 503)))
@senders_only
def get_receipt(report_id: UUID) -> ResponseReturnValue:
    """The receipt of a report this device or person sent."""
    return signed(replies.own(str(report_id), g.sender, parts().reports))


@bp.get("/receipts/<number>")
@bp.doc(**tells({200: answer("Signed by the server.", RECEIPT)}, refuses=(404, 503)))
@holders("number")
def get_receipt_by_number(number: str) -> ResponseReturnValue:
    """The receipt for whoever holds the number, however they typed it."""
    return signed(parts().reports.by_number(typed(number)))


def typed(number: str) -> str:
    """Raises NotFound for what cannot be a number, before any store is asked."""
    try:
        return read(number)
    except ValueError as cause:
        raise NotFound("not a report number") from cause


def signed(report: Report) -> dict[str, object]:
    key = parts().settings.secret_key.get_secret_value().encode()
    return {"api": API, **receipt.of(report, key=key)}
