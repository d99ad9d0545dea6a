"""Somebody is forgotten: over every database, by a worker that may be killed, after an older backup."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from backend.people import devices as phones
from backend.people import sessions
from backend.people.person import Grant, Person, Role
from backend.people.ports import LastAdmin, Unknown
from backend.privacy import asking, erasing
from backend.privacy.heeding import heeded
from backend.privacy.ports import GRACE, AlreadyAsked, Request
from backend.reports import archive, remains
from backend.reports.moves import State
from backend.reports.ports import Hold, Kind, Lease, NotFound, mark_of
from backend.reports.report import Echo, Report, Sender, Step
from backend.stores import (  # noqa: F401 -- so that metadata knows every table
    audit_tables,
    desk_tables,
    factor_tables,
    open311_tables,
)
from backend.stores.beside import TOLD
from backend.stores.chest import BucketChest
from backend.stores.database import Database
from backend.stores.holds import SqlHolds
from backend.stores.outbox import SqlOutbox
from backend.stores.people import SqlPeople
from backend.stores.people_tables import devices as devices_table
from backend.stores.people_tables import people as people_table
from backend.stores.privacy_requests import SqlRequests
from backend.stores.reports import SqlReports
from backend.stores.tables import metadata
from backend.stores.traces import SqlTraces, referring_to
from tests.media.memory import MemoryBucket
from tests.stores.making import NOON, REVIEWER, a_report, rejected, verified
from tests.stores.together import together

BUDI = Person("the-id-of-budi", "Budi Santoso", (Grant(Role.VOLUNTEER, "64.74.03.1002"),), NOON)


@dataclass
class Town:
    """`now` may be turned on."""

    database: Database
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.people, self.reports = SqlPeople(self.database), SqlReports(self.database)
        self.outbox, self.requests = SqlOutbox(self.database), SqlRequests(self.database)
        self.traces, self.bucket = SqlTraces(self.database), MemoryBucket()
        self.chest, self.holds = BucketChest(self.bucket), SqlHolds(self.database)
        self.people.add(BUDI)
        self.phone, _ = phones.make(now=NOON, person=BUDI.id, label="HP Budi")
        self.people.add_device(self.phone)
        self.sender = Sender(self.phone.id, BUDI.id)

    def keeps(self, report: Report) -> Report:
        """As it stands, with its photos and its document in the bucket."""
        self.reports.restore(replace(report, photos=tuple(replace(p, stored_at=NOON) for p in report.photos)))
        for photo in report.photos:
            self.bucket.put(f"originals/2026/11/{report.id}/{photo.sha256}", b"original")
            self.chest.keep_copy(report.id, photo.sha256, 320, b"copy")
        self.chest.write_archive(report)
        return report

    def of_budi(self, **more: object) -> Report:
        return a_report(sender=self.sender, **more)  # type: ignore[arg-type]  # its own defaults

    def asks(self, who: Person = BUDI) -> Request:
        return asking.delete(
            who.id, self.people.get(who.id), requests=self.requests, people=self.people, now=self.now
        )

    def leases(self) -> list[Lease]:
        found = self.outbox.claim(20, lease_s=60, now=self.now)
        return [lease for lease in found if lease.work.kind is Kind.ERASE]

    def erases(self, lease: Lease) -> None:
        erasing.erase(
            lease,
            requests=self.requests,
            traces=self.traces,
            reports=self.reports,
            outbox=self.outbox,
            chest=self.chest,
            clock=lambda: self.now,
        )

    def carries_out(self) -> None:
        """What was asked for, when its hour has passed."""
        self.now += GRACE
        while leases := self.leases():
            self.erases(*leases)
            self.now += erasing.SETTLES
        self.does_the_rest()

    def does_the_rest(self) -> None:
        """What follows in the bucket, when nobody holds a lease on it any more."""
        self.now += timedelta(minutes=2)
        for lease in self.outbox.claim(20, lease_s=60, now=self.now):
            if lease.work.kind is Kind.DISCARD:
                remains.discard(
                    lease, reports=self.reports, outbox=self.outbox, chest=self.chest, clock=lambda: self.now
                )
            if lease.work.kind is Kind.ARCHIVE:
                archive.write(
                    lease, reports=self.reports, outbox=self.outbox, chest=self.chest, clock=lambda: self.now
                )

    def everything(self) -> str:
        """All that lies in the database and in the bucket."""
        rows: list[str] = []
        for table in metadata.sorted_tables:
            rows += map(repr, self.database.read(lambda tx: tx.execute(select(table)).all()))  # noqa: B023 - read at once
        return "\n".join([*rows, *self.bucket.kept, *map(repr, self.bucket.kept.values())])


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


def shown(report: Report) -> Report:
    """Verified, its first photo shown to residents."""
    first, *others = report.photos
    return verified(replace(report, photos=(replace(first, public=True), *others)))


def merged(report: Report, *heads: Report) -> Report:
    names = " ".join(head.id for head in heads)
    return report.moved(Step(State.DUPLICATE, REVIEWER, NOON, detail={"heads": names}))


def test_what_stood_behind_a_report_that_goes_stands_for_itself_again(town: Town) -> None:
    head = town.keeps(town.of_budi())
    member = town.keeps(merged(a_report(sender=Sender("phone-of-ani")), head))
    behind_it = town.keeps(merged(a_report(sender=Sender("phone-of-edi")), member, head))
    town.asks()

    town.carries_out()

    parted, follows = town.reports.get(member.id), town.reports.get(behind_it.id)
    assert (parted.state, parted.heads, parted.steps[-1].by.kind) == (State.RECEIVED, (), "system")
    assert (follows.state, follows.heads) == (State.DUPLICATE, (member.id,))
    with pytest.raises(NotFound):
        town.reports.get(head.id)


def test_of_two_merged_reports_that_nobody_published_neither_stays(town: Town) -> None:
    head = town.keeps(town.of_budi(note="rahasia"))
    member = town.keeps(merged(town.of_budi(note="rahasia"), head))
    behind_it = town.keeps(merged(a_report(sender=Sender("phone-of-edi")), member, head))
    town.asks()

    town.carries_out()

    assert "rahasia" not in town.everything()
    assert town.reports.get(behind_it.id).state is State.RECEIVED
    for gone in (head, member):
        with pytest.raises(NotFound):
            town.reports.get(gone.id)


def test_nothing_of_somebody_who_was_forgotten_is_found_anywhere(town: Town) -> None:
    token = sessions.begin(BUDI, people=town.people, now=NOON, label="laptop Budi")
    town.people.key(f"person:{BUDI.id}", b"k" * 32)
    for report in (
        town.of_budi(note="rahasia"),
        rejected(town.of_budi(note="rahasia")),
        shown(town.of_budi()),
    ):
        town.keeps(report)
    other = town.keeps(shown(a_report(sender=Sender("phone-of-ani"))))
    town.reports.add_echo(other.id, Echo(town.sender, NOON))
    town.holds.take(Hold(other.id, BUDI.id, BUDI.name, NOON + timedelta(minutes=5)), now=NOON)
    request = town.asks()

    town.carries_out()

    left = town.everything()
    secret = (BUDI.id, BUDI.name, town.phone.id, town.phone.label, "laptop", "rahasia", token)
    assert [word for word in secret if word in left] == []
    done = town.requests.get(request.id)
    assert (done.removed, done.kept, done.owner, done.is_open) == (2, 1, "", False)
    assert len(town.reports.get(other.id).echoes) == 1


def test_what_residents_see_stays_and_is_nobodys(town: Town) -> None:
    report = town.keeps(shown(town.of_budi(note="Hubungi 0812 3456 7890", photos=2)))
    town.asks()

    town.carries_out()

    kept = town.reports.get(report.id)
    assert (kept.number, kept.state, kept.category) == (report.number, State.VERIFIED, report.category)
    assert (kept.envelope.note, kept.envelope.identity) == ("Hubungi •••", "anonymous")
    assert [bool(photo.unusable) for photo in kept.photos] == [False, True]
    assert [key for key in town.bucket.kept if report.photos[1].sha256 in key] == []
    assert kept.steps[-1].by == REVIEWER
    with pytest.raises(Unknown):
        town.people.get(BUDI.id)


def test_two_reports_of_one_sender_have_nothing_in_common_any_more(town: Town) -> None:
    both = [town.keeps(shown(town.of_budi())) for _ in range(2)]
    town.asks()

    town.carries_out()

    one, other = (town.reports.get(report.id) for report in both)
    assert one.sender.owner != other.sender.owner


def test_a_request_begins_after_an_hour_and_may_be_taken_back_until_then(town: Town) -> None:
    report = town.keeps(town.of_budi())
    town.asks()
    assert town.leases() == []

    asking.take_back(BUDI.id, requests=town.requests, now=town.now)
    town.carries_out()

    assert town.reports.get(report.id).sender == town.sender
    assert town.people.get(BUDI.id) == BUDI


def test_what_has_begun_cannot_be_taken_back(town: Town) -> None:
    request = town.asks()
    assert town.requests.begun(request.id)

    with pytest.raises(asking.TooLate):
        asking.take_back(BUDI.id, requests=town.requests, now=town.now)


def test_asking_twice_is_one_request(town: Town) -> None:
    first = town.asks()

    assert town.asks() == first
    with pytest.raises(AlreadyAsked):
        town.requests.add(replace(first, id="another"), [])


def test_a_second_tap_that_looked_before_the_first_was_kept_is_the_same_request(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = town.asks()
    monkeypatch.setattr(SqlRequests, "open_of", lambda _self, _owner: None)

    assert town.asks() == first


def test_a_worker_killed_anywhere_leaves_what_the_next_one_finishes(town: Town) -> None:
    kept = [town.keeps(report) for report in (shown(town.of_budi()), town.of_budi(), shown(town.of_budi()))]
    request = town.asks()
    town.now += GRACE
    town.erases(*town.leases())
    town.now += erasing.SETTLES
    (lease,) = town.leases()
    for dies_after in range(6):
        town.traces = Mortal(town.database, dies_after)
        with pytest.raises(Killed):
            town.erases(lease)

    town.traces = SqlTraces(town.database)
    town.erases(lease)
    town.does_the_rest()

    assert town.requests.get(request.id).done_at
    assert BUDI.id not in town.everything()
    with pytest.raises(NotFound):
        town.reports.get(kept[1].id)


class Killed(BaseException):
    """The process ends here."""


class Mortal(SqlTraces):
    """Ends with its so manieth word."""

    def __init__(self, database: Database, words: int) -> None:
        super().__init__(database)
        self.words = words

    def __getattribute__(self, name: str) -> object:
        if name in {"shut_out", "owners", "loosen_echoes", "reports_of", "rewrite", "remove", "forget"}:
            if not self.words:
                raise Killed
            self.words -= 1
        return super().__getattribute__(name)


def test_what_comes_in_while_phones_are_still_believed_goes_too(town: Town) -> None:
    town.asks()
    town.now += GRACE
    town.erases(*town.leases())
    late = town.keeps(town.of_budi())

    town.now += erasing.SETTLES
    town.erases(*town.leases())

    with pytest.raises(NotFound):
        town.reports.get(late.id)


def test_the_sweep_asks_again_for_what_was_lost(town: Town) -> None:
    town.asks()
    town.now += GRACE
    town.outbox.finish(town.leases()[0])

    assert erasing.ask_again(requests=town.requests, outbox=town.outbox, now=town.now) == 1
    assert len(town.leases()) == 1


def test_a_backup_that_is_older_brings_nobody_back(town: Town) -> None:
    plain, seen = town.of_budi(), shown(town.of_budi())
    joined = replace(a_report(sender=Sender("phone-of-ani")), echoes=(Echo(town.sender, NOON),))
    town.chest.bury([BUDI.id, town.phone.id], at=NOON)
    buried = town.chest.buried()

    back = [heeded(report, buried, chest=town.chest) for report in (plain, seen, joined)]

    assert back[0] is None
    assert back[1] is not None
    assert back[1].sender.owner not in {BUDI.id, town.phone.id}
    assert back[2] is not None
    assert len(back[2].echoes) == 1
    assert BUDI.id not in repr(back[2])
    assert buried == {mark_of(BUDI.id), mark_of(town.phone.id)}


def test_the_last_admin_cannot_leave(town: Town) -> None:
    admin = Person("adi", "Adi", (Grant(Role.ADMIN),), NOON, "adi")
    town.people.add(admin)

    with pytest.raises(LastAdmin):
        asking.delete("adi", admin, requests=town.requests, people=town.people, now=NOON)


def test_of_two_admins_who_ask_within_the_hour_the_second_is_refused(town: Town) -> None:
    adi, budi = admins(town, "adi", "edi")
    town.asks(adi)

    with pytest.raises(LastAdmin):
        town.asks(budi)


def test_the_last_admin_s_request_waits_for_another_admin_and_is_then_carried_out(town: Town) -> None:
    adi, edi = admins(town, "adi", "edi")
    phone, _ = phones.make(now=NOON, person=adi.id)
    town.people.add_device(phone)
    request = town.asks(adi)
    town.people.disable(edi.id, NOON)

    town.carries_out()

    assert town.requests.get(request.id).is_open
    assert town.requests.waits(adi.id)
    assert [device.id for device in town.people.devices_of(adi.id)] == [phone.id]  # and may appoint another

    town.people.enable(edi.id)
    erasing.ask_again(requests=town.requests, outbox=town.outbox, now=town.now)
    town.carries_out()

    assert town.requests.get(request.id).done_at
    assert [one.id for one in town.people.all(Role.ADMIN)] == [edi.id]


def test_of_two_admins_who_begin_to_be_forgotten_at_once_one_stays(town: Town) -> None:
    both = admins(town, "adi", "edi")
    for one in both:
        town.requests.add(Request(f"request-{one.id}", one.id, NOON), [])

    outcomes = together(2, lambda n: town.requests.begun(f"request-{both[n].id}"))

    assert sorted(type(outcome) is LastAdmin for outcome in outcomes) == [False, True]


def test_who_is_being_forgotten_is_no_admin_that_could_stay(town: Town) -> None:
    adi, edi = admins(town, "adi", "edi")
    assert town.requests.begun(town.asks(adi).id)

    with pytest.raises(LastAdmin):
        town.people.disable(edi.id, NOON)
    with pytest.raises(LastAdmin):
        town.people.set_grants(edi.id, (Grant(Role.AUDITOR),))


def admins(town: Town, *names: str) -> list[Person]:
    found = [Person(name, name.title(), (Grant(Role.ADMIN),), NOON, name) for name in names]
    for one in found:
        town.people.add(one)
    return found


def test_every_column_that_names_somebody_is_known_to_the_forgetting() -> None:
    """A column of later days either refers to people or devices, or somebody thinks about it here."""
    telling = {"person", "device", "owner", "created_by", "actor_id", "actor_name", "login", "label"}
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in telling and not column.foreign_keys
    }

    assert columns == {
        "reports.device", "reports.person", "reports.owner", "echoes.device", "echoes.person", "echoes.owner",
        "voices.device", "voices.person", "voices.owner",
        "holds.person", "steps.actor_id", "steps.actor_name", "people.login", "devices.label",
        "sessions.label",
        "passkeys.label", "invitations.created_by", "subscriptions.device", "subscriptions.owner",
        "privacy_requests.owner",
        "audit.device",  # what a browser of the staff calls itself: acts of an office stay
    }  # fmt: skip


def test_every_table_that_refers_to_somebody_is_told_to_them_or_left_out_for_a_reason() -> None:
    told = {whose.table.name for whose, _ in TOLD.values()}
    known_otherwise = {"people", "devices", "sessions", "grants"}
    short_lived = {"tickets"}
    only_refer = {"invitations"}  # to whose way back a link is; told is who made which

    referring = {column.table.name for column in referring_to(people_table, devices_table)}

    assert referring <= told | known_otherwise | short_lived | only_refer
