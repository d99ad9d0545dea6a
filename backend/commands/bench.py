"""Measuring."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from backend.bench import archive, browser, intake, photo, restore, start
from backend.bench.figures import Figure, as_json, show
from backend.commands.saying import Trouble

SERVER = ("intake", "photo", "archive")
BY_NAME = ("restore", "phone", "chaos", "review", "hostile", "public")
"""They take long: asked for by name only."""
Measure = Callable[[Path, Callable[[str], None]], Sequence[Figure]]


@click.command()
@click.argument("what", type=click.Choice([*SERVER, *BY_NAME]), nargs=-1)
@click.option("--repetitions", default=5, show_default=True)
@click.option("--reports", default=600, show_default=True, help="Reports in one repetition.")
@click.option("--archived", default=10_000, show_default=True, help="Reports that bench restore reads back.")
@click.option("--cuts", default=2_000, show_default=True, help="Of the network, by bench chaos.")
@click.option(
    "--many", default=1_000_000, show_default=True, help="Reports that bench review, and public, fill in."
)
@click.option("--kills", default=500, show_default=True, help="Of the browser after saving, by bench chaos.")
@click.option("--scratch", type=click.Path(file_okay=False, path_type=Path), help="Folder to work in.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures there as JSON too."
)
@click.option("--json", "wants_json", is_flag=True, help="Print facts as JSON.")
def bench(
    *,
    what: tuple[str, ...],
    repetitions: int,
    reports: int,
    archived: int,
    cuts: int,
    many: int,
    kills: int,
    scratch: Path | None,
    output: Path | None,
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
        "restore": lambda place, told: restore.figures(
            place, archived=archived, repetitions=repetitions, told=told
        ),
        "review": lambda place, told: [
            *photo.figures(place, repetitions=repetitions, told=told),
            *browser.figures("review", f"--repetitions={repetitions}", f"--many={many}"),
        ],
        "public": lambda _place, _told: browser.figures(
            "public", f"--repetitions={repetitions}", f"--many={many}"
        ),
        "hostile": lambda _place, _told: browser.figures("hostile"),
        "phone": lambda _place, _told: browser.figures("phone", f"--repetitions={repetitions}"),
        "chaos": lambda _place, _told: browser.figures("chaos", f"--cuts={cuts}", f"--kills={kills}"),
    }
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="masdarling-bench-", dir=scratch) as place:
        for name in what or SERVER:
            found += measured(measures[name], Path(place))
    if output:
        output.write_text(as_json(found) + "\n")
    if wants_json:
        click.echo(as_json(found))
    else:
        show(found)


def measured(measure: Measure, place: Path) -> Sequence[Figure]:
    """Raises Trouble when this installation cannot measure it."""
    try:
        return measure(place, lambda text: click.echo(f"... {text}", err=True))
    except browser.NotHere as reason:
        raise Trouble("that cannot be measured here", str(reason)) from reason
