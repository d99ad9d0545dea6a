"""The whole system twice: on `bin/run`'s own parts, and as a city runs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest

from tests.ledger import Checker, folder_objects, s3_objects
from tests.processes import kill_below
from tests.services.postgres import PostgresServer
from tests.services.redis import RedisServer
from tests.services.swift import S3Server
from tests.system import System, running


@dataclass
class Installation:
    """A running system, how to check it from outside, and how to kill its web server."""

    system: System
    checker: Checker
    apart: bool

    def kill_web(self) -> None:
        """SIGKILL; it is up again when this returns."""
        if self.apart:
            self.system.kill("web")
            self.system.start("web", "--port", str(self.system.port))
        else:
            assert kill_below(self.system.programs["run"].pid, named="web")
        self.system.wait_until_up()


@contextmanager
def on_this_machine(data: Path) -> Iterator[Installation]:
    """One command, SQLite, a folder for a bucket, no broker."""
    system = System(data)
    checker = Checker(f"sqlite:///{data / 'masdarling.sqlite3'}", folder_objects(data / "bucket"))
    with running(system):
        system.run("--empty")
        yield Installation(system, checker, apart=False)


@contextmanager
def in_a_city(
    data: Path, postgres: PostgresServer, redis: RedisServer, s3: S3Server
) -> Iterator[Installation]:
    """Web, worker and beat apart, joined by PostgreSQL, Redis and an S3 server."""
    url, name = postgres.make_database(), s3.make_bucket()
    settings = {
        "MASDARLING_DATABASE_URL": url,
        **redis.settings,
        "MASDARLING_BUCKET": f"s3://{name}",
        "MASDARLING_S3_ENDPOINT": s3.endpoint,
        **s3.environment,
    }
    session = boto3.Session(s3.key, s3.secret, region_name="us-east-1")
    checker = Checker(url, s3_objects(session.client("s3", endpoint_url=s3.endpoint), name))
    system = System(data, settings)
    with running(system):
        system.command("init")
        for program in ("worker", "beat"):
            system.start(program)
        system.start("web", "--port", str(system.port))
        system.wait_until_up()
        yield Installation(system, checker, apart=True)
    postgres.drop_database(url)


@pytest.fixture(params=["this machine", pytest.param("a city", marks=pytest.mark.service)])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "this machine":
        with on_this_machine(tmp_path) as here:
            yield here
        return
    servers = [request.getfixturevalue(name) for name in ("postgres_server", "redis_server", "s3_server")]
    with in_a_city(tmp_path, *servers) as city:
        yield city
