"""A reviewer names what they ask of the queue, and finds it again above the list."""

from uuid import UUID

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports import saved_views
from backend.routes.doors import may
from backend.routes.pages_review import listed
from backend.routes.queue_asked import Asked
from backend.routes.queue_views import asked_of
from backend.wiring import parts

bp = Blueprint("pages_views", __name__, url_prefix="/tinjau/tampilan")


@bp.post("")
@may(Action.REVIEW)
def save_view() -> ResponseReturnValue:
    """Raises NoName, TooMany."""
    name, asked, room = request.form.get("nama", ""), _asked(), parts()
    saved_views.save(name, asked.query, person=g.person.id, views=room.saved_views, now=room.clock())
    return redirect(asked.address(), 303)


@bp.post("/<uuid:view_id>")
@may(Action.REVIEW)
def rename_view(view_id: UUID) -> ResponseReturnValue:
    """Raises NoName, NotFound."""
    name = request.form.get("nama", "")
    saved_views.rename(str(view_id), name, person=g.person.id, views=parts().saved_views)
    return redirect(_asked().address(), 303)


@bp.post("/<uuid:view_id>/hapus")
@may(Action.REVIEW)
def remove_view(view_id: UUID) -> ResponseReturnValue:
    parts().saved_views.remove(g.person.id, str(view_id))
    return redirect(_asked().address(), 303)


@bp.errorhandler(saved_views.NoName)
def no_name(_error: saved_views.NoName) -> ResponseReturnValue:
    return listed(_asked(), fault="name"), 422


@bp.errorhandler(saved_views.TooMany)
def too_many(_error: saved_views.TooMany) -> ResponseReturnValue:
    return listed(_asked(), fault="full"), 409


def _asked() -> Asked:
    """Where the person was: they come back there."""
    return asked_of(request.form.get("antrean", ""))
