"""Hands out work that is due: leases it in the database and asks Celery to carry it out.

The outbox is the truth and Celery the executor: a message that is lost costs the rest of its lease, no more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from backend.reports.ports import Clock, Kind, Lease, LeaseLost, Outbox, Work

LEASE_S = 20.0
"""Work whose worker died is handed out again after so long."""
RENEW_S = LEASE_S / 4
IN_HAND_MAX = 32
"""Rows leased at once for each process that hands out."""
BATCH = 8
"""Rows in one message: Celery's own cost is paid once for them; each keeps its own lease and transaction."""

Send = Callable[[Sequence[dict[str, Any]]], object]
"""Asks for rows, as `packed` makes them, to be carried out somewhere."""


@dataclass
class InHand:
    """The work this process has leased or carries out: to renew its leases, and to bound new ones."""

    _leases: dict[int, Lease] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, lease: Lease) -> None:
        with self._lock:
            self._leases[lease.row] = lease

    def drop(self, lease: Lease) -> None:
        with self._lock:
            self._leases.pop(lease.row, None)

    def all(self) -> list[Lease]:
        with self._lock:
            return list(self._leases.values())


def dispatch(outbox: Outbox, send: Send, *, clock: Clock, room: int = IN_HAND_MAX) -> int:
    """Lease up to `room` rows that are due and send them off in batches; how many."""
    if room <= 0:
        return 0
    leases = outbox.claim(room, lease_s=LEASE_S, now=clock())
    for begin in range(0, len(leases), BATCH):
        send([packed(lease) for lease in leases[begin : begin + BATCH]])
    return len(leases)


def renew(outbox: Outbox, in_hand: InHand, *, clock: Clock) -> None:
    """Lengthen the leases of what is in hand. One that was lost meanwhile is somebody else's now."""
    until = clock() + timedelta(seconds=LEASE_S)
    for lease in in_hand.all():
        try:
            outbox.extend(lease, until=until)
        except LeaseLost:
            in_hand.drop(lease)


def packed(lease: Lease) -> dict[str, Any]:
    """A lease as JSON values for a message."""
    return {
        "row": lease.row,
        "token": lease.token,
        "kind": lease.work.kind.value,
        "report": lease.work.report,
        "photo": lease.work.photo,
        "attempt": lease.attempt,
        "until": lease.until.isoformat(),
    }


def unpacked(message: dict[str, Any]) -> Lease:
    """The lease a message carries."""
    work = Work(Kind(message["kind"]), message["report"], message["photo"])
    until = datetime.fromisoformat(message["until"])
    return Lease(message["row"], message["token"], work, message["attempt"], until)
