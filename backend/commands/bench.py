"""Measuring."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from backend.bench import archive, intake, photo, start
from backend.bench.figures import Figure, as_json, show

Measure = Callable[[Path, Callable[[str], None]], Sequence[Figure]]


@click.command()
@click.argument("what", type=click.Choice(["intake", "photo", "archive"]), nargs=-1)
@click.option("--repetitions", default=5, show_default=True)
@click.option("--reports", default=600, show_default=True, help="Reports in one repetition.")
@click.option("--scratch", type=click.Path(file_okay=False, path_type=Path), help="Folder to work in.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures there as JSON too."
)
@click.option("--json", "wants_json", is_flag=True, help="Print facts as JSON.")
def bench(
    what: tuple[str, ...],
    repetitions: int,
    reports: int,
    scratch: Path | None,
    output: Path | None,
    *,
    wants_json: bool,
) -> None:
    """Measure what the system costs, beside floors measured in the same run."""
    measures: dict[str, Measure] = {
        "intake": lambda place, told: [
            *intake.figures(place, reports=reports, repetitions=repetitions, told=told),
            *start.figures(place, repetitions=repetitions, told=told),
        ],
        "photo": lambda place, told: photo.figures(place, repetitions=repetitions, told=told),
        "archive": lambda place, told: archive.figures(
            place, reports=max(1, reports // 3), repetitions=repetitions, told=told
        ),
    }
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="masdarling-bench-", dir=scratch) as place:
        for name in what or tuple(measures):
            found += measures[name](Path(place), lambda text: click.echo(f"... {text}", err=True))
    if output:
        output.write_text(as_json(found) + "\n")
    if wants_json:
        click.echo(as_json(found))
    else:
        show(found)
