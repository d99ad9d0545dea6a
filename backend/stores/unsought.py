"""A column by which no index is looked for."""

from typing import Any

from sqlalchemy import Column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class unsought(FunctionElement[Any]):  # noqa: N801 -- read as a function
    """The column itself.

    SQLite, which guesses badly what reads least, is left one index (sqlite.org/optoverview.html).
    PostgreSQL knows how many rows there are of each kind, and chooses.
    """

    inherit_cache = True

    def __init__(self, column: Column[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unsought)
def _plain(element: unsought, compiler: SQLCompiler, **words: Any) -> str:
    return compiler.process(element.clauses, **words)


@compiles(unsought, "sqlite")
def _in_sqlite(element: unsought, compiler: SQLCompiler, **words: Any) -> str:
    return f"+{compiler.process(element.clauses, **words)}"
