"""A browser says what it follows. Its push subscription is the credential: nobody else knows its keys."""

from hmac import compare_digest
from typing import Annotated, Any, Literal
from uuid import uuid4

from apiflask import APIBlueprint
from flask.typing import ResponseReturnValue
from pydantic import Field, ValidationError

from backend.reports.ports import NotFound
from backend.residents.follows import Follower, Way
from backend.residents.topic import NoTopic, of_key
from backend.routes.api_push import BODY_MAX
from backend.routes.api_push import Asked as Browser
from backend.routes.bodies import body
from backend.routes.described import TEXT, answer, many, maybe, record, tells
from backend.routes.doors import anyone
from backend.routes.followed import asked, query, told_apart
from backend.routes.limits import limits
from backend.routes.marker import API
from backend.wiring import parts
from sync.envelope import Problem, Unreadable

bp = APIBlueprint("api_follows", __name__, url_prefix="/api/v1/follows", tag="public")

KEY_MAX = 100
KEY = record(key=maybe(TEXT))
FOLLOWS = record(
    follows=many({"type": "object", "required": ["key", "name"], "properties": {"key": TEXT, "name": TEXT}})
)


class Wish(Browser):
    """A subscription, and what to do; with neither `follow` nor `stop` it only asks what it follows."""

    what: Literal["look", "follow", "stop", "stop-all"] = "look"
    topic: Annotated[str, Field(max_length=KEY_MAX)] = ""


@bp.get("")
@bp.doc(**tells({200: answer("The key to subscribe with; null where nobody is told.", KEY)}, refuses=(503,)))
@anyone
def get_key() -> ResponseReturnValue:
    """The server's public VAPID key (RFC 8292), in base64url."""
    return {"api": API, "key": parts().postman.key or None}


@bp.post("")
@bp.doc(
    **tells(
        {200: answer("What this browser follows now.", FOLLOWS)},
        refuses=(400, 403, 404, 413, 415, 422, 429, 503),
        body=Wish.model_json_schema(),
    )
)
@anyone
def change() -> ResponseReturnValue:
    """Follow something by this browser, stop it, stop all, or only look."""
    wish = _read(body(content_type="application/json", limit=BODY_MAX))
    known = _known(wish)
    if wish.what == "follow":
        _follow(wish, known)
    elif known and wish.what != "look":
        parts().followers.stop(known.id, of_key(wish.topic) if wish.what == "stop" else None)
    return {"api": API, "follows": _followed(wish)}


def _known(wish: Wish) -> Follower | None:
    """Raises NotFound for somebody who knows the address of a browser and not its keys."""
    known = parts().followers.reached_at(Way.PUSH, wish.endpoint)
    if known and not compare_digest(known.auth, wish.keys.auth):
        raise NotFound("not the browser that follows by that address")
    return known


def _follow(wish: Wish, known: Follower | None) -> None:
    topic, newest = asked(query(of_key(wish.topic))), parts().public.changes.newest()
    if not known:
        limits().new_follower()
    browser = known or Follower(
        uuid4().hex, Way.PUSH, wish.endpoint, wish.language, wish.keys.p256dh, wish.keys.auth, newest
    )
    parts().followers.follow(browser, topic, since=newest, now=parts().clock(), confirmed=True)


def _followed(wish: Wish) -> list[dict[str, Any]]:
    if not (known := parts().followers.reached_at(Way.PUSH, wish.endpoint)):
        return []
    found = [follow.topic for follow in parts().followers.follows(known.id)]
    return [{"key": one.key, "name": name} for one, name in zip(found, told_apart(found), strict=True)]


def _read(sent: bytes) -> Wish:
    """Raises Unreadable."""
    try:
        wish = Wish.model_validate_json(sent)
        if wish.what in {"follow", "stop"}:
            of_key(wish.topic)
    except ValidationError as error:
        faults = [Problem(".".join(map(str, e["loc"])) or "body", e["msg"]) for e in error.errors()]
        raise Unreadable(*faults) from error
    except (NoTopic, ValueError) as error:
        raise Unreadable(Problem("topic", "is nothing that may be followed")) from error
    return wish
