"""Everything on this machine, with one command."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from backend.commands import apart
from backend.commands.first import settle_in
from backend.commands.rooms import settings
from backend.commands.saying import Trouble
from backend.programs.logs import write_logs
from backend.programs.offspring import call_myself
from backend.programs.supervisor import Program, Supervisor
from backend.secrets_kept import secret_key, vapid_key
from backend.wiring import build

BACKLOG = 2048
"""Connections that wait while the web program is started again."""


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--empty", is_flag=True, help="No demo city: make the first person with `person add`.")
def run(port: int, host: str, *, empty: bool) -> None:
    """Everything on this machine: web, worker and beat."""
    _decide(port)
    chosen = settings()
    write_logs(chosen, "run")
    with _listening(host, port) as link:
        programs = [
            Program("web", _spoken(lambda: apart.run_web(f"fd://{link.fileno()}", by_another=True))),
            Program("worker", _spoken(lambda: apart.run_worker(by_another=True))),
        ]
        if not chosen.embedded:
            programs.append(Program("beat", _spoken(apart.run_beat)))
        first = Program("first", _spoken(lambda: settle_in(host, port, empty=empty)))
        call_myself("run")
        status = Supervisor(programs, first).run()
    sys.exit(status)


def _decide(port: int) -> None:
    """What the settings leave open, put where every program reads its settings."""
    chosen = settings()
    try:
        build(chosen)
        chosen.data.mkdir(parents=True, exist_ok=True)
        if not chosen.secret_key.get_secret_value():
            os.environ["MASDARLING_SECRET_KEY"] = secret_key(chosen.data)
        if not chosen.vapid_private_key.get_secret_value():
            os.environ["MASDARLING_VAPID_PRIVATE_KEY"] = vapid_key(chosen.data)
    except (OSError, ValueError) as error:
        raise Trouble(str(error), "mend the setting it is about") from error
    if "base_url" not in chosen.model_fields_set:
        os.environ["MASDARLING_BASE_URL"] = f"http://localhost:{port}"


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """The parent holds the port, so that nobody is refused while the web program is started again."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        link = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        todo = "stop what listens there, or choose another with --port (and --host)"
        raise Trouble(f"cannot listen on {host}, port {port}: {error.strerror}", todo) from error
    with link:
        yield link


def _spoken(main: Callable[[], None]) -> Callable[[], None]:
    """What click does for a command: trouble in words, and its exit status."""

    def program() -> None:
        try:
            main()
        except click.ClickException as trouble:
            trouble.show()
            sys.exit(trouble.exit_code)

    return program
