"""The S3 client: boto3 with the time limits and retries of this project."""

import os
from threading import Lock
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class Client:
    """Call it for the client: made on first use, once in each process, as connections do not survive a fork.

    `endpoint` is the address of a server that is not AWS. `checksums` sends the newer S3 checksums, which
    Ceph RGW 16 and Swift 2.30 refuse. Credentials come from where boto3 always looks: the AWS variables.
    """

    def __init__(self, endpoint: str = "", *, checksums: bool = False) -> None:
        self.endpoint = endpoint
        self._checksums = checksums
        self._made: tuple[int, S3Client] | None = None
        self._making = Lock()

    def __call__(self) -> "S3Client":
        with self._making:
            if self._made is None or self._made[0] != os.getpid():
                self._made = os.getpid(), self._make()
            return self._made[1]

    def _make(self) -> "S3Client":
        import boto3  # noqa: PLC0415 - 0.3 s and 28 MB that a folder bucket does not need
        from botocore.config import Config  # noqa: PLC0415 - the same

        mode: Literal["when_supported", "when_required"] = (
            "when_supported" if self._checksums else "when_required"
        )
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=3,
            read_timeout=10,
            tcp_keepalive=True,
            max_pool_connections=16,
            retries={"mode": "standard", "total_max_attempts": 3},
            request_checksum_calculation=mode,
            response_checksum_validation=mode,
        )
        return boto3.Session().client("s3", endpoint_url=self.endpoint or None, config=config)
