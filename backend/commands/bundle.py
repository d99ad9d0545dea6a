"""What a phone could not send comes in by file."""

from pathlib import Path

import click

from backend.bundles.importing import hand_in
from backend.bundles.opening import NotABundle
from backend.bundles.outcome import Tally
from backend.commands.acted import record
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say
from backend.reports.report import Actor


@click.command("import-bundle")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def import_bundle(file: Path, *, wants_json: bool) -> None:
    """Hand in the reports and answers of a rescue bundle for its owner. Safe to repeat."""
    with opened() as parts, file.open("rb") as stream:
        try:
            done = hand_in(stream, parts, through=Actor("system", "import-bundle", "import-bundle"))
        except NotABundle as cause:
            raise Trouble(
                f"{file}: {cause}", "ask for the file once more, made on the phone itself"
            ) from cause
        counts = {"new": len(done.new), "known": len(done.known), "refused": done.refusals}
        record(parts, "import_bundle", "bundle", **{what: str(n) for what, n in counts.items()})
    facts = {"person": done.person, **_facts(done), "answers": _facts(done.answers), "strange": done.strange}
    lines = _lines(done, "reports") + (_lines(done.answers, "answers") if done.answers.total else [])
    if done.strange:
        lines.append(f"{done.strange} items are of a kind this version does not know: update it")
    say(facts, "\n".join(lines), wants_json=wants_json)
    if refused := done.refusals + done.answers.refusals:
        raise Trouble(
            f"{refused} reports or answers were refused", "their owner can send them anew from the phone"
        )


def _facts(tally: Tally) -> dict[str, object]:
    return {
        "new": tally.new,
        "known": tally.known,
        "unfinished": tally.unfinished,
        "refused": tally.refused,
        "refused_more": tally.refused_more,
    }


def _lines(tally: Tally, what: str) -> list[str]:
    lines = [f"{len(tally.new)} {what} are new, {len(tally.known)} were here already"]
    if tally.unfinished:
        lines.append(f"{tally.unfinished} {what} are not finished: only their owner can open them")
    lines += [f"REFUSED {name}: {why}" for name, why in tally.refused.items()]
    if tally.refused_more:
        lines.append(f"REFUSED {tally.refused_more} more {what}")
    return lines
