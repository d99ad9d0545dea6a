"""While something is away, one piece of work is tried now and then."""

from backend.engine.outage import SHORTEST_S, Outage


def test_one_failure_is_no_outage() -> None:
    outage = Outage()

    outage.met()

    assert (outage.lasts, outage.room(64)) == (False, 64)


def test_two_in_a_row_are_and_nothing_begins_meanwhile() -> None:
    outage = Outage()

    outage.met()
    outage.met()

    assert outage.lasts
    assert outage.room(64) == 0
    assert 0 < outage.left_s <= SHORTEST_S


def test_a_success_between_two_failures_says_it_is_about_one_object() -> None:
    outage = Outage()

    outage.met()
    outage.over()
    outage.met()

    assert not outage.lasts


def test_after_the_pause_one_is_tried_and_its_success_ends_the_outage() -> None:
    outage = Outage(_failures=2, _pause=4.0, _until=0.0)

    tried = outage.room(64)
    outage.over()

    assert (tried, outage.room(64)) == (1, 64)


def test_trying_in_vain_doubles_the_pause() -> None:
    outage = Outage(_failures=2, _pause=4.0, _until=0.0)

    outage.met()

    assert 4.0 <= outage.left_s <= 8.0
