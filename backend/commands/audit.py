"""The audit log is looked over and handed out. No command changes it."""

import sys
from dataclasses import asdict

import click

from backend.anchoring import all_lines, anchored, broken
from backend.audit import rows
from backend.audit.rows import COLUMNS, cells
from backend.cells import table
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say


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
        lines = all_lines(parts.audit)
        if shape == "csv":
            sys.stdout.writelines(table(COLUMNS, map(cells, lines)))
        else:
            sys.stdout.writelines(f"{rows.as_json(line)}\n" for line in lines)
