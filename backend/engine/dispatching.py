"""Hands out work that is due: leases it in the database and asks Celery to carry it out.

The outbox is the truth and Celery the executor: a message that is lost costs the rest of its lease, no more.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from math import ceil
from typing import Any

from backend.reports.ports import Clock, Kind, Lease, Outbox, Work

LEASE_S = 20.0
"""Work whose worker died is handed out again after so long."""
BATCH = 8
"""Rows in one message, which costs Celery 0.6 ms. Each row keeps its own lease and transaction."""

URGENCY = (
    Kind.PUBLISH,
    Kind.STORE,
    Kind.ARCHIVE,
    Kind.PACK,
    Kind.DISCARD,
    Kind.ERASE,
    Kind.DERIVE,
    Kind.NOTIFY,
    Kind.POSTER,
    Kind.DIGEST,
    Kind.WEATHER,
    Kind.NEWS,
    Kind.REDRAW,
    Kind.DUMP,
    Kind.LOOK,
)
"""What someone waits for, then what makes safe, then the rest."""

Message = list[dict[str, Any]]
"""Leases as JSON values."""
Send = Callable[[Kind, Sequence[Lease]], object]
"""Asks for work of one kind to be carried out somewhere."""


def dispatch(outbox: Outbox, send: Send, *, clock: Clock, room: int, hands: int) -> Sequence[Lease]:
    """Lease up to `room` rows that are due and send them off, spread over so many `hands`."""
    if room <= 0:
        return ()
    leases = outbox.claim(room, lease_s=LEASE_S, now=clock())
    for kind, same in groupby(sorted(leases, key=_urgency), key=_kind):
        rows = list(same)
        size = min(BATCH, ceil(len(rows) / hands))
        for begin in range(0, len(rows), size):
            send(kind, rows[begin : begin + size])
    return leases


def _kind(lease: Lease) -> Kind:
    return lease.work.kind


def _urgency(lease: Lease) -> int:
    return URGENCY.index(lease.work.kind)


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


def unpacked(row: dict[str, Any]) -> Lease:
    """The lease that a message carries."""
    work = Work(Kind(row["kind"]), row["report"], row["photo"])
    return Lease(row["row"], row["token"], work, row["attempt"], datetime.fromisoformat(row["until"]))
