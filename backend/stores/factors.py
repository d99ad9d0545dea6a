"""Second factors over SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from backend.people.person import Passkey
from backend.people.ports import Proofs, Unknown
from backend.stores import people_rows as rows
from backend.stores.database import Database
from backend.stores.factor_tables import authenticators, passkeys, recovery_codes


class SqlFactors:
    """See backend.people.ports.Factors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person_id: str) -> Proofs:
        return self._database.read(lambda tx: _of(tx, person_id))

    def set_totp(self, person_id: str, sealed: bytes | None) -> None:
        self._database.write(lambda tx: _set_totp(tx, person_id, sealed))

    def use_step(self, person_id: str, step: int) -> bool:
        later = (authenticators.c.person == person_id, authenticators.c.last_step < step)
        use = update(authenticators).where(*later).values(last_step=step)
        return bool(self._database.write(lambda tx: tx.execute(use).rowcount))

    def add_passkey(self, passkey: Passkey) -> None:
        self._database.write(lambda tx: tx.execute(insert(passkeys), asdict(passkey)))

    def passkey(self, passkey_id: str) -> Passkey:
        wanted = select(passkeys).where(passkeys.c.id == passkey_id)
        row = self._database.read(lambda tx: tx.execute(wanted).one_or_none())
        return Passkey(**rows.known(row, "passkey")._asdict())

    def passkey_used(self, passkey_id: str, sign_count: int, at: datetime) -> None:
        used = update(passkeys).where(passkeys.c.id == passkey_id).values(sign_count=sign_count, used_at=at)
        self._database.write(lambda tx: tx.execute(used))

    def remove_passkey(self, person_id: str, passkey_id: str) -> None:
        remove = delete(passkeys).where(passkeys.c.person == person_id, passkeys.c.id == passkey_id)
        if not self._database.write(lambda tx: tx.execute(remove).rowcount):
            raise Unknown("passkey")

    def set_codes(self, person_id: str, hashes: Sequence[str]) -> None:
        self._database.write(lambda tx: _set_codes(tx, person_id, hashes))

    def use_code(self, person_id: str, code_hash: str) -> bool:
        use = delete(recovery_codes).where(
            recovery_codes.c.person == person_id, recovery_codes.c.code_hash == code_hash
        )
        return bool(self._database.write(lambda tx: tx.execute(use).rowcount))

    def reset(self, person_id: str) -> None:
        self._database.write(lambda tx: _reset(tx, person_id))


def _of(tx: Connection, person_id: str) -> Proofs:
    sealed = tx.execute(select(authenticators.c.sealed).where(authenticators.c.person == person_id)).scalar()
    keys = tx.execute(
        select(passkeys).where(passkeys.c.person == person_id).order_by(passkeys.c.created_at, passkeys.c.id)
    )
    codes = tx.execute(
        select(func.count()).select_from(recovery_codes).where(recovery_codes.c.person == person_id)
    ).scalar_one()
    return Proofs(bytes(sealed) if sealed else None, tuple(Passkey(**row._asdict()) for row in keys), codes)


def _set_totp(tx: Connection, person_id: str, sealed: bytes | None) -> None:
    tx.execute(delete(authenticators).where(authenticators.c.person == person_id))
    if sealed:
        tx.execute(insert(authenticators), {"person": person_id, "sealed": sealed, "last_step": 0})


def _set_codes(tx: Connection, person_id: str, hashes: Sequence[str]) -> None:
    tx.execute(delete(recovery_codes).where(recovery_codes.c.person == person_id))
    if hashes:
        tx.execute(insert(recovery_codes), [{"person": person_id, "code_hash": one} for one in hashes])


def _reset(tx: Connection, person_id: str) -> None:
    for table in (authenticators, passkeys, recovery_codes):
        tx.execute(delete(table).where(table.c.person == person_id))
