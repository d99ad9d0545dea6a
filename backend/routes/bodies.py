"""Reads a request's body with a bound on memory, whatever its headers claim."""

from flask import request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType


def body(*, content_type: str, limit: int) -> bytes:
    """The whole body, at most `limit` bytes of it.

    Demands the content type: a form on another site cannot send ours (415). Raises RequestEntityTooLarge
    (413) before reading when Content-Length says so, else as soon as the limit is passed; BadRequest when
    the body ends before its announced length.
    """
    if request.mimetype != content_type:
        raise UnsupportedMediaType(f"Content-Type must be {content_type}")
    length = request.content_length
    if length is not None and length > limit:
        raise RequestEntityTooLarge(f"at most {limit} bytes")
    data = _read(length, limit)
    if len(data) > limit:
        raise RequestEntityTooLarge(f"at most {limit} bytes")
    if length is not None and len(data) < length:
        raise BadRequest("the body ended early")
    return data


def _read(length: int | None, limit: int) -> bytes:
    """Without a length only a server that ends the stream itself can be read (chunked encoding)."""
    ended = request.environ.get("wsgi.input_terminated", False)
    size = length if length is not None else limit + 1 if ended else 0
    stream = request.environ["wsgi.input"]
    try:
        return bytes(stream.read(size)) if size else b""
    except Exception as cause:  # each server raises its own when a client goes away or sends broken chunks
        raise BadRequest("the body could not be read") from cause
