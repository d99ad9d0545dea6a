"""What is published, as a file."""

from pathlib import Path

import click

from backend.city.called import Called
from backend.commands.rooms import opened
from backend.commands.saying import Trouble
from backend.residents.data import asked, walk
from backend.residents.data.facts import Facts
from backend.residents.data.tables import FORMATS


@click.command()
@click.option("--format", "ending", type=click.Choice(list(FORMATS)), default="geojson", show_default=True)
@click.option("--kelurahan", default="", help="Code of one kelurahan.")
@click.option("--category", default="", help="Codes of categories, with commas.")
@click.option("--state", default="", help="open, work, fixed, closed or good, with commas.")
@click.option("--since", default="", help="The first day, like 2026-11-01.")
@click.option("--until", default="", help="The last day.")
@click.option("--bbox", default="", help="West, south, east and north in degrees, with commas.")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-")
def export(ending: str, file: Path, **filters: str) -> None:
    """Write published reports to FILE, or to the standard output."""
    try:
        wanted = asked.wanted(filters)
    except asked.Unfit as cause:
        raise Trouble(f"--{cause.name} {cause.problem}", "see masdarling export --help") from cause
    write, _ = FORMATS[ending]
    with opened() as parts, click.open_file(str(file), "wb") as out:
        facts = Facts(Called(parts.city.register()), parts.settings.base_url)
        for piece in write(walk.pages(parts.public.showcase, wanted), facts):
            out.write(piece)
