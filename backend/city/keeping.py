"""The register in force, in every process: looked for in the bucket, tried, changed, read as it was."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock, Thread
from typing import Any

from tinydb import TinyDB

from backend.city.document import document_of
from backend.city.edition import Edition, built_in
from backend.city.lasting import vanished
from backend.city.places import Places
from backend.city.reading import Unfit, register_of
from backend.city.register import Register
from backend.city.storage import DraftStorage
from backend.city.versions import Stale, Versions
from backend.reports.ports import Clock, NotFound
from media.bucket import Bucket, Unavailable

log = logging.getLogger(__name__)

FIRST_PATIENCE_S, PATIENCE_S = 5.0, 0.5
"""How long a reader waits for a look into the bucket; after that it goes on with what is known."""

Edit = Callable[[TinyDB], object]
"""What somebody does to the tables of the register."""

EARLIER_MAX = 8
"""Earlier registers kept in memory: phones that were away bring reports begun with them."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class InForce:
    """One edition, and what is worked out from it once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.register = register_of(edition)

    @cached_property
    def places(self) -> Places:
        return Places(self.register)

    @cached_property
    def document(self) -> tuple[bytes, str]:
        return document_of(self.register, self.places)


class Keeper:
    """The bucket is looked at no more than every `max_age_s` seconds, by one thread at a time.

    While it is away the register last seen stays in force; when none was ever seen, the built-in one.
    """

    def __init__(
        self, bucket: Bucket, *, clock: Clock = utc_now, max_age_s: float = 10, settle_s: float = 0.5
    ) -> None:
        self._versions = Versions(bucket, settle_s=settle_s)
        self._clock = clock
        self._max_age_s = max_age_s
        self._looked: datetime | None = None
        self._looking = Lock()
        self._seen: InForce | None = None
        self._earlier: dict[int, Register] = {}

    def ensure(self) -> Register:
        """Give an empty bucket the built-in register. Raises Unavailable."""
        self._newest()
        self._look()
        return self.register()

    def register(self) -> Register:
        return self._in_force().register

    def edition(self) -> Edition:
        """The whole register in force, as it is kept."""
        return self._in_force().edition

    def newest(self) -> Edition:
        """The same, looked for in the bucket now: for whoever is about to change it. Raises Unavailable."""
        newest = self._newest()
        if self._seen is None or newest.version != self._seen.edition.version:
            self._seen = InForce(newest)
        return self._seen.edition

    def document(self) -> tuple[bytes, str]:
        """The register as JSON for phones, and its ETag without quotes."""
        return self._in_force().document

    def places(self) -> Places:
        return self._in_force().places

    def shapes(self) -> dict[str, Any]:
        """GeoJSON FeatureCollection of the kelurahan."""
        return self.places().shapes

    def outlines(self) -> dict[str, Any]:
        """Light GeoJSON geometries by code, for small drawings."""
        return self.places().outlines

    def change(self, edit: Edit, *, seen: int | None = None, note: str = "", by: str = "") -> Register:
        """Let `edit` work on the tables and put the outcome in force as the next version.

        `seen` is the version the editor looked at. Raises Stale when another one is in force by now, Unfit
        when the outcome is no register or lacks what was published, Unavailable.
        """
        before = self._newest()
        if seen not in {None, before.version}:
            raise Stale(before.version)
        outcome = self._edited(before, edit, note=note, by=by)
        self._versions.publish(outcome.edition)
        self._seen = outcome
        return outcome.register

    def tried(self, edit: Edit) -> tuple[Edition, InForce]:
        """The newest edition, and what would come of it. Changes nothing. Raises Unfit, Unavailable."""
        before = self._newest()
        return before, self._edited(before, edit)

    def past(self, version: int) -> Edition:
        """An edition that is or was in force. Raises NotFound, Unavailable."""
        now = self.edition()
        found = now if version == now.version else self._versions.past(version)
        if found is None or version > now.version:
            raise NotFound(f"register version {version}")
        return found

    def earlier(self, version: int) -> Register | None:
        """An earlier register that phones may still have; None when it cannot be read now."""
        if version not in self._earlier:
            try:
                found = register_of(self.past(version))
            except (NotFound, Unavailable, ValueError):
                return None
            if len(self._earlier) >= EARLIER_MAX:
                self._earlier.clear()
            self._earlier[version] = found
        return self._earlier[version]

    def _edited(self, before: Edition, edit: Edit, *, note: str = "", by: str = "") -> InForce:
        with TinyDB(before, storage=DraftStorage) as tables:
            edit(tables)
            after = before.next(tables.storage.tables, at=self._clock(), note=note, by=by)
        outcome = InForce(after)
        if lost := list(vanished(before.tables, after.tables)):
            raise Unfit(lost)
        return outcome

    def _in_force(self) -> InForce:
        if self._is_old() and self._looking.acquire(blocking=False):
            look = Thread(target=self._look_and_release, name="city-register", daemon=True)
            look.start()
            look.join(PATIENCE_S if self._looked else FIRST_PATIENCE_S)
        return self._seen or self._built_in

    @cached_property
    def _built_in(self) -> InForce:
        return InForce(built_in())

    def _newest(self) -> Edition:
        if (newest := self._versions.newest()) is None:
            newest = built_in()
            self._versions.begin(newest)
        return newest

    def _is_old(self) -> bool:
        return self._looked is None or abs((self._clock() - self._looked).total_seconds()) > self._max_age_s

    def _look_and_release(self) -> None:
        try:
            self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        known = self._seen.edition if self._seen else None
        try:
            newest = self._versions.newest(known)
            if newest and newest is not known:
                self._seen = InForce(newest)
        except (Unavailable, ValueError) as error:
            log.warning("the city register cannot be read, the last known one stays in force: %s", error)
        self._looked = self._clock()
