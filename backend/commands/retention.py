"""How long what is kept stays: counted, or let go of."""

from dataclasses import asdict

import click

from backend.commands.acted import by_cli
from backend.commands.rooms import opened
from backend.commands.saying import as_json, say
from backend.privacy.retention import Finding
from backend.retaining import let_go, look
from backend.wiring import Parts


@click.command("retention")
@click.option("--do/--dry-run", "really", default=False, help="Delete it. Else it is only counted.")
@as_json
def command(*, really: bool, wants_json: bool) -> None:
    """What is past its time, by sort of data and the days the settings give it (0: kept for ever)."""
    with opened() as parts:
        found = _let_go(parts) if really else look(parts)
    verb = "gone" if really else "would go"
    lines = [f"{f.sort.value:14} {f.days or 'for ever':>9}  {f.n:>7} {verb}" for f in found]
    say([asdict(each) for each in found], "\n".join(lines), wants_json=wants_json)


def _let_go(parts: Parts) -> tuple[Finding, ...]:
    with by_cli("retention"):
        return let_go(parts)
