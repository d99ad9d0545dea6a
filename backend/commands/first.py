"""What `run` does once beside its programs: database, register, demo city. Then it says what is where."""

import http.client
import time

import click

from backend.banner import banner
from backend.commands.rooms import prepared, settings
from backend.commands.saying import Trouble
from backend.demo import demo
from backend.wiring import Parts
from media.bucket import Unavailable

UP_WITHIN_S = 30.0
ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to ask ourselves, whatever we listen on


def settle_in(host: str, port: int, *, empty: bool) -> None:
    """Raises Trouble."""
    with prepared(settings()) as parts:
        lines = _register_kept(parts) + banner(parts, None if empty else demo(parts))
    _wait_for_web(ANY.get(host, host), port)
    click.echo("\n".join(lines))


def _register_kept(parts: Parts) -> list[str]:
    """Without its bucket an installation starts all the same: words are taken, photos wait on the phones."""
    try:
        parts.city.ensure()
    except Unavailable as error:
        return [
            "",
            f"  WARNING    {error}",
            "             Words are taken, photos wait; see `masdarling doctor`.",
        ]
    return []


def _wait_for_web(host: str, port: int) -> None:
    end = time.monotonic() + UP_WITHIN_S
    while not _answers(host, port):
        if time.monotonic() > end:
            raise Trouble("the web program does not answer", "see what it said above")
        time.sleep(0.02)


def _answers(host: str, port: int) -> bool:
    """The port is open from the beginning: asking waits until somebody answers."""
    link = http.client.HTTPConnection(host, port, timeout=UP_WITHIN_S)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
