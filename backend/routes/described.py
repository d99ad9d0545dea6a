"""What the routes of the API say about themselves in /api/v1/openapi.json (OpenAPI 3.1)."""

from typing import Any

type_schema = dict[str, Any]

REFUSALS = {
    400: "The request itself is broken: its body ended early, or a parameter is not understood (`fields`).",
    401: "No known device credential (cookie `md_device`); for staff, not signed in (`md_session`).",
    403: "Known, and not allowed; or asked by a page of another site.",
    404: "Nothing there, or not for this asker: the two are not told apart.",
    409: "The id is taken by other bytes (clash), or what is kept has moved on.",
    413: "Too large.",
    415: "Another content type is needed.",
    422: "The bytes break the contract or were damaged on the way; `fields` says where.",
    429: "The limit of this device or person is reached; see Retry-After (seconds).",
    503: "Something behind the server is away; see Retry-After (seconds).",
}
TEXT: type_schema = {"type": "string"}
COUNT: type_schema = {"type": "integer", "minimum": 0}
DIGEST: type_schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TIME: type_schema = {"type": "string", "format": "date-time"}
CUSTODY: type_schema = {"type": "string", "enum": ["partial", "complete", "stored"]}
MARK: type_schema = {"const": "masdarling/1"}

UPLOAD_HEADERS = {
    "Upload-Offset": {"schema": COUNT, "description": "Bytes acknowledged."},
    "Upload-Complete": {"schema": {"enum": ["?0", "?1"]}},
    "Masdarling-State": {"schema": CUSTODY, "description": "Of the whole report."},
}
RETRY = {"Retry-After": {"schema": COUNT, "description": "Seconds."}}


def record(**members: type_schema) -> type_schema:
    """An object that has all these members and our mark."""
    return {
        "type": "object",
        "required": ["api", *members],
        "properties": {"api": MARK, **members},
    }


def many(of: type_schema) -> type_schema:
    return {"type": "array", "items": of}


def maybe(schema: type_schema) -> type_schema:
    return {"anyOf": [schema, {"type": "null"}]}


def answer(
    what: str,
    schema: type_schema | None = None,
    *,
    headers: type_schema | None = None,
    kind: str = "application/json",
) -> type_schema:
    """One answer of a route; without a schema its body is empty."""
    said: type_schema = {"description": what, "content": {kind: {"schema": schema}} if schema else {}}
    return said | ({"headers": headers} if headers else {})


def tells(
    answers: dict[int, type_schema],
    *,
    refuses: tuple[int, ...] = (),
    headers: tuple[str, ...] = (),
    query: tuple[str, ...] = (),
    body: type_schema | None = None,
    kind: str = "application/json",
) -> dict[str, Any]:
    """Arguments for APIFlask's `doc`: what a route answers, and which headers, query and body it reads."""
    parameters = [parameter(name, "header") for name in headers] + [parameter(n, "query") for n in query]
    extensions: dict[str, Any] = {"parameters": parameters} if parameters else {}
    if body is not None:
        extensions["requestBody"] = {"required": True, "content": {kind: {"schema": body}}}
    return {"responses": answers | {code: refusal(code) for code in refuses}, "extensions": extensions}


def refusal(code: int) -> type_schema:
    """How any route refuses with this status."""
    problem = {"$ref": "#/components/schemas/Problem"}
    headers = RETRY if code in {429, 503} else None
    return answer(REFUSALS[code], problem, headers=headers, kind="application/problem+json")


def parameter(name: str, place: str) -> type_schema:
    return {"name": name, "in": place, "required": name in REQUIRED, "schema": TEXT}


REQUIRED = frozenset({"Content-Digest", "Upload-Offset", "Upload-Complete"})

PROBLEM: type_schema = {
    "description": "RFC 9457, and our mark.",
    "type": "object",
    "required": ["api", "type", "title", "status", "detail"],
    "properties": {
        "api": MARK,
        "type": {"type": "string", "format": "uri"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "fields": many({"type": "object", "properties": {"field": TEXT, "problem": TEXT}}),
    },
}
