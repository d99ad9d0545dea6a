"""A real S3 server on this machine: OpenStack Swift with its s3api, four programs in one process group."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from getpass import getuser
from pathlib import Path
from uuid import uuid4

import boto3
import pytest

from media.address import open_bucket
from media.bucket import Bucket
from tests.services.missing import missing
from tests.services.ports import free_port

PROGRAMS = Path(sys.executable).parent
BACKENDS = ("account", "container", "object")
READY_S = 30
RINGS = Path(__file__).with_name("swift_rings.py")  # run with -P: here "swift" is a test module

COMMON = """\
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}/etc
devices = {folder}/devices
mount_check = false
fallocate_reserve = 0
log_level = WARNING
log_address = {folder}/nobody-listens
"""

BACKEND = """\
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
replication_server = true
"""

PROXY = """\
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck listing_formats bulk s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_masdarling_tests = {secret} .admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
s3_acl = false
"""

SWIFT = """\
[swift-hash]
swift_hash_path_suffix = tests
swift_hash_path_prefix = tests
[storage-policy:0]
name = only
default = yes
"""


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@dataclass
class S3Server:
    """Running between `start` and `stop`; `pause` makes it accept connections and answer nothing."""

    folder: Path
    key: str = "masdarling:tests"
    secret: str = field(default_factory=lambda: uuid4().hex)
    port: int = field(default_factory=free_port)
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)
    backends: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in BACKENDS})

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables boto3 reads by itself."""
        return {
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def make_bucket(self) -> str:
        """A new, empty bucket; its name."""
        name = f"tests-{uuid4()}"
        session = boto3.Session(self.key, self.secret, region_name="us-east-1")
        session.client("s3", endpoint_url=self.endpoint).create_bucket(Bucket=name)
        return name

    def start(self) -> None:
        self._configure()
        for name in (*BACKENDS, "proxy"):
            with (self.folder / f"{name}.log").open("ab") as log:
                self._launch(name, log.fileno())
        end = time.monotonic() + READY_S
        while not all(map(listens, (self.port, *self.backends.values()))):
            if time.monotonic() > end or any(p.poll() is not None for p in self.programs):
                raise RuntimeError(f"Swift does not start:\n{self.logs()}")
            time.sleep(0.05)

    def stop(self) -> None:
        self._signal(signal.SIGKILL)
        for program in self.programs:
            program.wait(10)
        self.programs.clear()

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def logs(self) -> str:
        return "\n".join(f"--- {p.name}\n{p.read_text()[-2000:]}" for p in self.folder.glob("*.log"))

    def _launch(self, name: str, log: int) -> None:
        """The first program leads the process group of all four."""
        self.programs.append(
            subprocess.Popen(
                [PROGRAMS / f"swift-{name}-server", self.folder / f"etc/{name}-server.conf"],
                env={**os.environ, "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=self.programs[0].pid if self.programs else 0,
            )
        )

    def _signal(self, number: signal.Signals) -> None:
        for program in self.programs:
            with contextlib.suppress(ProcessLookupError):
                program.send_signal(number)

    def _configure(self) -> None:
        etc = self.folder / "etc"
        for folder in (etc, self.folder / "devices/d1"):
            folder.mkdir(parents=True)
        (etc / "swift.conf").write_text(SWIFT)
        for name, port in self.backends.items():
            self._write_conf(name, port, BACKEND.format(name=name))
        subprocess.run(
            [sys.executable, "-P", RINGS, etc, *(f"{n}={p}" for n, p in self.backends.items())], check=True
        )
        filters = [
            "catch_errors",
            "gatekeeper",
            "healthcheck",
            "listing_formats",
            "bulk",
            "copy",
            "slo",
            "dlo",
        ]
        simple = "".join(f"[filter:{name}]\nuse = egg:swift#{name}\n" for name in filters)
        self._write_conf("proxy", self.port, PROXY.format(secret=self.secret) + simple)

    def _write_conf(self, name: str, port: int, rest: str) -> None:
        common = COMMON.format(port=port, user=getuser(), folder=self.folder)
        (self.folder / f"etc/{name}-server.conf").write_text(common + rest)


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """One server for all tests of a run."""
    if not (PROGRAMS / "swift-proxy-server").exists():
        missing("OpenStack Swift (pip install swift)")
    server = S3Server(tmp_path_factory.mktemp("swift"))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def s3_settings(s3_server: S3Server) -> dict[str, str]:
    """Environment of a program that keeps its bytes in a bucket of its own on the server."""
    return {
        **s3_server.environment,
        "MASDARLING_BUCKET": f"s3://{s3_server.make_bucket()}",
        "MASDARLING_S3_ENDPOINT": s3_server.endpoint,
    }


@pytest.fixture
def s3_bucket(s3_settings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """The same, in this process."""
    for name, value in s3_settings.items():
        monkeypatch.setenv(name, value)
    return open_bucket(s3_settings["MASDARLING_BUCKET"], endpoint=s3_settings["MASDARLING_S3_ENDPOINT"])
