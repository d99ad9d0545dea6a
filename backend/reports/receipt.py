"""The custody receipt of a report: what the server holds, and since when."""

from datetime import datetime

from backend.reports.report import Report
from sync import receipt


def of(report: Report, *, key: bytes) -> dict[str, object]:
    """Signed with `key`, in plain JSON values. Nothing in it tells who sent the report or what it says."""
    return receipt.sign(
        {
            "id": report.id,
            "number": report.number,
            "digest": report.envelope.digest,
            "photos": [
                {"sha256": photo.sha256, "size": photo.size, "stored_at": _time(photo.stored_at)}
                for photo in report.photos
            ],
            "answers": [
                {
                    "id": kept.reply.id,
                    "digest": kept.reply.digest,
                    "received_at": _time(kept.received_at),
                    "stored_at": _time(kept.stored_at),
                }
                for kept in report.replies
            ],
            "captured_at": _time(report.envelope.captured_at),
            "received_at": _time(report.received_at),
            "complete_at": _time(report.complete_at),
            "stored_at": _time(report.stored_at),
        },
        key,
    )


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
