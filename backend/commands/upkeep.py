"""Setting up, looking after, bringing back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress

from backend.commands.acted import record
from backend.commands.rooms import joined, opened, settings
from backend.commands.saying import Trouble, as_json, say
from backend.doctor import examine
from backend.residents import redrawing
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
    """Rebuild an empty database from the bucket. People and invitations are not in it."""
    with opened() as parts:
        parts.city.ensure()
        try:
            with _progress("reports") as told:
                outcome = restore(parts, told=told)
            record(parts, "restore", "reports", count=str(outcome.reports))
        except NotEmpty as cause:
            raise Trouble(
                "the database holds reports already; restoring over them could lose some",
                "restore into an empty one: another MASDARLING_DATABASE_URL or MASDARLING_DATA",
            ) from cause
    facts = {"reports": outcome.reports, "unreadable": outcome.unreadable}
    lines = [f"{outcome.reports} reports restored; a worker draws their copies and pages anew"]
    lines += [f"NOT restored: {key}: {why}" for key, why in outcome.unreadable.items()]
    say(facts, "\n".join(lines), wants_json=wants_json)
    if outcome.unreadable:
        raise Trouble(
            f"{len(outcome.unreadable)} documents could not be read",
            "look at each by its key in the bucket; the others are restored",
        )


@click.command("redraw")
@as_json
def redraw_command(*, wants_json: bool) -> None:
    """Draw all that residents read anew, from the reports. Pages stay open meanwhile."""
    with opened() as parts:
        redrawing.everything(parts.outbox, parts.clock)
    say({"asked": True}, "asked for; a worker draws one report after the other", wants_json=wants_json)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error; gives what moves it: how many of how many."""
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)

        def told(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield told


@click.command()
@click.option("--revive", is_flag=True, help="Try the work again that was laid aside.")
@as_json
def doctor(*, revive: bool, wants_json: bool) -> None:
    """What is configured, reachable and wrong, in words. Status 1 when something is wrong."""
    parts = joined(settings())
    if revive:
        click.echo(f"{parts.outbox.revive()} pieces of work are tried again", err=True)
    report = examine(parts)
    say(report.facts(), "\n".join(report.lines()), wants_json=wants_json)
    if not report.well:
        raise SystemExit(1)
