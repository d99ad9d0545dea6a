"""From a setting to a bucket."""

from pathlib import Path

from media.bucket import Bucket
from media.folder import FolderBucket
from media.s3 import S3Bucket
from media.s3_client import Client


def open_bucket(address: str, *, endpoint: str = "", checksums: bool = False) -> Bucket:
    """`folder:PATH` or `s3://NAME`; nothing is read or written yet. Raises ValueError."""
    if address.startswith("folder:") and (path := address.removeprefix("folder:")):
        return FolderBucket(Path(path))
    if address.startswith("s3://") and (name := address.removeprefix("s3://").rstrip("/")):
        if "/" in name:
            raise ValueError(f"a bucket has no folders in its name: {address}")
        return S3Bucket(name, Client(endpoint, checksums=checksums))
    raise ValueError(f"not a bucket: {address!r}; say folder:PATH or s3://NAME")
