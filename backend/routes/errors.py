"""One shape for every error (RFC 9457), and one table from exception to answer.

Under /api/ and for programs: application/problem+json. For a browser that asked for a page: `error.html`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

import media.bucket
from backend.people import ports as people
from backend.people.invitations import NotByLink
from backend.people.pairing import NotAVolunteer
from backend.people.throttle import Throttled
from backend.reports import moves, photos, ports, replies
from backend.residents.data import asked
from backend.routes import custody
from backend.routes.asker import ProveFirst, SignIn
from backend.routes.downloads import Crowded
from backend.routes.limits import Limited
from backend.routes.marker import API
from backend.routes.origin import ForeignSite
from backend.routes.turning_away import OWNER, NotYours, OtherOwner, is_api
from sync import digest, envelope

log = logging.getLogger(__name__)

HEAL_S = 5
"""Retry-After of what may heal by itself, in seconds."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`more` adds members to the document, `headers` to the answer; both read the exception."""

    status: int
    type: str
    title: str
    detail: str = ""
    """Empty: what the exception says."""
    more: Callable[[Any], dict[str, Any]] | None = None
    headers: Callable[[Any], dict[str, str]] | None = None


def _fields(error: envelope.Unreadable) -> dict[str, Any]:
    return {"fields": [{"field": p.field, "problem": p.problem} for p in error.problems]}


def _parameter(error: asked.Unfit) -> dict[str, Any]:
    return {"fields": [{"field": error.name, "problem": error.problem}]}


def _offset(error: ports.WrongOffset) -> dict[str, str]:
    return {"Upload-Offset": str(error.offset), "Upload-Complete": "?1" if error.complete else "?0"}


def _unmoved(_: digest.DigestMismatch) -> dict[str, str]:
    """A damaged chunk does not count: the photo stands where the chunk was to begin."""
    return {"Upload-Offset": request.headers["Upload-Offset"]} if "Upload-Offset" in request.headers else {}


def _from_the_start(_: photos.WrongPhoto) -> dict[str, str]:
    return {"Upload-Offset": "0", "Upload-Complete": "?0"}


def _owner(error: OtherOwner) -> dict[str, str]:
    """A header, because the answer to HEAD has no body to say it in."""
    return {OWNER: error.now}


def _again(error: Exception) -> dict[str, str]:
    return {"Retry-After": str(max(1, round(getattr(error, "retry_after_s", HEAL_S))))}


def _colleague(error: ports.Stale) -> dict[str, Any]:
    """What was decided meanwhile: who, what, when, and the version to decide from."""
    last = error.report.steps[-1]
    return {
        "state": error.report.state.value,
        "version": error.report.version,
        "decided": {
            "state": last.state.value,
            "by": {"kind": last.by.kind, "name": last.by.name},
            "at": last.at.isoformat(),
            "reason": last.reason,
            "words": last.words,
            "detail": dict(last.detail),
        },
    }


AWAY = Answer(
    503,
    "unavailable",
    "Not possible just now",
    "A store did not answer; send the same again.",
    headers=_again,
)

TABLE: dict[type[Exception], Answer] = {
    asked.Unfit: Answer(400, "query", "The question is not understood", more=_parameter),
    SignIn: Answer(401, "credential-needed", "A credential is needed"),
    ProveFirst: Answer(401, "factor-needed", "A second factor is needed"),
    ForeignSite: Answer(403, "foreign-site", "Not from this site"),
    NotYours: Answer(403, "not-allowed", "Not allowed"),
    NotByLink: Answer(403, "not-allowed", "Not allowed"),
    NotAVolunteer: Answer(403, "not-allowed", "Not allowed"),
    OtherOwner: Answer(403, "other-owner", "Somebody else's device now", headers=_owner),
    ports.NotFound: Answer(404, "not-found", "Not found", "There is nothing here, or it is not for you."),
    people.Unknown: Answer(404, "not-found", "Not found", "There is nothing here, or it is no longer valid."),
    people.LoginTaken: Answer(409, "login-taken", "That login is taken"),
    ports.Stale: Answer(
        409, "stale", "A colleague was faster", "The report moved after it was read.", more=_colleague
    ),
    moves.MoveRefused: Answer(409, "move-refused", "Not possible from this state"),
    replies.NotAsked: Answer(
        409, "not-asked", "No question is open", more=lambda error: {"state": error.state.value}
    ),
    custody.Whole: Answer(409, "whole", "Too late to discard"),
    custody.Clash: Answer(409, "clash", "Other bytes under this id"),
    ports.WrongOffset: Answer(409, "wrong-offset", "The photo stands elsewhere", headers=_offset),
    envelope.Unreadable: Answer(
        422, "unreadable", "The report breaks the contract", "See fields.", more=_fields
    ),
    digest.DigestMismatch: Answer(422, "digest", "Damaged on the way", headers=_unmoved),
    photos.WrongPhoto: Answer(
        422,
        "wrong-photo",
        "Not the promised photo",
        "All bytes arrived and their SHA-256 is another; begin again at 0.",
        headers=_from_the_start,
    ),
    Throttled: Answer(429, "too-many-tries", "Too many tries", headers=_again),
    Limited: Answer(429, "limit", "Too many requests", headers=_again),
    Crowded: Answer(
        503,
        "crowded",
        "Too many files at once",
        "As many large files as may are being sent just now; ask again in half a minute.",
        headers=_again,
    ),
    ports.Unavailable: AWAY,
    media.bucket.Unavailable: AWAY,
}


def register(app: Flask) -> None:
    for kind in TABLE:
        app.register_error_handler(kind, answered)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def answered(error: Exception) -> Response:
    """The answer the table has for it."""
    headers = _answer(error).headers
    return _send(told(error), headers(error) if headers else {})


def told(error: Exception) -> dict[str, Any]:
    """The document that says why, of an exception in the table."""
    answer = _answer(error)
    document = problem(answer.status, answer.type, answer.title, answer.detail or str(error))
    return document | (answer.more(error) if answer.more else {})


def is_foreseen(error: Exception) -> bool:
    """Whether the table has an answer for it."""
    return isinstance(error, tuple(TABLE))


def _answer(error: Exception) -> Answer:
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)


def _http(error: HTTPException) -> Response:
    """What Flask and Werkzeug refuse: unknown paths and methods, bodies too large."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if error.response is not None:  # a redirect to the canonical path
        return error.response  # type: ignore[return-value]  # a sansio Response only in its annotation
    kept = {k: v for k, v in error.get_headers() if k not in {"Content-Type", "Content-Length"}}
    return _send(problem(status, _slug(error.name), error.name, error.description or ""), kept)


def _unknown(error: Exception) -> Response:
    status, detail = unforeseen(error)
    return _send(problem(status, "fault", "Our fault", detail), {})


def unforeseen(error: Exception) -> tuple[int, str]:
    """A fault of ours. The log has the story, the answer only the promise that nothing half-done was kept."""
    log.error("unforeseen: %s %s", request.method, request.path, exc_info=error)
    return 500, "Send the same again later."


def problem(status: int, kind: str, title: str, detail: str) -> dict[str, Any]:
    return {
        "api": API,
        "type": f"urn:masdarling:problem:{kind}",
        "title": title,
        "status": int(status),
        "detail": detail,
    }


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _send(document: dict[str, Any], headers: dict[str, str]) -> Response:
    status = document["status"]
    if wants_page():
        page = render_template("error.html", problem=document, status=status)
        return Response(page, status, {**headers, "Cache-Control": "no-store"})
    return Response(
        json.dumps(document),
        status,
        {**headers, "Cache-Control": "no-store"},
        content_type="application/problem+json",
    )


def wants_page() -> bool:
    """Whether a browser asked for something to look at."""
    accepted = request.accept_mimetypes
    return (
        not is_api() and accepted["text/html"] > 0 and accepted["text/html"] >= accepted["application/json"]
    )
