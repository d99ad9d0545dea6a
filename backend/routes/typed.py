"""What people type into forms and addresses: text a database can keep."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest

NUL = "\0"


class Typed(ImmutableMultiDict[str, Any]):
    """Fields of a form or of a query. Raises BadRequest for a NUL, which no keyboard makes and PostgreSQL
    keeps nowhere; bytes that are no UTF-8 are U+FFFD by now, so that no lone surrogate comes this way.
    """

    def __init__(self, fields: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        super().__init__(fields)
        for name, value in self.items(multi=True):
            if NUL in name or (isinstance(value, str) and NUL in value):
                raise BadRequest("A field holds a NUL character.")


class TypedRequest(Request):
    parameter_storage_class = Typed
