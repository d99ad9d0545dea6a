"""What the command centre sees first: how every kelurahan stands. To read, not to change."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports import standing
from backend.reports.standing import Standing
from backend.routes.doors import may
from backend.wiring import parts

bp = Blueprint("pages_watch", __name__)

COUNTED = ("waiting", "in_hand", "late", "done")


@bp.get("/pusat")
@may(Action.WATCH)
def city() -> ResponseReturnValue:
    room = parts()
    names = {code: place.name for code, place in room.city.register().kelurahan.items()}
    each = [standing.of(code, reports=room.reports, now=room.clock()) for code in names]
    each.sort(key=lambda one: (-one.late, names[one.kelurahan]))
    return render_template(
        "watch.html",
        open=[one for one in each if _is_open(one)],
        quiet=[one for one in each if not _is_open(one)],
        total=_together(each),
        counted=COUNTED,
        now=room.clock(),
    )


def _is_open(one: Standing) -> bool:
    """Whether anything there is still to be done."""
    return bool(one.waiting or one.in_hand or one.late)


def _together(each: list[Standing]) -> dict[str, int]:
    return {what: sum(getattr(one, what) for one in each) for what in COUNTED}
