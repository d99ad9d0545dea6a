"""How invitations stand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.people import invitations, offers
from backend.people.offers import Standing
from backend.people.person import Grant, Invitation, Role
from backend.people.roles import Scopes
from tests.people.builders import KUALA, TELIHAN, Time
from tests.people.fakes import FakePeople

NOW = Time().now
MADE = Invitation("i", "h", Grant(Role.VOLUNTEER, KUALA), NOW, NOW + timedelta(days=1), 2)
DAY_AFTER = NOW + timedelta(days=2)


@pytest.fixture
def people() -> FakePeople:
    return FakePeople()


def offered(people: FakePeople, scope: str = KUALA, uses: int = 1, days: int = 1) -> tuple[Invitation, str]:
    grant, lasts = Grant(Role.VOLUNTEER, scope), timedelta(days=days)
    return invitations.make(grant, people=people, now=NOW, uses=uses, lasts=lasts)


@pytest.mark.parametrize(
    ("made", "at", "expected"),
    [
        (MADE, NOW, Standing.OPEN),
        (MADE, MADE.expires_at, Standing.EXPIRED),
        (replace(MADE, revoked_at=NOW), DAY_AFTER, Standing.REVOKED),
        (replace(MADE, uses_left=0), DAY_AFTER, Standing.USED),
    ],
)
def test_an_invitation_stands_one_way(made: Invitation, at: object, expected: Standing) -> None:
    assert offers.standing(made, at) is expected  # type: ignore[arg-type]  # a moment


def test_whoever_holds_a_link_that_is_over_is_told_why(people: FakePeople) -> None:
    made, revoked = offered(people)
    people.revoke_invitation(made.id, NOW)
    _, used = offered(people)
    invitations.accept(used, "Budi", people=people, now=NOW)
    _, late = offered(people)

    told = [
        offers.why_over(token, people=people, now=DAY_AFTER) for token in (revoked, used, late, late[:20])
    ]

    assert told == [Standing.REVOKED, Standing.USED, Standing.EXPIRED, Standing.NEVER]


def test_one_s_own_places_are_listed_open_ones_first_with_who_came(people: FakePeople) -> None:
    used, token = offered(people)
    came = invitations.accept(token, "Budi", people=people, now=NOW).person
    still_open, _ = offered(people, uses=5)
    offered(people, TELIHAN)

    listed = offers.listed(Scopes(kelurahan=frozenset({KUALA})), people=people, now=NOW)

    assert [offer.invitation.id for offer in listed] == [still_open.id, used.id]
    assert [[use.person for use in offer.uses] for offer in listed] == [[], [came.id]]


def test_a_new_way_back_revokes_the_one_before(people: FakePeople) -> None:
    _, token = offered(people)
    budi = invitations.accept(token, "Budi", people=people, now=NOW).person
    _, first = invitations.make_return(budi, people=people, now=NOW)

    invitations.make_return(budi, people=people, now=NOW)

    assert offers.why_over(first, people=people, now=NOW) is Standing.REVOKED
