"""A photo that came in a rescue bundle goes where its phone would have sent it, by the same rule."""

from backend.reports import photos, ports, whole
from backend.reports.report import Sender
from backend.wiring import Parts
from sync.envelope import Unreadable


def hand_in_photo(data: bytes, report_id: str, room: Parts, *, by: Sender) -> str | None:
    """What is missing of it; why it was refused, if it was. Raises Unavailable."""
    try:
        whole.take(
            report_id,
            data,
            by=by,
            reports=room.reports,
            chest=room.chest,
            clock=room.clock,
            queue=room.queue,
        )
    except ports.NotFound:
        return "a photo that was not promised"
    except (ports.WrongOffset, photos.WrongPhoto, Unreadable) as error:
        return f"a photo: {error}"
    return None
