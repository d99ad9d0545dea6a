"""What a phone could not send comes in by file."""

from pathlib import Path

import click

from backend.bundles.importing import hand_in
from backend.bundles.opening import NotABundle
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say
from backend.reports.report import Actor


@click.command("import-bundle")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def import_bundle(file: Path, *, wants_json: bool) -> None:
    """Hand in the reports of a rescue bundle for its owner. Safe to repeat."""
    with opened() as parts, file.open("rb") as stream:
        try:
            done = hand_in(stream, parts, through=Actor("system", "import-bundle", "import-bundle"))
        except NotABundle as cause:
            raise Trouble(
                f"{file}: {cause}", "ask for the file once more, made on the phone itself"
            ) from cause
    facts = {
        "person": done.person,
        "new": done.new,
        "known": done.known,
        "unfinished": done.unfinished,
        "refused": done.refused,
        "refused_more": done.refused_more,
    }
    lines = [f"{len(done.new)} reports are new, {len(done.known)} were here already"]
    lines += [f"{done.unfinished} are not finished: only their owner can open them"] * bool(done.unfinished)
    lines += [f"REFUSED {report}: {why}" for report, why in done.refused.items()]
    lines += [f"REFUSED {done.refused_more} more"] * bool(done.refused_more)
    say(facts, "\n".join(lines), wants_json=wants_json)
    if done.refused:
        raise Trouble(
            f"{len(done.refused) + done.refused_more} reports were refused",
            "their owner can send them anew from the phone",
        )
