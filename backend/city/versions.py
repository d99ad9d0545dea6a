"""The editions of the register in the bucket: each written once, the newest in force.

`keys.REGISTER` holds a copy of the newest edition, as a place to begin. It may lag behind when a writer was
killed between its two puts; so everybody goes on from there to the last edition that exists.
"""

import contextlib
import time

from backend.city.edition import Edition, dump, load
from media import keys
from media.bucket import Bucket, Exists, Missing, Unavailable

JSON = "application/json"


class Stale(Exception):
    """Somebody else changed the register first: read it again, then change it."""

    def __init__(self, version: int) -> None:
        super().__init__(f"The register was changed by somebody else: version {version} is in force.")
        self.version = version


class Versions:
    """`settle_s`: how long a server may take that lets in two conditional puts of the same moment (Swift)."""

    def __init__(self, bucket: Bucket, *, settle_s: float) -> None:
        self._bucket = bucket
        self._settle_s = settle_s

    def newest(self, known: Edition | None = None) -> Edition | None:
        """The edition in force, looking on from a known one; None when there is none. Raises Unavailable."""
        begin = known or self._read(keys.REGISTER)
        newest = begin
        while following := self._read(keys.register_version(newest.version + 1 if newest else 1)):
            newest = following
        if newest and not known and newest is not begin:
            with contextlib.suppress(Unavailable):  # reading must not depend on it
                self._point_to(newest)
        return newest

    def past(self, version: int) -> Edition | None:
        """The edition of that version, None when there is none (yet). Raises Unavailable."""
        return self._read(keys.register_version(version))

    def begin(self, edition: Edition) -> None:
        """Put the first edition in force, the same for whoever does so. Raises Unavailable."""
        with contextlib.suppress(Exists):
            self._bucket.put_new(keys.register_version(edition.version), dump(edition), content_type=JSON)
        self._point_to(edition)

    def publish(self, edition: Edition) -> None:
        """Put the edition in force, if it follows the one that is. Raises Stale, Unavailable."""
        key, data = keys.register_version(edition.version), dump(edition)
        try:
            self._bucket.put_new(key, data, content_type=JSON)
        except Exists:
            raise Stale(edition.version) from None
        time.sleep(self._settle_s)
        if self._bucket.get(key) != data:
            raise Stale(edition.version)
        self._point_to(edition)

    def _point_to(self, edition: Edition) -> None:
        self._bucket.put(keys.REGISTER, dump(edition), content_type=JSON)

    def _read(self, key: str) -> Edition | None:
        try:
            return load(self._bucket.get(key))
        except Missing:
            return None
