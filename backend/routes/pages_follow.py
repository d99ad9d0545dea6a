"""Following without an account: by the browser, by a feed, or by e-mail once the address was confirmed."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.reports.coarse import CELL_DEG
from backend.reports.ports import NotFound
from backend.residents.follows import Follower, Way, may_be_asked, was_written
from backend.residents.ports import Box
from backend.residents.tokens import follower_of
from backend.residents.topic import NoTopic, Topic, of_key
from backend.routes.doors import anyone, holders
from backend.routes.followed import (
    TooFar,
    asked,
    feed_path,
    follow_path,
    named,
    page_path,
    query,
    surroundings,
    told_apart,
)
from backend.routes.limits import limits
from backend.routes.origin import one_click
from backend.routes.pages_digest import EMAIL, EMAIL_MAX
from backend.routes.pages_kept import kept
from backend.routes.visitors import as_visitor
from backend.wiring import parts
from backend.words import language

bp = Blueprint("pages_follow", __name__)

RADII_M = (300, 500, 1_000, 3_000)


@bp.get("/ikuti")
@anyone
def follow() -> ResponseReturnValue:
    """What is followed, in words, and three ways to hear of it. Raises NotFound."""
    try:
        topic = asked(request.args)
    except TooFar:
        return redirect("/ikuti?letak=luar", 303)
    return kept(
        "follow.html",
        of=[topic, named(topic), parts().mailman.is_there, bool(parts().postman.key)],
        topic=topic,
        name=named(topic),
        fields=query(topic),
        feed=feed_path(topic),
        page=page_path(topic),
        radii=RADII_M,
        box=_degrees(surroundings()),
        far=request.args.get("letak", "") == "luar",
        said=request.args.get("surel", ""),
    )


def _degrees(box: Box) -> str:
    """West, south, east, north."""
    sides = (box.west, box.south, box.east + 1, box.north + 1)
    return ",".join(f"{side * CELL_DEG:.3f}" for side in sides)


@bp.post("/ikuti/surel")
@anyone
def follow_by_mail() -> ResponseReturnValue:
    """Says the same whatever is known of the address: a letter tells its owner alone.

    Raises NotFound, Limited, which count what was typed alone.
    """
    topic, address = asked(request.form), request.form.get("surel", "").strip().lower()
    onward = follow_path(topic) + ("&" if query(topic) else "?")
    if not parts().mailman.is_there:
        return redirect(f"{onward}surel=tidak#surat", 303)
    if len(address) > EMAIL_MAX or not EMAIL.fullmatch(address):
        return redirect(f"{onward}surel=salah#surat", 303)

    def ask() -> Any:
        limits().address_typed(g.device.id)
        _ask_by_letter(address, topic)
        return redirect(f"{onward}surel=periksa#surat", 303)

    return as_visitor(ask, check_new=limits().new_typist)


def _ask_by_letter(address: str, topic: Topic) -> None:
    now, seen = parts().clock(), parts().public.changes.newest()
    if _will_be_written_to(address, topic, now) and not limits().letter():
        return
    follower = Follower(uuid4().hex, Way.MAIL, address, language(), seen=seen)
    parts().followers.follow(follower, topic, since=seen, now=now, confirmed=False)
    parts().queue.nudge()


def _will_be_written_to(address: str, topic: Topic, now: datetime) -> bool:
    known = parts().followers.reached_at(Way.MAIL, address)
    if known is None:
        return True
    agreed = {follow.topic for follow in parts().followers.follows(known.id) if follow.confirmed}
    return may_be_asked(known, now) and topic not in agreed


@bp.get("/ikuti/surel/<token>")
@holders("letter")
def letters(token: str) -> ResponseReturnValue:
    """What the address of a letter follows, and what the last letter asked about. Raises NotFound."""
    follower = parts().followers.get(_opened(token))
    follows = parts().followers.follows(follower.id)
    shown = [follow for follow in follows if follow.confirmed or was_written(follow, follower)]
    names = told_apart([follow.topic for follow in shown])
    found = [(one, name, page_path(one.topic)) for one, name in zip(shown, names, strict=True)]
    return render_template("follows.html", follower=follower, found=found)


@bp.post("/ikuti/surel/<token>")
@holders("letter")
@one_click
def change_letters(token: str) -> ResponseReturnValue:
    """Confirm, stop one, or stop all: the last also as mail programs ask for it (RFC 8058)."""
    follower_id, wanted = _opened(token), request.form.get("apa", "")
    if wanted == "ya":
        since = parts().public.changes.newest()
        parts().followers.confirm(follower_id, since=since, now=parts().clock())
        return redirect(request.path, 303)
    parts().followers.stop(follower_id, _topic(wanted))
    if not parts().followers.follows(follower_id):
        return render_template("follows.html", follower=None, remembered=_is_known(follower_id))
    return redirect(request.path, 303)


def _is_known(follower_id: str) -> bool:
    try:
        return bool(parts().followers.get(follower_id))
    except NotFound:
        return False


def _topic(key: str) -> Topic | None:
    """None: all of them."""
    try:
        return of_key(key)
    except (NoTopic, ValueError):
        return None


def _opened(token: str) -> str:
    """The id of the follower. Raises NotFound."""
    settings = parts().settings
    keys = (settings.secret_key.get_secret_value(), settings.secret_key_before.get_secret_value())
    return follower_of(token, [key for key in keys if key])
