"""What changed, as programs read it: of the city, a kelurahan, an RT, a report, or around a point."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import Blueprint, Response, g, request
from flask.typing import ResponseReturnValue

from backend.residents import atom
from backend.residents.atom import Entry, Feed
from backend.residents.changes import Told
from backend.residents.topic import Topic
from backend.routes.doors import anyone
from backend.routes.followed import asked, feed_path, followable, named, page_path
from backend.routes.pages_kept import SOON, packed
from backend.routes.pages_labels import category_label, kelurahan_name
from backend.topic_words import became
from backend.wiring import parts
from backend.words import say

bp = Blueprint("feeds", __name__)

ENTRIES = 50
POINT = ("titik", "radius")


@bp.get("/feed.atom")
@anyone
def of_city() -> ResponseReturnValue:
    """Of the whole city, or around a point (`titik`, `radius`)."""
    return feed(asked({name: request.args.get(name, "") for name in POINT}))


@bp.get("/kelurahan/<code>/feed.atom")
@anyone
def of_kelurahan(code: str) -> ResponseReturnValue:
    return feed(asked({"kelurahan": code}))


@bp.get("/kelurahan/<code>/rt/<rt>/feed.atom")
@anyone
def of_rt(code: str, rt: str) -> ResponseReturnValue:
    return feed(asked({"kelurahan": code, "rt": rt}))


@bp.get("/laporan/<uuid:report_id>/feed.atom")
@anyone
def of_report(report_id: UUID) -> ResponseReturnValue:
    """Raises NotFound where nothing was published, or no longer is."""
    return feed(asked({"laporan": str(report_id)}))


@bp.app_context_processor
def to_follow() -> dict[str, object]:
    return {"followable": followable}


def feed(topic: Topic) -> Response:
    """In Indonesian, or as `bahasa` says: programs that fetch it have no language."""
    g.language = "en" if request.args.get("bahasa") == "en" else "id"
    found = parts().public.changes.lately(topic, limit=ENTRIES)
    answer = Response(atom.written(_feed(topic, found)), content_type=f"{atom.MEDIA_TYPE}; charset=utf-8")
    answer.headers["Cache-Control"] = SOON
    answer.vary.add("Accept-Encoding")
    answer.add_etag(
        weak=True
    )  # and no Last-Modified: it would tell the second, and what is taken back changes none
    answer.make_conditional(request)
    return packed(answer)


def _feed(topic: Topic, found: Sequence[Told]) -> Feed:
    return Feed(
        title=say("resident-follow.feed", what=named(topic)),
        language=g.language,
        address=_whole(feed_path(topic)),
        page=_whole(page_path(topic)),
        author=say("shared.name"),
        entries=[
            _entry(told, is_last=is_last) for told, is_last in zip(found, _are_last(found), strict=True)
        ],
    )


def _are_last(found: Sequence[Told]) -> Iterator[bool]:
    """Whether each is the last change of its report: of an earlier one the document does not tell."""
    seen: set[str] = set()
    for told in found:
        yield told.change.report not in seen
        seen.add(told.change.report)


def _entry(told: Told, *, is_last: bool) -> Entry:
    change, document = told.change, told.document
    category, place = category_label(change.category), kelurahan_name(change.kelurahan)
    state = became(g.language, change.state, document if is_last else {})
    words = (say(f"shared.means.{change.state.value}"), document.get("excerpt", ""))
    photo = document.get("photo")
    return Entry(
        name=f"laporan/{change.report}/{change.number}",
        title=say("resident-follow.entry", state=state, category=category, place=place),
        summary=" ".join(filter(None, words)),
        address=_whole(f"/laporan/{change.report}"),
        day=change.day,
        category=change.category,
        label=category,
        picture=_whole(f"/media/{change.report}/{photo}/1280.webp") if photo else "",
    )


def _whole(path: str) -> str:
    return f"{parts().settings.base_url}{path}"
