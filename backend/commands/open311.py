"""Keys of programs that send service requests."""

from dataclasses import asdict

import click

from backend.audit.acting import about
from backend.commands.acted import by_cli
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say
from backend.open311 import clients


@click.group()
def open311() -> None:
    """Programs that may send reports by Open311 GeoReport v2."""


@open311.command("add-key")
@click.argument("name")
@click.option("--per-hour", default=clients.PER_HOUR, show_default=True, help="New reports it may send.")
@as_json
def add_key(name: str, per_hour: int, *, wants_json: bool) -> None:
    """Make a key for the program NAME. It is shown this once; only a hash of it is kept."""
    with opened() as parts, by_cli("add_client"):
        client, key = clients.make(name, per_hour=per_hour, clients=parts.clients, now=parts.clock())
        about("client", client.id, name=name)
    say(
        {"id": client.id, "name": name, "key": key}, f"{key}\nfor {name} ({client.id})", wants_json=wants_json
    )


@open311.command()
@as_json
def keys(*, wants_json: bool) -> None:
    """Whose keys there are; the keys themselves are not kept."""
    with opened() as parts:
        found = parts.clients.all()
    facts = [{name: value for name, value in asdict(one).items() if name != "key_hash"} for one in found]
    lines = [f"{c.id}  {c.name:28} {c.per_hour:>6}/h{'  (ended)' if c.ended_at else ''}" for c in found]
    say(facts, "\n".join(lines) or "no program has a key", wants_json=wants_json)


@open311.command("end-key")
@click.argument("client_id")
@as_json
def end_key(client_id: str, *, wants_json: bool) -> None:
    """The key of the program CLIENT_ID holds no more, from now on."""
    with opened() as parts, by_cli("end_client", "client", client_id):
        try:
            parts.clients.end(client_id, parts.clock())
        except clients.Unknown as cause:
            raise Trouble(
                f"no key that holds has the id {client_id}", "see `masdarling open311 keys`"
            ) from cause
    say({"id": client_id}, "its key holds no more", wants_json=wants_json)
