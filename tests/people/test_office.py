"""The office takes people on, gives roles, helps who is locked out, shuts out."""

from datetime import timedelta

import pytest

from backend.people import devices, office, sessions
from backend.people.passwords import Weak, fits
from backend.people.person import Grant, Person, Role
from backend.people.ports import LastAdmin, Unknown
from backend.people.searching import Wanted, found
from tests.people.builders import KUALA, PASSWORD, TELIHAN, Time, a_person, a_reviewer
from tests.people.factor_fakes import FakeFactors, FakeTickets
from tests.people.fakes import FakePeople

REVIEWER, ADMIN = Grant(Role.REVIEWER, KUALA), Grant(Role.ADMIN)


class Town:
    def __init__(self) -> None:
        self.people, self.tickets, self.time = FakePeople(), FakeTickets(), Time()
        self.adi = self.has(a_person(ADMIN, name="Adi", login="adi"))
        self.sari = self.has(a_reviewer())

    def has(self, person: Person) -> Person:
        self.people.add(person)
        return person

    def links(self, person: Person) -> str:
        return office.password_link(person, tickets=self.tickets, now=self.time())

    def chooses(self, token: str, password: str = "pagi hujan di pasar") -> Person:
        return office.choose_password(
            token, password, people=self.people, tickets=self.tickets, now=self.time()
        )

    def signs_in(self, person: Person) -> None:
        """And lets the browser bear their name."""
        sessions.begin(person, people=self.people, now=self.time())
        device, _ = devices.make(now=self.time(), person=person.id)
        self.people.add_device(device)

    def acts_through(self, person: Person) -> list[str]:
        """The ids of all of it."""
        held = [one.id for one in self.people.sessions_of(person.id)]
        return held + [one.id for one in self.people.devices_of(person.id)]


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.mark.parametrize(
    ("login", "grants", "refusal"),
    [
        ("", [REVIEWER], office.NoLogin),
        ("dua kata", [REVIEWER], office.NoLogin),
        ("x" * 81, [REVIEWER], office.NoLogin),
        ("wati", [], office.NoGrant),
    ],
)
def test_who_is_taken_on_needs_a_login_and_a_role(
    login: str, grants: list[Grant], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        office.somebody("Wati", login, grants, now=Time().now)


def test_somebody_new_chooses_the_password_by_a_link_that_works_once(town: Town) -> None:
    wati = town.has(office.somebody(" Wati  S ", "wati", [REVIEWER, REVIEWER], now=town.time()))
    token = town.links(wati)

    town.chooses(token)

    kept = town.people.get(wati.id)
    assert (kept.name, kept.grants) == ("Wati S", (REVIEWER,))
    assert fits("pagi hujan di pasar", kept.password_hash)
    with pytest.raises(Unknown):
        town.chooses(token, "lain lagi panjangnya")


def test_a_link_ends_after_a_day_with_the_next_one_and_with_its_person(town: Town) -> None:
    first, second = town.links(town.sari), town.links(town.sari)
    with pytest.raises(Unknown):
        town.chooses(first)

    town.people.disable(town.sari.id, town.time())
    with pytest.raises(Unknown):
        town.chooses(second)

    town.people.enable(town.sari.id)
    town.time.passes(timedelta(hours=24))
    with pytest.raises(Unknown):
        town.chooses(second)


def test_a_weak_password_leaves_the_link_as_it_was(town: Town) -> None:
    token = town.links(town.sari)

    with pytest.raises(Weak):
        town.chooses(token, "pendek")

    assert town.chooses(token).id == town.sari.id


def test_whoever_was_signed_in_with_the_old_password_is_no_more(town: Town) -> None:
    """Nor does a browser bear their name any more."""
    town.signs_in(town.sari)

    town.chooses(town.links(town.sari))

    assert town.acts_through(town.sari) == []


def test_with_a_lost_factor_ends_what_somebody_may_have_found(town: Town) -> None:
    town.signs_in(town.sari)

    office.reset_factor(town.sari, people=town.people, factors=FakeFactors(), now=town.time())

    assert town.acts_through(town.sari) == []


def test_a_volunteer_has_no_password_link(town: Town) -> None:
    with pytest.raises(office.NoLogin):
        town.links(town.has(a_person(Grant(Role.VOLUNTEER, KUALA))))


def test_roles_change_for_others_and_never_for_oneself(town: Town) -> None:
    more = [REVIEWER, Grant(Role.REVIEWER, TELIHAN)]

    office.change_grants(town.sari, more, seen=[REVIEWER], by=town.adi, people=town.people)

    assert town.people.get(town.sari.id).grants == tuple(more)
    with pytest.raises(office.OwnAccount):
        office.change_grants(town.adi, more, seen=[ADMIN], by=town.adi, people=town.people)
    with pytest.raises(office.OwnAccount):
        office.shut_out(town.adi, "libur", by=town.adi, people=town.people, now=town.time())


def test_roles_that_changed_since_they_were_looked_at_are_not_overwritten(town: Town) -> None:
    with pytest.raises(office.Changed):
        office.change_grants(town.sari, [ADMIN], seen=[], by=town.adi, people=town.people)


def test_the_last_admin_stays(town: Town) -> None:
    with pytest.raises(LastAdmin):
        office.shut_out(town.adi, "pindah", by=town.sari, people=town.people, now=town.time())
    with pytest.raises(LastAdmin):
        office.change_grants(town.adi, [REVIEWER], seen=[ADMIN], by=town.sari, people=town.people)

    town.has(a_person(ADMIN, login="dua"))
    office.shut_out(town.adi, "pindah", by=town.sari, people=town.people, now=town.time())

    assert town.people.get(town.adi.id).disabled_at


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_shutting_out_needs_a_reason(town: Town, reason: str) -> None:
    with pytest.raises(office.NoReason):
        office.shut_out(town.sari, reason, by=town.adi, people=town.people, now=town.time())


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["Adi", "Sari"]),
        (Wanted(q="SAR"), ["Sari"]),
        (Wanted(q="adi"), ["Adi"]),
        (Wanted(peran="volunteer"), ["Budi"]),
        (Wanted(peran="reviewer", di=KUALA), ["Sari"]),
        (Wanted(di=TELIHAN), ["Adi"]),
        (Wanted(keadaan="tutup"), ["Sari"]),
        (Wanted(keadaan="aktif"), ["Adi"]),
    ],
)
def test_people_are_found(town: Town, wanted: Wanted, names: list[str]) -> None:
    town.has(a_person(Grant(Role.VOLUNTEER, KUALA), name="Budi"))
    town.people.disable(town.sari.id, town.time())

    assert [one.name for one in found(town.people.all(), wanted)] == names


def test_the_password_of_before_is_no_password_any_more(town: Town) -> None:
    town.chooses(town.links(town.sari))

    assert not fits(PASSWORD, town.people.get(town.sari.id).password_hash)
