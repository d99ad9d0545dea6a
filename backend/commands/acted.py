"""Commands that change something leave a line of the audit log, too."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from backend.audit.acting import Act, acting
from backend.audit.line import Entry, Who
from backend.wiring import Parts


def operator() -> Who:
    """Whoever has the shell, by the name the machine knows them by."""
    try:
        return Who("cli", name=getpass.getuser())
    except (KeyError, OSError):  # a container whose user has no name
        return Who("cli")


def record(parts: Parts, action: str, kind: str, what: str = "", **detail: str) -> None:
    """What was changed outside the database, or in many transactions: one line, when it is done."""
    parts.audit.record(Entry(operator(), action, kind, what, detail))


@contextmanager
def by_cli(action: str, kind: str = "", what: str = "", **detail: str) -> Iterator[Act]:
    """What is changed in the database in this block is the operator's act."""
    with acting(Entry(operator(), action, kind, what, detail)) as act:
        yield act
