"""How long what is kept stays. Counted first; deleted only where somebody switched it on."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from backend.privacy.forgotten import forgotten
from backend.privacy.ports import Traces
from backend.reports import remains
from backend.reports.ports import Kind, NotFound, Regrouped, Reports, Stale, Work


class Sort(StrEnum):
    """A sort of data with a rule of its own. What each means for people lies in the translation files."""

    REJECTED = "rejected"
    """Rejected reports with all that hangs on them, since they were rejected."""
    SETTLED = "settled"
    """Of settled reports: who sent them, sealed originals, photos residents never saw."""
    DEVICES = "devices"
    """Phones, since they were last seen."""
    SESSIONS = "sessions"
    INVITATIONS = "invitations"
    """Since they ended."""
    SUBSCRIPTIONS = "subscriptions"
    """Where phones are told, since they were last told anything."""
    REQUESTS = "requests"
    """Requests to delete, since they were done or taken back."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`days` 0: kept for ever. `n` are past their time, or were and are gone."""

    sort: Sort
    days: int
    n: int


class Expired(Protocol):
    """What is past its time. Each method is one transaction."""

    def count(self, sort: Sort, before: datetime) -> int: ...

    def found(self, sort: Sort, before: datetime, limit: int = 100) -> tuple[str, ...]: ...

    def is_past(self, sort: Sort, before: datetime, one: str) -> bool:
        """Asked again of one of those found: a list grows old while it is worked off."""

    def drop(self, sort: Sort, ids: Sequence[str]) -> None:
        """Of every sort but reports: those are let go of one by one."""


def look(days: Mapping[Sort, int], *, expired: Expired, now: datetime) -> tuple[Finding, ...]:
    """What would go now. Changes nothing."""
    return tuple(
        Finding(sort, kept, expired.count(sort, now - timedelta(days=kept)) if kept else 0)
        for sort, kept in days.items()
    )


def let_go(
    days: Mapping[Sort, int],
    *,
    expired: Expired,
    traces: Traces,
    reports: Reports,
    now: datetime,
) -> tuple[Finding, ...]:
    """Delete what is past its time; how many of each. May run twice, and be ended at any point."""
    broom = _Broom(expired, traces, reports, now)
    return tuple(
        Finding(sort, kept, broom.sweeps(sort, now - timedelta(days=kept)) if kept else 0)
        for sort, kept in days.items()
    )


@dataclass(frozen=True, slots=True)
class _Broom:
    expired: Expired
    traces: Traces
    reports: Reports
    now: datetime

    def sweeps(self, sort: Sort, before: datetime) -> int:
        done = 0
        for ids in _batches(sort, before, self.expired):
            self._let_go(sort, before, ids)
            done += len(ids)
        return done

    def _let_go(self, sort: Sort, before: datetime, ids: Sequence[str]) -> None:
        if sort not in {Sort.REJECTED, Sort.SETTLED}:
            return self.expired.drop(sort, ids)
        for report_id in ids:
            if not self.expired.is_past(sort, before, report_id):  # given back, or reopened, meanwhile
                continue
            with suppress(NotFound, Stale, Regrouped):  # the same at this very moment
                if sort is Sort.REJECTED:
                    _remove(report_id, self.traces, self.reports, self.now)
                else:
                    _make_nobodys(report_id, self.traces, self.reports, self.now)
        return None


def _batches(sort: Sort, before: datetime, expired: Expired) -> Iterator[tuple[str, ...]]:
    """What is found is gone before it is looked again; the same twice in a row ends it."""
    last: tuple[str, ...] = ()
    while (found := expired.found(sort, before)) and found != last:
        yield found
        last = found


def _remove(report_id: str, traces: Traces, reports: Reports, at: datetime) -> None:
    """Those that stand behind it were rejected with it, and go first: none stands behind nothing."""
    report = reports.get(report_id)
    for one in [*reports.members([report_id]).get(report_id, ()), report]:
        traces.remove(one.id, remains.work_for(one), at=at, seen=one.version)


def _make_nobodys(report_id: str, traces: Traces, reports: Reports, at: datetime) -> None:
    """Bytes go once the row says so: what moved on at this moment keeps them."""
    report = reports.get(report_id)
    follows = [Work(Kind.ARCHIVE, report_id), remains.photos_of(report, originals=True)]
    traces.rewrite(report_id, forgotten, follows, at=at, seen=report.version)
