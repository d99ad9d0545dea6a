"""A real S3 server on this machine: OpenStack Swift with its s3api, all of it in one process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from getpass import getuser
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import boto3
import pytest

from media.address import open_bucket
from media.bucket import Bucket
from tests.services.missing import missing
from tests.services.ports import free_port

PROGRAM = Path(__file__).with_name("swift_server.py")
BACKENDS = ("account", "container", "object")
FILTERS = ("catch_errors", "gatekeeper", "healthcheck", "listing_formats", "bulk", "copy", "slo", "dlo")

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


@dataclass
class S3Server:
    """Runs between `start` and `stop`."""

    folder: Path
    key: str = "masdarling:tests"
    secret: str = field(default_factory=lambda: uuid4().hex)
    port: int = field(default_factory=free_port)
    program: subprocess.Popen[bytes] | None = None

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
        ports = {**{name: free_port() for name in BACKENDS}, "proxy": self.port}
        for name, port in ports.items():
            self._write_conf(name, port)
        with (self.folder / "swift.log").open("ab") as log:
            self.program = subprocess.Popen(
                [sys.executable, "-P", PROGRAM, self.folder / "etc", *(f"{n}={p}" for n, p in ports.items())],
                env={**os.environ, "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self.program.stdout
        if self.program.stdout.readline() != b"READY\n":
            raise RuntimeError(f"Swift does not start:\n{(self.folder / 'swift.log').read_text()}")

    def stop(self) -> None:
        if self.program:
            self.program.kill()
            self.program.communicate(timeout=10)

    def pause(self) -> None:
        """Accept connections and answer nothing."""
        assert self.program
        self.program.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self.program
        self.program.send_signal(signal.SIGCONT)

    def _configure(self) -> None:
        for folder in (self.folder / "etc", self.folder / "devices/d1"):
            folder.mkdir(parents=True)
        (self.folder / "etc/swift.conf").write_text(SWIFT)

    def _write_conf(self, name: str, port: int) -> None:
        filters = "".join(f"[filter:{name}]\nuse = egg:swift#{name}\n" for name in FILTERS)
        rest = PROXY.format(secret=self.secret) + filters if name == "proxy" else BACKEND.format(name=name)
        common = COMMON.format(port=port, user=getuser(), folder=self.folder)
        (self.folder / f"etc/{name}-server.conf").write_text(common + rest)


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """One server for all tests of a run."""
    if not find_spec("swift"):
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
