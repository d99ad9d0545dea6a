"""A real nginx in front of a server, set up with the lines our own documents give."""

import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import which

import pytest

from tests.services.missing import missing
from tests.services.ports import free_port
from tests.source import ROOT
from tests.system import eventually

LINES = re.compile(r"```nginx\n(.*?)```", re.DOTALL)
AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log stderr warn;
events {{}}
http {{
access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{lines}
}}
"""
Front = Callable[[int], int]
"""The port of a server -> the port nginx answers on, with that server behind it."""


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    if which("nginx") is None:
        missing("nginx (apt-get install nginx-light)")
    with ExitStack() as stack:
        yield lambda server: stack.enter_context(_running(tmp_path_factory.mktemp("nginx"), server))


@contextmanager
def _running(folder: Path, server: int) -> Iterator[int]:
    port, settings = free_port(), folder / "nginx.conf"
    [lines] = LINES.findall((ROOT / "docs" / "deploy.md").read_text())
    for documented, ours in (
        ("/var/cache/nginx", str(folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{server}"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
    ):
        assert documented in lines
        lines = lines.replace(documented, ours)
    settings.write_text(AROUND.format(folder=folder, lines=lines))
    with subprocess.Popen(["nginx", "-c", settings, "-p", folder]) as program:
        try:
            eventually(lambda: _answers(port))
            yield port
        finally:
            program.terminate()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
