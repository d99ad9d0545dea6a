"""Column types that mean the same on SQLite and PostgreSQL."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

ESCAPE = "\ufdd0"  # a noncharacter: Unicode keeps it for uses like this one
UNKEEPABLE = re.compile(f"[\0\ud800-\udfff{ESCAPE}]")
ESCAPED = re.compile(f"{ESCAPE}([0-9a-f]{{4}})")

Name = String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
"""Text made by machines. Compared byte by byte, so that an update of the system's locales spoils no index."""

Serial = BigInteger().with_variant(Integer, "sqlite")
"""A number the database gives to each row: only INTEGER does so in SQLite."""


class Instant(TypeDecorator[datetime]):
    """A moment. Aware in Python; microseconds since 1970 in SQLite, which has no type for it."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(
            DateTime(timezone=True) if dialect.name == "postgresql" else BigInteger()
        )

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- SQLAlchemy's
        return EPOCH + timedelta(microseconds=value) if isinstance(value, int) else value


class Words(TypeDecorator[str]):
    """What people write. PostgreSQL keeps no NUL and neither database a lone surrogate: they are escaped."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's
        return UNKEEPABLE.sub(_escape, value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's
        return ESCAPED.sub(_unescape, value) if value and ESCAPE in value else value


def _escape(found: re.Match[str]) -> str:
    return f"{ESCAPE}{ord(found[0]):04x}"


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
