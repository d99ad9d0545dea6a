"""Open311 GeoReport v2: a program with a key of its own sends a report."""

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from backend.open311 import posted, posting
from backend.open311.clients import Post
from backend.open311.faults import Wrong
from backend.routes.doors_open311 import clients_only
from backend.routes.limits import limits
from backend.routes.open311 import PRIVATE, service
from backend.routes.open311_answers import SHAPES, answered, failed
from backend.wiring import parts
from backend.words import LANGUAGES, say

bp = Blueprint("open311_post", __name__, url_prefix="/open311/v2")
bp.register_error_handler(Exception, failed)

IDEMPOTENCY = "Idempotency-Key"
KEY_MAX = 255
"""Characters."""


@bp.post(f"/requests.{SHAPES}")
@clients_only
def post_request(shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- see open311_answers
    """The id of the report it became, of a repeat the same. Raises Wrong, OtherBody, Limited."""
    room, form = parts(), request.form.to_dict(flat=False)
    said = posted.read(form, service(posted.first(form, "service_code")), room.city.register(), LANGUAGES[0])
    post = posting.as_post(form, _key(), g.client, room.clients, room.clock())
    if not post.done:
        _keep(said, post)
    told = {"service_request_id": post.report, "service_notice": say("open311.notice"), "account_id": None}
    return answered("service_requests", [told], keep=PRIVATE)


def _keep(said: posted.Posted, post: Post) -> None:
    """Raises Limited."""
    room = parts()
    limits().of_client(g.client.id, g.client.per_hour)
    posting.keep(
        said,
        post,
        g.client,
        clients=room.clients,
        city=room.city,
        reports=room.reports,
        clock=room.clock,
        queue=room.queue,
    )


def _key() -> str:
    key = request.headers.get(IDEMPOTENCY, "").strip()
    if len(key) > KEY_MAX:
        raise Wrong(f"{IDEMPOTENCY}: at most {KEY_MAX} characters")
    return key
