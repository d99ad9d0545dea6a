"""What phones tell of their own queues."""

from dataclasses import replace

import pytest

from backend.people.waiting import Losses, Waiting
from backend.stores.people import SqlPeople
from backend.stores.vigil import MOST, SqlVigil
from tests.stores.making import NOON, minutes
from tests.stores.test_people import PHONE
from tests.stores.together import together

THREE = Waiting(3, NOON)


@pytest.fixture(autouse=True)
def phones(people: SqlPeople) -> None:
    people.add_device(PHONE)
    people.add_device(replace(PHONE, id="d-2", token_hash="other"))


def test_a_phone_that_told_nothing_is_not_known(vigil: SqlVigil) -> None:
    assert vigil.waiting(PHONE.id) is None
    assert vigil.losses() == Losses()


def test_the_last_word_of_a_phone_holds(vigil: SqlVigil) -> None:
    vigil.waits(PHONE.id, THREE, minutes(1))
    vigil.waits(PHONE.id, Waiting(1, minutes(2)), minutes(3))

    assert vigil.waiting(PHONE.id) == Waiting(1, minutes(2))
    assert vigil.waiting("d-2") is None


def test_a_loss_is_counted_once_and_nothing_waits_any_more(vigil: SqlVigil) -> None:
    vigil.waits(PHONE.id, THREE, NOON)

    told = [vigil.lost(PHONE.id, "loss-1", THREE, minutes(n)) for n in (1, 2)]

    assert told == [True, False]
    assert vigil.losses() == Losses(1, 3, minutes(1))
    assert vigil.waiting(PHONE.id) == Waiting(0)


def test_a_loss_told_five_times_at_once_is_counted_once(vigil: SqlVigil) -> None:
    together(5, lambda _: vigil.lost(PHONE.id, "loss-1", THREE, NOON))

    assert vigil.losses().reports == 3


def test_losses_of_phones_add_up(vigil: SqlVigil) -> None:
    vigil.lost(PHONE.id, "loss-1", THREE, minutes(1))
    vigil.lost(PHONE.id, "loss-2", Waiting(1), minutes(2))
    vigil.lost("d-2", "loss-3", Waiting(2), minutes(3))
    vigil.waits("d-2", Waiting(1), minutes(4))

    assert vigil.losses() == Losses(2, 6, minutes(3))


def test_no_phone_can_say_that_it_lost_a_number_out_of_reach(vigil: SqlVigil) -> None:
    vigil.lost(PHONE.id, "loss-1", Waiting(MOST), NOON)
    vigil.lost(PHONE.id, "loss-2", Waiting(MOST), NOON)

    assert vigil.losses().reports == MOST
