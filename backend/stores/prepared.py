"""The statements every report goes through, compiled once and given to SQLite's driver directly.

SQLAlchemy takes about 20 µs to execute a statement that SQLite itself answers in 5, and a report goes through
some forty. Here only its compiler and its types are used. PostgreSQL gets the statements in the ordinary
way: there the network costs more.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import Insert, UpdateBase
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Change = Callable[[Any], Any]

DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


@dataclass(frozen=True, slots=True)
class Compiled:
    """`fixed` are values the statement brings along; `into` and `out` translate those whose type needs it."""

    sql: str
    fixed: Values
    into: Sequence[tuple[str, Change]]
    out: Sequence[tuple[int, Change]]
    row: Callable[..., Any]

    def bound(self, values: Values) -> Values:
        bound = {**self.fixed, **values}
        for name, change in self.into:
            bound[name] = change(bound[name])
        return bound

    def read(self, found: Sequence[Any]) -> Any:
        read = list(found)
        for place, change in self.out:
            read[place] = change(read[place])
        return self.row(*read)


class Prepared:
    """A statement whose values are all given by name when it runs."""

    def __init__(self, statement: Select[Any] | UpdateBase) -> None:
        self._statement = statement
        self._compiled: Compiled | None = None

    def rows(self, tx: Connection, **values: Any) -> Sequence[Any]:
        if tx.dialect.name != "sqlite":
            return tx.execute(self._statement, values).all()
        compiled = self._for(values)
        return [compiled.read(row) for row in _driver(tx).execute(compiled.sql, compiled.bound(values))]

    def row(self, tx: Connection, **values: Any) -> Any:
        """The only row there can be, or None."""
        found = self.rows(tx, **values)
        return found[0] if found else None

    def count(self, tx: Connection, **values: Any) -> int:
        """How many rows were written."""
        if tx.dialect.name != "sqlite":
            return tx.execute(self._statement, values).rowcount
        compiled = self._for(values)
        written: int = _driver(tx).execute(compiled.sql, compiled.bound(values)).rowcount
        return written

    def each(self, tx: Connection, many: Sequence[Values]) -> None:
        """Once for each set of values."""
        if tx.dialect.name != "sqlite":
            tx.execute(self._statement, many)
            return
        compiled = self._for(many[0])
        _driver(tx).executemany(compiled.sql, map(compiled.bound, many))

    def _for(self, values: Values) -> Compiled:
        if not self._compiled:  # two threads may both do it: the results are equal
            self._compiled = _compile(self._statement, values)
        return self._compiled


def _driver(tx: Connection) -> Any:
    return tx.connection.driver_connection


def _compile(statement: Select[Any] | UpdateBase, values: Values) -> Compiled:
    names = list(values) if isinstance(statement, Insert) else None
    compiled = statement.compile(
        dialect=DIALECT, column_keys=names, compile_kwargs={"render_postcompile": True}
    )
    into = {name: change for name, bind in compiled.binds.items() if (change := _into(bind.type))}
    fixed = {name: value for name, value in compiled.params.items() if name not in values}
    columns = list(getattr(statement, "exported_columns", ()))
    return Compiled(
        sql=str(compiled),
        fixed=fixed,
        into=[(name, change) for name, change in into.items() if name in compiled.params],
        out=[(place, change) for place, column in enumerate(columns) if (change := _out(column.type))],
        row=namedtuple("Row", [column.name for column in columns]),  # noqa: PYI024 -- known at run time only
    )


def _into(kind: TypeEngine[Any]) -> Change | None:
    return cast(Change | None, kind.dialect_impl(DIALECT).bind_processor(DIALECT))


def _out(kind: TypeEngine[Any]) -> Change | None:
    return cast(Change | None, kind.dialect_impl(DIALECT).result_processor(DIALECT, None))
