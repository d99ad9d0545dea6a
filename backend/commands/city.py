"""The register of the city."""

import json
import math
from pathlib import Path

import click

from backend.city.boundaries import inspect, put_in_force
from backend.city.edition import dump
from backend.city.features import Unreadable
from backend.city.projection import OtherCoordinates
from backend.city.versions import Stale
from backend.commands.acted import record
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say
from backend.reports.reckoning import reckon


@click.group()
def city() -> None:
    """The register of the city: kelurahan, categories, agencies, borders."""


@city.command("import-boundaries")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check and report.")
@click.option("--fix-swap", is_flag=True, help="Put exchanged labels right.")
@as_json
def import_boundaries(file: Path, *, dry_run: bool, fix_swap: bool, wants_json: bool) -> None:
    """Put official polygons in force (GeoJSON, Shapefile, or a ZIP of one)."""
    with opened() as parts:
        register = parts.city.ensure()
        try:
            findings = inspect(file, register, fix_swap=fix_swap)
        except (Unreadable, OtherCoordinates, OSError) as cause:
            raise Trouble(str(cause), "give a GeoJSON or Shapefile of polygons in WGS84 degrees") from cause
        version = register.version
        if findings.boundaries and not dry_run:
            try:
                version = put_in_force(parts.city, findings.boundaries).version
                record(parts, "import_boundaries", "register", str(version))
            except Stale as cause:
                raise Trouble("somebody changed the register meanwhile", "run the import again") from cause
        done = (
            f"in force as version {version} of the register" if findings.boundaries else "nothing was changed"
        )
        if dry_run:
            done = "checked only, nothing was changed"
        facts = {
            "errors": findings.errors,
            "warnings": findings.warnings,
            "notes": findings.notes,
            "agreement": findings.agreement,
            "register": version,
        }
        say(facts, "\n".join([*findings.lines, done]), wants_json=wants_json)
        if findings.errors:
            raise Trouble(
                f"{len(findings.errors)} errors forbid the import", "mend the file and import it again"
            )


@city.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=False)
def export(file: Path | None) -> None:
    """Print the register in force as JSON, or write it to FILE."""
    with opened() as parts:
        parts.city.ensure()
        data = json.dumps(json.loads(dump(parts.city.edition())), indent=1, ensure_ascii=False)
    if file:
        file.write_text(data + "\n")
    else:
        click.echo(data)


@city.command()
@as_json
def check(*, wants_json: bool) -> None:
    """Look for what does not fit together in the register."""
    with opened() as parts:
        register = parts.city.ensure()
        known = set(register.opd)
        faults = [
            f"{category.code}: lead OPD {category.lead_opd} is not in the register"
            for category in register.categories.values()
            if category.lead_opd not in known
        ]
        facts = {
            "version": register.version,
            "kelurahan": len(register.kelurahan),
            "categories": len(register.categories),
            "official_boundaries": bool(register.boundaries and register.boundaries.official),
            "faults": faults,
        }
        borders = "official" if facts["official_boundaries"] else "approximate: import the official ones"
        words = [
            f"version {register.version}",
            f"{len(register.kelurahan)} kelurahan, {len(register.categories)} categories",
            f"borders: {borders}",
            *faults,
        ]
        say(facts, "\n".join(words), wants_json=wants_json)
        if faults:
            raise Trouble(f"{len(faults)} faults", "mend them in the register")


@city.command("reckon")
@as_json
def reckon_due_dates(*, wants_json: bool) -> None:
    """Bring the order of the queue up to the calendar in force; workers do so within minutes anyway."""
    with opened() as parts:
        parts.city.ensure()
        mark = parts.city.calendar()
        done = reckon(mark, reports=parts.reports, until_s=math.inf, clock=parts.clock)
    facts = {"looked": done.looked, "mended": done.mended}
    words = f"{done.looked} due dates looked at, {done.mended} were other ones"
    say(facts, words, wants_json=wants_json)
