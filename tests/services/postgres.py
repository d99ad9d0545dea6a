"""A real PostgreSQL on this machine: a cluster of its own in a temporary folder, gone after the run."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from tests.services.missing import missing
from tests.services.ports import free_port

DEBIAN = Path("/usr/lib/postgresql")
USER = "masdarling"
ORDINARY = "nobody"  # PostgreSQL refuses to run as root
CONNECTIONS = 300  # several systems at once, each with a pool a process

SETTINGS = """\
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = {connections}
shared_buffers = 32MB
fsync = on
full_page_writes = off  # nobody pulls the plug on a temporary folder
autovacuum_naptime = 10s
"""


@dataclass
class PostgresServer:
    """Running between `start` and `stop`. `restart` and `stop("immediate")` are for tests of faults."""

    folder: Path
    programs: Path
    port: int = field(default_factory=free_port)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, ORDINARY)
        self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS.format(connections=CONNECTIONS))

    def start(self) -> None:
        self._run(
            "pg_ctl", "-w", "-t", "30", "-o", f"-p {self.port}", "-l", str(self.folder / "log"), "start"
        )

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def make_database(self, *, like: str = "template0") -> str:
        """A new database, empty or a copy of the one named; its address."""
        name = f"tests_{uuid4().hex}"
        self._client("createdb", "--template", like, name)
        return self.url(name)

    def drop_database(self, url: str) -> None:
        self._client("dropdb", "--force", url.rpartition("/")[2])

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def _run(self, program: str, *arguments: str) -> None:
        """As the owner of the cluster."""
        subprocess.run(
            [self.programs / program, "-D", self.data, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would never end
            user=pwd.getpwnam(ORDINARY).pw_uid if os.geteuid() == 0 else None,
            cwd=self.folder,
        )

    def _client(self, program: str, *arguments: str) -> None:
        where = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER]
        subprocess.run([self.programs / program, *where, *arguments], check=True)


def programs() -> Path | None:
    """Where the newest PostgreSQL of this machine has its programs; Debian keeps them off the PATH."""
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests of a run."""
    found = programs()
    if not found:
        missing("PostgreSQL (apt-get install postgresql)")
    with running(found) as server:
        yield server


@contextmanager
def running(found: Path) -> Iterator[PostgresServer]:
    """A server in a folder of its own, which must be one that another user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="masdarling-postgres-"))
    server = PostgresServer(folder, found)
    try:
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Address of a database of this test's own."""
    url = postgres_server.make_database()
    yield url
    postgres_server.drop_database(url)
