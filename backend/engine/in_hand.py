"""The work a process has leased or carries out: bounds what it leases, and keeps what it does leased."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from backend.engine.dispatching import LEASE_S
from backend.reports.ports import Clock, Lease, LeaseLost, Outbox

RENEW_EVERY_S = LEASE_S / 4


@dataclass
class InHand:
    """Threads may share it. What was leased and is not begun leaves when its lease runs out."""

    _leased: dict[int, Lease] = field(default_factory=dict)
    _begun: dict[int, Lease] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def leased(self, leases: Iterable[Lease]) -> None:
        with self._lock:
            self._leased |= {lease.row: lease for lease in leases}

    def begin(self, lease: Lease) -> None:
        with self._lock:
            self._leased.pop(lease.row, None)
            self._begun[lease.row] = lease

    def end(self, lease: Lease) -> None:
        with self._lock:
            self._leased.pop(lease.row, None)
            self._begun.pop(lease.row, None)

    def count(self, now: datetime) -> int:
        with self._lock:
            self._leased = {row: lease for row, lease in self._leased.items() if lease.until > now}
            return len(self._leased) + len(self._begun)

    def renew(self, outbox: Outbox, *, clock: Clock) -> None:
        """Lengthen the leases of what lasts. One that is lost is somebody else's."""
        now = clock()
        with self._lock:
            lasting = [
                lease
                for lease in self._begun.values()
                if lease.until < now + timedelta(seconds=LEASE_S * 0.8)
            ]
        for lease in lasting:
            until = now + timedelta(seconds=LEASE_S)
            try:
                outbox.extend(lease, until=until)
            except LeaseLost:
                self.end(lease)
            else:
                self._renewed(replace(lease, until=until))

    def _renewed(self, lease: Lease) -> None:
        with self._lock:
            if lease.row in self._begun:
                self._begun[lease.row] = lease
