"""One act of somebody who works here, and the line that keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Who:
    """`roles` are those held at that moment, as `role:scope`. `kind`: person, cli, system or nobody."""

    kind: str
    id: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()


NOBODY = Who("nobody")
"""A browser in which nobody is signed in."""
SYSTEM = Who("system")
"""A task that nobody asked for at that moment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of an act before it is kept.

    `kind` and `object` name what it was done to, e.g. "report" and its id. `detail` holds short facts: never
    what people wrote, never a secret, never who sent a confidential report.
    """

    who: Who
    action: str
    kind: str = ""
    object: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    request: str = ""
    """The Request-Id of the answer it was done by."""
    device: str = ""
    """What the browser calls itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """`seq` counts from 1 without a gap; `prev` is the hash of the line before, `hash` seals this one."""

    seq: int
    at: datetime
    entry: Entry
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stood at the end of the chain at some moment, kept elsewhere: it gives away a cut tail."""

    seq: int
    hash: str
    at: datetime | None = field(default=None, compare=False)
    """When the lines up to it were found to hold and it was kept; None of what is only read from the log."""
