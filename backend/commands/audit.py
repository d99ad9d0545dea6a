"""The audit log is looked over and handed out. No command changes it."""

import csv
import json
import sys
from dataclasses import asdict

import click

from backend.anchoring import all_lines, anchored, broken
from backend.audit.line import Line
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say

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
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would carry out when a cell begins with it."""


@click.group()
def audit() -> None:
    """What the staff did, in lines chained by hash."""


@audit.command()
@as_json
def verify(*, wants_json: bool) -> None:
    """Say where the chain breaks: a line removed, changed or moved, or a cut tail. Status 1 when it does."""
    with opened() as parts:
        found, end, anchor = list(broken(parts)), parts.audit.end(), anchored(parts.bucket)
    facts = {
        "lines": end.seq if end else 0,
        "hash": end.hash if end else "",
        "anchored": anchor.seq if anchor else 0,
        "faults": [asdict(fault) for fault in found],
    }
    words = [f"{facts['lines']} lines, the last with the hash {facts['hash'] or '-'}"]
    words += [f"line {fault.seq}: {fault.what}" for fault in found] or ["the chain holds"]
    say(facts, "\n".join(words), wants_json=wants_json)
    if found:
        raise Trouble(
            f"the chain breaks at line {found[0].seq}", "compare with a copy: `masdarling audit export`"
        )


@audit.command()
@click.option("--format", "shape", type=click.Choice(["csv", "jsonl"]), default="jsonl", show_default=True)
def export(shape: str) -> None:
    """Print every line, the oldest first."""
    with opened() as parts:
        table = csv.writer(sys.stdout)
        if shape == "csv":
            table.writerow(COLUMNS)
        for line in all_lines(parts.audit):
            if shape == "csv":
                table.writerow([harmless(cell) for cell in cells(line)])
            else:
                click.echo(json.dumps(asdict(line), default=str))


def cells(line: Line) -> list[str]:
    """In the order of COLUMNS."""
    who, entry = line.entry.who, line.entry
    detail = json.dumps(dict(entry.detail), ensure_ascii=False)
    done = [entry.action, entry.kind, entry.object, detail, entry.request, entry.device]
    by = [who.id or who.kind, who.name, " ".join(who.roles)]
    return [str(line.seq), line.at.isoformat(), *by, *done, line.hash]


def harmless(cell: str) -> str:
    """Nothing a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
