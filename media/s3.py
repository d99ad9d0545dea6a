"""A bucket on an S3 server. Every object carries its SHA-256 and is checked against it on its way back."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from media.bucket import Exists, Missing, Stat, Unavailable, checked, checked_prefix, try_out
from media.s3_client import Client
from media.s3_errors import code, status, translated

AT_ONCE = 1000  # keys in one DeleteObjects
MD5 = re.compile(r"[0-9a-f]{32}")
NOT_THE_SERVER = "something that is not the S3 server answers in its place: check the network"
PLAIN = "application/octet-stream"


class S3Bucket:
    """The etag is the MD5 of the bytes, but where the server encrypts with keys of its own."""

    def __init__(self, name: str, client: Client) -> None:
        self._name = name
        self._client = client

    def put(self, key: str, data: bytes, *, content_type: str = PLAIN) -> Stat:
        with translated(self._name, checked(key)):
            return self._put(key, data, content_type)

    def put_new(self, key: str, data: bytes, *, content_type: str = PLAIN) -> Stat:
        with translated(self._name, checked(key)):
            try:
                return self._put(key, data, content_type, only_new=True)
            except ClientError as error:
                return self._judge(error, key, data)

    def get(self, key: str) -> bytes:
        with translated(self._name, checked(key)):
            answer = self._client().get_object(Bucket=self._name, Key=key)
            data = answer["Body"].read()
        if not _is_whole(data, _etag(answer), answer["Metadata"].get("sha256")):
            raise Unavailable(f"{key} came back damaged from the bucket {self._name}")
        return data

    def stat(self, key: str) -> Stat:
        with translated(self._name, checked(key)):
            try:
                answer = self._client().head_object(Bucket=self._name, Key=key)
            except ClientError as error:
                if code(error) == "404":  # of the key or of the bucket? A HEAD does not say
                    self._client().list_objects_v2(Bucket=self._name, MaxKeys=1)
                raise
        return Stat(answer["ContentLength"], _etag(answer))

    def delete(self, *keys: str) -> None:
        for begin in range(0, len(keys), AT_ONCE):
            some = [checked(key) for key in keys[begin : begin + AT_ONCE]]
            with translated(self._name, some[0]):
                for key in self._not_deleted(some):
                    self._client().delete_object(Bucket=self._name, Key=key)

    def let_go(self, *keys: str) -> None:
        self.delete(*keys)

    def list(self, prefix: str) -> Iterator[str]:
        with translated(self._name, checked_prefix(prefix)):
            pages = self._client().get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._name, Prefix=prefix):
                if page.get("Name") != self._name:
                    raise Unavailable(NOT_THE_SERVER)
                yield from (kept["Key"] for kept in page.get("Contents", ()))

    def check(self) -> None:
        try_out(self)

    def _put(self, key: str, data: bytes, content_type: str, *, only_new: bool = False) -> Stat:
        md5 = hashlib.md5(data, usedforsecurity=False)
        condition = {"IfNoneMatch": "*"} if only_new else {}
        answer = self._client().put_object(
            Bucket=self._name,
            Key=key,
            Body=data,
            ContentType=content_type,
            ContentMD5=b64encode(md5.digest()).decode(),
            Metadata={"sha256": hashlib.sha256(data).hexdigest()},
            **condition,  # type: ignore[arg-type] # a literal type per name
        )
        etag = _etag(answer)
        encrypted = answer.get("ServerSideEncryption", "").startswith("aws:kms")
        if etag != md5.hexdigest() and not encrypted:
            raise Unavailable(f"{key} did not arrive whole in the bucket {self._name}")
        return Stat(len(data), etag)

    def _judge(self, error: ClientError, key: str, data: bytes) -> Stat:
        """A conditional put was refused: because of an earlier try of our own, whose answer was lost?"""
        if status(error) not in {409, 412}:
            raise error
        try:
            kept = self.stat(key)
        except Missing:
            raise Unavailable(f"{key} is being written or deleted by somebody else") from error
        if error.response["ResponseMetadata"].get("RetryAttempts", 0) and self.get(key) == data:
            return kept
        raise Exists(key) from error

    def _not_deleted(self, keys: Sequence[str]) -> Sequence[str]:
        """Delete them in one request; those it could not are left for one request each.

        Servers differ in the checksum they demand here, see https://github.com/boto/botocore/issues/2308.
        """
        if len(keys) == 1:
            return keys
        try:
            answer = self._client().delete_objects(
                Bucket=self._name, Delete={"Objects": [{"Key": key} for key in keys], "Quiet": True}
            )
        except ClientError:
            return keys
        return [failed["Key"] for failed in answer.get("Errors", ())]


def _etag(answer: Mapping[str, Any]) -> str:
    """Every answer of an S3 server has one; a captive portal's has not."""
    if not (etag := str(answer.get("ETag", "")).strip('"')):
        raise Unavailable(NOT_THE_SERVER)
    return etag


def _is_whole(data: bytes, etag: str, sha256: str | None) -> bool:
    """By our own checksum; of an object that another program put here, by the etag where that is an MD5."""
    if sha256:
        return sha256 == hashlib.sha256(data).hexdigest()
    return not MD5.fullmatch(etag) or etag == hashlib.md5(data, usedforsecurity=False).hexdigest()
