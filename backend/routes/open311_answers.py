"""Answers of Open311: JSON or XML, by the ending of the address; faults in the standard's own shape."""

from http import HTTPStatus
from typing import Any

from flask import Response, request
from werkzeug.exceptions import HTTPException

from backend.open311.faults import NoKey, OtherBody, Wrong
from backend.open311.shapes import Rows, as_json, as_xml
from backend.routes import errors
from backend.routes.pages_kept import SOON

KINDS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
SHAPES = "<any(json, xml):shape>"
"""For the end of a rule."""
STATUS: dict[type[Exception], int] = {Wrong: 400, NoKey: 403, OtherBody: 422}


def answered(root: str, told: Any, *, keep: str = SOON, status: int = 200) -> Response:
    """`root` is what XML calls the document. What may be kept is told to every site."""
    answer = _written(root, told)
    answer.status_code = status
    answer.headers["Cache-Control"] = keep
    if keep == SOON:
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        answer.vary.update(["Accept-Language", "Cookie"])
        answer.add_etag()
        answer.make_conditional(request)
    return answer


def failed(error: Exception) -> Response:
    """Whatever went wrong, told as the standard has it."""
    status, words, headers = _reasons(error)
    told: Rows = [{"code": status, "description": words}]
    answer = answered("errors", told, keep="no-store", status=status)
    answer.headers.update(headers)
    return answer


def _reasons(error: Exception) -> tuple[int, str, dict[str, str]]:
    """Status, words, headers."""
    if type(error) in STATUS:
        return STATUS[type(error)], str(error), {}
    if isinstance(error, HTTPException):
        return error.code or HTTPStatus.INTERNAL_SERVER_ERROR, error.description or error.name, {}
    if not errors.is_foreseen(error):
        return *errors.unforeseen(error), {}
    told = errors.told(error)
    fields = [f"{one['field']}: {one['problem']}" for one in told.get("fields", ())]
    again = errors.answered(error).headers.get("Retry-After")
    return told["status"], "; ".join([told["detail"], *fields]), {"Retry-After": again} if again else {}


def _written(root: str, told: Any) -> Response:
    shape = (request.view_args or {}).get("shape", "json")
    data = as_json(told) if shape == "json" else as_xml(root, told)
    return Response(data, content_type=KINDS[shape])
