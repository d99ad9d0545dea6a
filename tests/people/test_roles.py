"""The role table, cell by cell."""

import pytest

from backend.people.person import Grant, Role
from backend.people.roles import Action, Scopes, may_invite, scopes
from tests.people.builders import KUALA, TELIHAN, a_person

ALLOWED = {
    (Role.REVIEWER, Action.REVIEW),
    (Role.REVIEWER, Action.OPEN_ORIGINAL),
    (Role.REVIEWER, Action.READ),
    (Role.COMMAND, Action.READ),
    (Role.AUDITOR, Action.READ),
    (Role.ADMIN, Action.READ),
    (Role.REVIEWER, Action.SEE_SENDER),
    (Role.REVIEWER, Action.INVITE),
    (Role.OFFICER, Action.WORK),
    (Role.COMMAND, Action.WATCH),
    (Role.AUDITOR, Action.AUDIT),
    (Role.ADMIN, Action.REVIEW),
    (Role.ADMIN, Action.OPEN_ORIGINAL),
    (Role.ADMIN, Action.WATCH),
    (Role.ADMIN, Action.AUDIT),
    (Role.ADMIN, Action.INVITE),
    (Role.ADMIN, Action.MANAGE_PEOPLE),
    (Role.ADMIN, Action.MANAGE_CITY),
}
"""Written a second time on purpose: a slip in the table must not agree with itself."""


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_list_says_and_nothing_else(role: Role, action: Action) -> None:
    person = a_person(Grant(role, KUALA))

    assert bool(scopes(person, action)) is ((role, action) in ALLOWED)


def test_a_reviewer_reaches_only_the_own_kelurahan() -> None:
    reach = scopes(a_person(Grant(Role.REVIEWER, KUALA)), Action.REVIEW)

    assert (reach.covers(KUALA), reach.covers(TELIHAN), reach.filter) == (True, False, [KUALA])


def test_a_reviewer_of_two_kelurahan_reaches_both() -> None:
    reach = scopes(a_person(Grant(Role.REVIEWER, TELIHAN), Grant(Role.REVIEWER, KUALA)), Action.REVIEW)

    assert reach.filter == [KUALA, TELIHAN]


def test_a_grant_for_the_whole_city_reaches_every_kelurahan() -> None:
    reach = scopes(a_person(Grant(Role.REVIEWER)), Action.REVIEW)

    assert reach == Scopes(city=True)
    assert reach.filter is None


def test_an_officers_agency_opens_no_kelurahan() -> None:
    reach = scopes(a_person(Grant(Role.OFFICER, "DLH")), Action.WORK)

    assert reach == Scopes(opd=frozenset({"DLH"}))
    assert not reach.covers("DLH")


def test_nobody_without_a_grant_may_do_anything() -> None:
    assert not any(scopes(a_person(), action) for action in Action)


def test_a_reviewer_invites_volunteers_to_the_own_kelurahan_only() -> None:
    reviewer = a_person(Grant(Role.REVIEWER, KUALA))

    offers = [
        Grant(Role.VOLUNTEER, KUALA), Grant(Role.VOLUNTEER, TELIHAN), Grant(Role.VOLUNTEER), Grant(Role.ADMIN)
    ]  # fmt: skip

    assert [may_invite(reviewer, offer) for offer in offers] == [True, False, False, False]
