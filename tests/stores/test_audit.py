"""The audit log, and the transactions that keep its lines."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend.audit.acting import about, acting, next_about
from backend.audit.chain import Fault, faults
from backend.audit.line import Entry, Line, Who
from backend.audit.ports import Wanted
from backend.people.ports import LoginTaken
from backend.stores.audit import SqlAudit
from backend.stores.audited import Audited
from backend.stores.database import Database
from backend.stores.people import SqlPeople
from tests.stores.making import NOON, minutes
from tests.stores.test_people import ANI, SITI
from tests.stores.together import together

ADI = Who("person", "p-adi", "Adi \0 \ud800", ("admin:*", "reviewer:64.74.03.1002"))
ENTRY = Entry(ADI, "add_person", "person", "p-\0", {"role": "admin", "why": "ø\0"}, "0123", "Firefox")


@pytest.fixture
def now() -> list[int]:
    """Minutes after noon; move it by changing its only number."""
    return [0]


@pytest.fixture
def audit(database: Database, now: list[int]) -> SqlAudit:
    return SqlAudit(database, lambda: minutes(now[0]))


@pytest.fixture
def people(database: Database) -> SqlPeople:
    return SqlPeople(Audited(database, lambda: NOON))


def test_a_line_comes_back_as_it_was_sealed(audit: SqlAudit) -> None:
    kept = [audit.record(ENTRY), audit.record(replace(ENTRY, action="disable"))]

    assert audit.chain() == kept
    assert list(faults(audit.chain())) == []
    assert (kept[0].seq, kept[1].prev, kept[0].entry) == (1, kept[0].hash, ENTRY)


def test_an_act_and_its_line_are_kept_in_one_transaction(people: SqlPeople, audit: SqlAudit) -> None:
    with acting(ENTRY) as act:
        people.add(SITI)
        people.set_password(SITI.id, "$argon2id$new")

    assert act.kept
    assert [line.entry for line in audit.chain()] == [ENTRY]


def test_an_act_that_is_undone_leaves_no_line(people: SqlPeople, audit: SqlAudit) -> None:
    people.add(SITI)

    with acting(ENTRY) as act, pytest.raises(LoginTaken):
        people.add(replace(SITI, id="p-other"))

    assert not act.kept
    assert audit.chain() == []


def test_one_act_done_to_many_things_leaves_a_line_for_each(people: SqlPeople, audit: SqlAudit) -> None:
    with acting(ENTRY):
        for person in (SITI, ANI):
            next_about("person", person.id, role="volunteer")
            people.add(person)
            about("person", "too late")

    assert [line.entry.object for line in audit.chain()] == [SITI.id, ANI.id]


def test_lines_of_acts_at_the_same_moment_make_one_chain(people: SqlPeople, audit: SqlAudit) -> None:
    def adds(n: int) -> None:
        with acting(replace(ENTRY, object=f"p-{n}")):
            people.add(replace(ANI, id=f"p-{n}"))

    refused = together(12, adds)

    assert refused == [None] * 12
    assert list(faults(audit.chain())) == []
    assert {line.entry.object for line in audit.chain()} == {f"p-{n}" for n in range(12)}


@pytest.mark.parametrize("change", ["UPDATE audit SET name = 'Eko' WHERE seq = 1", "DELETE FROM audit"])
def test_the_database_refuses_to_change_or_remove_a_line(
    audit: SqlAudit, database: Database, change: str
) -> None:
    line = audit.record(ENTRY)

    with pytest.raises(SQLAlchemyError, match="only appended to"):
        database.write(lambda tx: tx.execute(text(change)))

    assert audit.chain() == [line]


@pytest.mark.parametrize(
    ("meddling", "fault"),
    [
        ("DELETE FROM audit WHERE seq = 2", Fault(2, "missing")),
        ("UPDATE audit SET name = 'Eko' WHERE seq = 2", Fault(2, "changed")),
        ("UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)", Fault(2, "order")),
        ("DELETE FROM audit WHERE seq > 2", Fault(3, "cut")),
    ],
)
def test_who_gets_round_the_triggers_is_noticed(
    audit: SqlAudit, database: Database, meddling: str, fault: Fault
) -> None:
    for n in range(4):
        audit.record(replace(ENTRY, object=f"p-{n}"))
    anchor = audit.end()

    database.write(lambda tx: [tx.execute(text(sql)) for sql in _behind_the_back(tx.dialect.name, meddling)])

    assert next(faults(audit.chain(), anchor)) == fault


def _behind_the_back(dialect: str, meddling: str) -> list[str]:
    off = {
        "sqlite": ["DROP TRIGGER audit_no_UPDATE", "DROP TRIGGER audit_no_DELETE"],
        "postgresql": ["ALTER TABLE audit DISABLE TRIGGER audit_only_grows"],
    }
    return [*off[dialect], meddling, "UPDATE audit SET seq = -seq WHERE seq < 0"]


SEARCHES = {
    "by person": (Wanted(person="p-eko"), [3]),
    "by action": (Wanted(action="decide"), [2, 1]),
    "by object": (Wanted(kind="report", object="r-2"), [2]),
    "by time": (Wanted(since=minutes(2), until=minutes(4)), [3, 2]),
    "by all of them": (Wanted("p-adi", "decide", "report", "r-1", minutes(0), minutes(9)), [1]),
}


@pytest.mark.parametrize("search", SEARCHES)
def test_lines_are_found(audit: SqlAudit, now: list[int], search: str) -> None:
    eko = replace(ADI, id="p-eko")
    acts = (Entry(ADI, "decide", "report", "r-1"), Entry(ADI, "decide", "report", "r-2"), Entry(eko, "add"))
    for minute, entry in enumerate(acts, 1):
        now[0] = minute
        audit.record(entry)

    wanted, seqs = SEARCHES[search]

    assert [line.seq for line in audit.lines(wanted)] == seqs


def test_lines_are_paged_from_the_newest_on(audit: SqlAudit) -> None:
    for _ in range(5):
        audit.record(ENTRY)

    pages = [_seqs(audit.lines(limit=2)), _seqs(audit.lines(before=4, limit=2))]

    assert pages == [[5, 4], [3, 2]]
    assert _seqs(audit.chain(3, limit=1)) == [4]


def _seqs(lines: Sequence[Line]) -> list[int]:
    return [line.seq for line in lines]
