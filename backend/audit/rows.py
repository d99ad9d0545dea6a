"""A line of the log as a row of a table, and as a line of JSON."""

import json
from dataclasses import asdict

from backend.audit.line import Line

COLUMNS = (
    "seq",
    "at",
    "who",
    "name",
    "roles",
    "action",
    "kind",
    "object",
    "detail",
    "request",
    "device",
    "hash",
)


def cells(line: Line) -> list[str]:
    """In the order of COLUMNS."""
    who, entry = line.entry.who, line.entry
    detail = json.dumps(dict(entry.detail), ensure_ascii=False)
    done = [entry.action, entry.kind, entry.object, detail, entry.request, entry.device]
    by = [who.id or who.kind, who.name, " ".join(who.roles)]
    return [str(line.seq), line.at.isoformat(), *by, *done, line.hash]


def as_json(line: Line) -> str:
    """Everything the hash is made of."""
    return json.dumps(asdict(line), default=str)
