"""Reports are removed and sent again while workers are at work, and killed: what is kept keeps its bytes.

Hypothesis walks. After each step every report that is kept has what its row promises; some days after the
last one nothing lies in the bucket of one that is not, nor where one that was sent again was before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from backend.reports.moves import MoveRefused
from backend.reports.ports import NotFound, Stale, Unavailable, WrongOffset
from backend.reports.remains import AGAIN_AFTER
from backend.reports.report import Report
from sync.envelope import Unreadable
from tests.rules.town import (
    GUNUNG_TELIHAN,
    INSIDE,
    KANAAN,
    Parcel,
    Town,
    a_parcel,
    a_picture,
    a_town,
    places,
)

A_MONTH_ENDS = datetime(2026, 11, 30, 23, 58, tzinfo=UTC)
PARCELS = tuple(a_parcel(a_picture(seed=2 * n), a_picture(seed=2 * n + 1)) for n in range(2))
CALLS = ("seal", "keep_copy", "write_archive", "show", "hide", "forget", "forget_elsewhere", "drop_chunks")
REFUSED = (NotFound, Stale, Unavailable, WrongOffset, MoveRefused, Unreadable)
WALK = settings(
    max_examples=25,
    stateful_step_count=40,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
parcels = st.sampled_from(PARCELS)


class Killed(BaseException):
    """The process ends here."""


class Lives(RuleBasedStateMachine):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.town = a_town(folder)
        self.town.time.now = A_MONTH_ENDS
        self.acts: dict[str, Callable[[Parcel], object]] = {
            "sends": self.sends_all,
            "discards": self.town.discards,
            "removes": self.town.removes,
            "verifies": partial(self.verifies, self.town),
        }

    @rule(parcel=parcels, kelurahan=st.sampled_from([GUNUNG_TELIHAN, KANAAN]))
    def a_report_is_sent(self, parcel: Parcel, kelurahan: str) -> None:
        """Borders move: it need not lie where it lay before."""
        self.town.map.found = replace(INSIDE, kelurahan=kelurahan)
        self.sends_all(parcel)

    @rule(parcel=parcels, n=st.integers(0, 1))
    def a_photo_arrives(self, parcel: Parcel, n: int) -> None:
        with suppress(*REFUSED):
            self.town.receives(parcel)
            self.town.takes(parcel, parcel.pictures[n])

    def sends_all(self, parcel: Parcel) -> None:
        with suppress(*REFUSED):
            self.town.receives(parcel)
            for picture in parcel.pictures:
                self.town.takes(parcel, picture)

    @rule(act=st.sampled_from(["discards", "removes", "verifies"]), parcel=parcels)
    def somebody_decides(self, act: str, parcel: Parcel) -> None:
        with suppress(*REFUSED):
            self.acts[act](parcel)

    @staticmethod
    def verifies(town: Town, parcel: Parcel) -> None:
        ready = [p.sha256 for p in town.reports.get(parcel.id).photos if p.derived_at]
        town.decides(parcel, "verify", publish=ready)

    @rule()
    def all_is_done(self) -> None:
        self.town.works()

    @rule(
        act=st.sampled_from(["sends", "discards", "removes", "verifies"]),
        parcel=parcels,
        call=st.sampled_from(CALLS),
        after=st.booleans(),
        killed=st.booleans(),
    )
    def a_worker_works(self, act: str, parcel: Parcel, call: str, after: bool, killed: bool) -> None:
        """Somebody acts while it is at it; then it is perhaps killed."""

        def meanwhile() -> None:
            with suppress(*REFUSED):
                self.acts[act](parcel)
            if killed:
                raise Killed

        for lease in self.town.leases()[:3]:
            with self.hooked(call, meanwhile, after=after), suppress(Killed):
                self.town.does(lease)

    @contextmanager
    def hooked(self, call: str, act: Callable[[], None], *, after: bool) -> Iterator[None]:
        hooks = self.town.chest.after if after else self.town.chest.before
        hooks[call] = act
        try:
            yield
        finally:
            hooks.pop(call, None)

    @rule(seconds=st.sampled_from([30, 30, 1200, AGAIN_AFTER.total_seconds()]))
    def time_passes(self, seconds: float) -> None:
        self.town.time.passes(seconds=seconds)

    @invariant()
    def what_is_kept_keeps_its_bytes(self) -> None:
        for report in self.kept():
            for photo, picture in zip(report.photos, self.parcel(report).pictures, strict=True):
                if photo.stored_at:
                    assert self.town.chest.original(report, photo) == picture
                if photo.derived_at:
                    assert self.town.chest.copy(report.id, photo.sha256, 320)
            if report.stored_at:
                assert self.town.archived(self.parcel(report)).number == report.number

    def kept(self) -> Iterator[Report]:
        for parcel in PARCELS:
            with suppress(NotFound):
                yield self.town.reports.get(parcel.id)

    @staticmethod
    def parcel(report: Report) -> Parcel:
        return next(parcel for parcel in PARCELS if parcel.id == report.id)

    def teardown(self) -> None:
        for _ in range(3):
            self.town.time.passes(seconds=AGAIN_AFTER.total_seconds())
            self.town.works()
        self.what_is_kept_keeps_its_bytes()
        kept = {report.id: places(report) for report in self.kept()}
        keys = self.town.keys()
        assert [key for key in keys if not any(one in key for one in kept)] == []
        assert self.town.lasting() <= set().union(*kept.values())
        self.town.database.close()


def test_what_is_kept_keeps_its_bytes_and_of_what_is_removed_none_remain(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def new() -> Lives:
        return Lives(tmp_path_factory.mktemp("town"))

    run_state_machine_as_test(new, settings=WALK)  # type: ignore[arg-type]  # whatever makes one
