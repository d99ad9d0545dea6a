"""The outbox over SQL: due -> leased -> done (removed, so that the table stays small) or dead."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.ports import Effect, Kind, Lease, LeaseLost, PhotoStored, Work
from backend.stores.columns import Instant
from backend.stores.database import Database
from backend.stores.effects import apply
from backend.stores.prepared import Prepared
from backend.stores.rows import AnyRow
from backend.stores.tables import LIVE_ONLY, SAME_WORK, outbox
from backend.stores.work import DEAD, DUE, LEASED, ask

twin = outbox.alias("twin")
SAME = (twin.c.report == outbox.c.report, twin.c.kind == outbox.c.kind, twin.c.photo == outbox.c.photo)

PATIENCE = case(
    {Kind.DERIVE: 1, Kind.REDRAW: 1, Kind.POSTER: 2, Kind.DUMP: 2, Kind.LOOK: 2, Kind.DISCARD: 3},
    value=outbox.c.kind,
    else_=0,
)
"""Safe first, shown second, looked at and shared third; what was removed goes when nobody waits."""

# A look costs as much as a hundred originals made safe, and what is leased is carried out in its turn: many
# of them leased in a quiet moment would hold up what is handed in the moment after.
glance = outbox.alias("glance")
ONE_LOOK_AT_A_TIME = or_(
    outbox.c.kind != Kind.LOOK,
    outbox.c.id
    == select(func.min(glance.c.id))
    .where(
        LIVE_ONLY,
        glance.c.kind == Kind.LOOK,
        glance.c.wake_at <= bindparam("until"),  # no lease lasts longer
        or_(glance.c.wake_at <= bindparam("now"), glance.c.status == LEASED),
    )
    .scalar_subquery(),
)

# Work that is due again while somebody does it waits until that one is through: two would overwrite each
# other.
CLAIMABLE = (
    select(outbox.c.id)
    .where(
        LIVE_ONLY,
        outbox.c.wake_at <= bindparam("now"),
        ONE_LOOK_AT_A_TIME,
        or_(outbox.c.status == LEASED, ~exists().where(*SAME, twin.c.status == LEASED)),
    )
    .order_by(PATIENCE, outbox.c.wake_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("claimable")
)
CLAIM = Prepared(
    update(outbox)
    .where(outbox.c.id.in_(select(CLAIMABLE.c.id)))
    .values(status=LEASED, token=bindparam("mine"), wake_at=bindparam("until"), attempt=outbox.c.attempt + 1)
    .returning(outbox)
)
MINE = (outbox.c.id == bindparam("row"), outbox.c.token == bindparam("mine"), outbox.c.status == LEASED)
CURRENT = Prepared(select(outbox).where(*MINE))
EXTEND = Prepared(update(outbox).where(*MINE).values(wake_at=bindparam("until")))
TAKE_OUT = Prepared(delete(outbox).where(*MINE).returning(outbox))
PUT_BACK = insert(outbox)
PUT_BACK = PUT_BACK.on_conflict_do_update(
    index_elements=SAME_WORK,
    set_={name: PUT_BACK.excluded[name] for name in ("due_at", "wake_at", "attempt", "error")},
)
BACKLOG = select(outbox.c.status, func.count()).group_by(outbox.c.status)
LATE = select(func.count()).where(
    outbox.c.kind == bindparam("kind"),
    or_(outbox.c.status == DEAD, outbox.c.due_at < bindparam("before", type_=Instant)),
)
RUNNING = select(func.count()).where(
    outbox.c.status == LEASED, outbox.c.wake_at > bindparam("now", type_=Instant)
)
BURIED = select(outbox).where(outbox.c.status == DEAD).order_by(outbox.c.wake_at.desc(), outbox.c.id.desc())
DIG_OUT = delete(outbox).where(outbox.c.status == DEAD).returning(outbox)


class SqlOutbox:
    """See backend.reports.ports.Outbox."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, work: Sequence[Work], *, due: datetime) -> None:
        self._database.write(lambda tx: ask(tx, work, due=due))

    def claim(self, limit: int, *, lease_s: float, now: datetime) -> tuple[Lease, ...]:
        until = now + timedelta(seconds=lease_s)
        asked = {"now": now, "most": limit, "mine": token_hex(16), "until": until}
        claimed = self._database.write(lambda tx: CLAIM.rows(tx, **asked))
        return tuple(_lease(row) for row in sorted(claimed, key=lambda row: (row.due_at, row.id)))

    def current(self, row: int, token: str) -> Lease:
        found = self._database.read(lambda tx: CURRENT.row(tx, row=row, mine=token))
        if found is None:
            raise LeaseLost(f"row {row}")
        return _lease(found)

    def extend(self, lease: Lease, *, until: datetime) -> None:
        if not self._database.write(lambda tx: EXTEND.count(tx, **_key(lease), until=until)):
            raise LeaseLost(f"row {lease.row}")

    def finish(self, lease: Lease, effects: Sequence[Effect] = (), work: Sequence[Work] = ()) -> None:
        def finished(tx: Connection) -> None:
            row = _taken_out(tx, lease)
            for effect in effects:
                apply(tx, effect)
            # As old as what it follows from; but what was handed in before is made safe before this is shown.
            sealed_at = next((effect.at for effect in effects if isinstance(effect, PhotoStored)), row.due_at)
            ask(tx, [item for item in work if item.kind is not Kind.DERIVE], due=row.due_at)
            ask(tx, [item for item in work if item.kind is Kind.DERIVE], due=sealed_at)

        self._database.write(finished)

    def postpone(self, lease: Lease, *, due: datetime, error: str, counts: bool = True) -> None:
        tried = lease.attempt if counts else lease.attempt - 1
        self._database.write(lambda tx: _put_back(tx, _taken_out(tx, lease), DUE, due, error, attempt=tried))

    def bury(self, lease: Lease, *, error: str) -> None:
        self._database.write(lambda tx: _put_back(tx, _taken_out(tx, lease), DEAD, lease.until, error))

    def backlog(self) -> dict[str, int]:
        counted = self._database.read(lambda tx: tx.execute(BACKLOG).all())
        return {DUE: 0, LEASED: 0, DEAD: 0} | dict(counted)

    def late(self, kind: Kind, before: datetime) -> int:
        asked = {"kind": kind, "before": before}
        return self._database.read(lambda tx: tx.execute(LATE, asked).scalar_one())

    def in_hand(self, now: datetime) -> int:
        return self._database.read(lambda tx: tx.execute(RUNNING, {"now": now}).scalar_one())

    def dead(self, limit: int = 50) -> tuple[tuple[Lease, str], ...]:
        rows = self._database.read(lambda tx: tx.execute(BURIED.limit(limit)).all())
        return tuple((_lease(row), row.error) for row in rows)

    def revive(self) -> int:
        def revived(tx: Connection) -> int:
            rows = tx.execute(DIG_OUT).all()
            for row in rows:
                _put_back(tx, row, DUE, row.due_at, row.error, attempt=0)
            return len(rows)

        return self._database.write(revived)


def _taken_out(tx: Connection, lease: Lease) -> AnyRow:
    row = TAKE_OUT.row(tx, **_key(lease))
    if row is None:
        raise LeaseLost(f"row {lease.row}")
    return row


def _put_back(
    tx: Connection, row: AnyRow, status: str, wake: datetime, error: str, *, attempt: int | None = None
) -> None:
    """As new, so that it melts into the same work asked for meanwhile."""
    values = {
        **row._asdict(),
        "status": status,
        "wake_at": wake,
        "token": "",
        "error": error,
        "attempt": row.attempt if attempt is None else attempt,
    }
    del values["id"]
    tx.execute(PUT_BACK, values)


def _key(lease: Lease) -> dict[str, object]:
    return {"row": lease.row, "mine": lease.token}


def _lease(row: AnyRow) -> Lease:
    work = Work(Kind(row.kind), row.report, row.photo)
    return Lease(row.id, row.token, work, row.attempt, row.wake_at)
