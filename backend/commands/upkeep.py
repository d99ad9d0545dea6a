"""Setting up, looking after, bringing back."""

import json

import click
from click.termui import progressbar

from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say
from backend.doctor import examine
from backend.restoring import NotEmpty, restore


@click.command()
@as_json
def init(*, wants_json: bool) -> None:
    """Make the database and put the built-in register into the bucket. Safe to repeat."""
    with opened() as parts:
        register = parts.city.ensure()
        facts = {"register": register.version, "data": str(parts.settings.data.absolute())}
        say(facts, f"ready; city register version {register.version}", wants_json=wants_json)


@click.command("restore")
@as_json
def restore_command(*, wants_json: bool) -> None:
    """Rebuild an empty database from the bucket."""
    with opened() as parts:
        parts.city.ensure()
        try:
            with progressbar(length=1, label="reports", file=click.get_text_stream("stderr")) as bar:

                def told(done: int, of: int) -> None:
                    bar.length = of
                    bar.update(done - bar.pos)

                outcome = restore(parts, told=told)
        except NotEmpty as cause:
            raise Trouble(
                "the database holds reports already; restoring over them could lose some",
                "restore into an empty one: another MASDARLING_DATABASE_URL or MASDARLING_DATA",
            ) from cause
        facts = {"reports": outcome.reports, "unreadable": outcome.unreadable}
        lines = [f"{outcome.reports} reports restored"]
        lines += [f"NOT restored: {key}: {why}" for key, why in outcome.unreadable.items()]
        say(facts, "\n".join(lines), wants_json=wants_json)
        if outcome.unreadable:
            raise Trouble(
                f"{len(outcome.unreadable)} documents could not be read",
                "look at each by its key in the bucket",
            )


@click.command()
@click.option("--revive", is_flag=True, help="Try the work again that was laid aside.")
@as_json
def doctor(*, revive: bool, wants_json: bool) -> None:
    """What is configured, reachable and wrong, in words. Status 1 when something is wrong."""
    with opened() as parts:
        if revive:
            parts.outbox.revive()
        report = examine(parts)
    if wants_json:
        click.echo(json.dumps(report.facts(), indent=1, default=str, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
    if not report.well:
        raise SystemExit(1)
