"""People, their devices and sessions, and invitations."""

from dataclasses import replace

import pytest

from backend.people.person import Device, Grant, Invitation, Person, Role, Session, Use
from backend.people.ports import LastAdmin, LoginTaken, Unknown
from backend.stores.people import SqlPeople
from tests.stores.making import NOON, minutes
from tests.stores.together import together

GRANTS = (Grant(Role.REVIEWER, "64.74.03.1002"), Grant(Role.ADMIN))
SITI = Person("p-siti", "Siti \0 Nurhaliza", GRANTS, NOON, "Siti", "$argon2id$v=19$…")
ANI = Person("p-ani", "Ani", (Grant(Role.VOLUNTEER, "64.74.03.1002"),), minutes(1))
PHONE = Device("d-1", "hash-of-phone", NOON, NOON, None, "Chrome, Android")
DESK = Session("s-1", "hash-of-desk", SITI.id, NOON, NOON, "Firefox")
INVITATION = Invitation("i-1", "hash-of-link", ANI.grants[0], NOON, minutes(60), 2, "Ani", SITI.id)


def test_a_person_comes_back_as_they_were_kept(people: SqlPeople) -> None:
    people.add(SITI)
    people.add(ANI)

    assert (people.get(SITI.id), people.get(ANI.id)) == (SITI, ANI)
    assert people.all() == [SITI, ANI]
    assert people.all(Role.VOLUNTEER) == [ANI]


def test_a_login_is_found_whatever_its_case(people: SqlPeople) -> None:
    people.add(SITI)

    assert people.by_login("sITI") == SITI


def test_a_login_is_given_once_whatever_its_case(people: SqlPeople) -> None:
    people.add(SITI)

    with pytest.raises(LoginTaken):
        people.add(replace(SITI, id="p-other", login="SITI"))

    assert people.all() == [SITI]


def test_many_people_have_no_login(people: SqlPeople) -> None:
    people.add(ANI)
    people.add(replace(ANI, id="p-budi"))

    assert len(people.all()) == 2


def test_a_password_can_be_set(people: SqlPeople) -> None:
    people.add(SITI)

    people.set_password(SITI.id, "$argon2id$new")

    assert people.get(SITI.id).password_hash == "$argon2id$new"


def test_a_device_is_known_by_its_token(people: SqlPeople) -> None:
    people.add_device(PHONE)

    people.device_seen(PHONE.id, minutes(5))

    assert people.device(PHONE.token_hash) == replace(PHONE, seen_at=minutes(5))


def test_a_revoked_device_is_unknown(people: SqlPeople) -> None:
    people.add_device(PHONE)

    people.revoke_device(PHONE.id, NOON)

    with pytest.raises(Unknown):
        people.device(PHONE.token_hash)


def test_a_session_names_its_person_until_it_ends(people: SqlPeople) -> None:
    people.add(SITI)
    people.add_session(DESK)
    people.session_seen(DESK.id, minutes(5))

    assert people.session(DESK.token_hash) == (replace(DESK, seen_at=minutes(5)), SITI)
    people.end_session(DESK.token_hash)
    people.end_session(DESK.token_hash)
    with pytest.raises(Unknown):
        people.session(DESK.token_hash)


def test_a_disabled_person_is_signed_out_everywhere(people: SqlPeople) -> None:
    people.add(SITI)
    people.add_session(DESK)
    people.add_device(replace(PHONE, person=SITI.id))

    people.add(replace(SITI, id="p-other", login="other"))
    people.disable(SITI.id, minutes(9))

    with pytest.raises(Unknown):
        people.session(DESK.token_hash)
    with pytest.raises(Unknown):
        people.device(PHONE.token_hash)
    assert people.get(SITI.id).disabled_at == minutes(9)


@pytest.mark.parametrize(
    "ask",
    [
        lambda people: people.get("nobody"),
        lambda people: people.by_login("nobody"),
        lambda people: people.device("nothing"),
        lambda people: people.session("nothing"),
        lambda people: people.invitation("nothing", NOON),
        lambda people: people.made("nothing"),
        lambda people: people.disable("nobody", NOON),
    ],
)
def test_who_is_not_kept_is_unknown(people: SqlPeople, ask: object) -> None:
    with pytest.raises(Unknown):
        ask(people)  # type: ignore[operator]


def test_an_invitation_is_accepted_as_often_as_it_says(people: SqlPeople) -> None:
    people.add_invitation(INVITATION)

    people.accept(INVITATION.token_hash, ANI, replace(PHONE, person=ANI.id), minutes(1))

    assert people.device(PHONE.token_hash).person == ANI.id
    assert people.get(ANI.id) == ANI
    assert people.invitation(INVITATION.token_hash, minutes(1)).uses_left == 1


def test_an_invitation_for_one_lets_one_of_five_in(people: SqlPeople) -> None:
    people.add_invitation(replace(INVITATION, uses_left=1))

    outcomes = together(
        5,
        lambda n: people.accept(
            INVITATION.token_hash,
            replace(ANI, id=f"p-{n}"),
            Device(f"d-{n}", f"hash-{n}", NOON, NOON, f"p-{n}"),
            minutes(1),
        ),
    )

    assert [type(outcome) for outcome in outcomes if outcome] == [Unknown] * 4
    assert len(people.all()) == 1


@pytest.mark.parametrize(
    "invitation",
    [
        replace(INVITATION, uses_left=0),
        replace(INVITATION, expires_at=minutes(1)),
        replace(INVITATION, revoked_at=NOON),
    ],
    ids=["used up", "expired", "revoked"],
)
def test_an_invitation_ends(people: SqlPeople, invitation: Invitation) -> None:
    people.add_invitation(invitation)

    with pytest.raises(Unknown):
        people.accept(invitation.token_hash, ANI, replace(PHONE, person=ANI.id), minutes(1))

    with pytest.raises(Unknown):
        people.get(ANI.id)
    with pytest.raises(Unknown):
        people.device(PHONE.token_hash)
    assert people.invitations() == [invitation]
    assert people.made(invitation.token_hash) == invitation
    assert people.uses() == []


def test_who_accepted_an_invitation_is_written_down_and_goes_with_it(people: SqlPeople) -> None:
    people.add_invitation(INVITATION)
    people.add_device(PHONE)

    people.bind(INVITATION.token_hash, ANI, PHONE.id, minutes(1))
    budi = replace(ANI, id="p-budi", name="Budi")
    people.accept(INVITATION.token_hash, budi, replace(PHONE, id="d-2", token_hash="2"), minutes(3))

    assert people.uses() == [
        Use(INVITATION.id, ANI.id, "Ani", minutes(1)),
        Use(INVITATION.id, budi.id, "Budi", minutes(3)),
    ]


def test_an_invitation_is_revoked_once_and_lets_nobody_in_from_then_on(people: SqlPeople) -> None:
    people.add_invitation(INVITATION)

    people.revoke_invitation(INVITATION.id, minutes(2))

    assert people.made(INVITATION.token_hash).revoked_at == minutes(2)
    with pytest.raises(Unknown):
        people.accept(INVITATION.token_hash, ANI, replace(PHONE, person=ANI.id), minutes(3))
    for gone in (INVITATION.id, "i-never"):
        with pytest.raises(Unknown):
            people.revoke_invitation(gone, minutes(4))


def test_an_anonymous_device_can_be_bound(people: SqlPeople) -> None:
    people.add_invitation(INVITATION)
    people.add_device(PHONE)

    people.bind(INVITATION.token_hash, ANI, PHONE.id, minutes(1))

    assert people.device(PHONE.token_hash).person == ANI.id
    assert people.invitation(INVITATION.token_hash, minutes(1)).uses_left == 1


@pytest.mark.parametrize("device", [replace(PHONE, person=SITI.id), replace(PHONE, revoked_at=NOON), None])
def test_a_device_that_is_not_anonymous_uses_nothing_up(people: SqlPeople, device: Device | None) -> None:
    people.add(SITI)
    people.add_invitation(INVITATION)
    if device:
        people.add_device(device)

    with pytest.raises(Unknown):
        people.bind(INVITATION.token_hash, ANI, PHONE.id, minutes(1))

    assert people.invitation(INVITATION.token_hash, minutes(1)) == INVITATION
    assert people.all() == [SITI]


def test_invitations_are_listed_newest_first(people: SqlPeople) -> None:
    newer = replace(INVITATION, id="i-2", token_hash="other", created_at=minutes(5))
    people.add_invitation(INVITATION)
    people.add_invitation(newer)

    assert people.invitations() == [newer, INVITATION]


def test_a_return_link_lets_the_same_person_in_on_another_phone(people: SqlPeople) -> None:
    people.add(ANI)
    people.add_invitation(replace(INVITATION, person=ANI.id, uses_left=1))

    people.accept(INVITATION.token_hash, ANI, replace(PHONE, person=ANI.id), minutes(1))

    assert people.all() == [ANI]
    assert people.device(PHONE.token_hash).person == ANI.id
    with pytest.raises(Unknown):
        people.invitation(INVITATION.token_hash, minutes(1))


def test_a_return_link_ends_the_earlier_ones_of_that_person_alone(people: SqlPeople) -> None:
    people.add(ANI)
    people.add(SITI)
    links = [replace(INVITATION, id=f"i-{n}", token_hash=f"h-{n}") for n in range(4)]
    for link, person in zip(links, (ANI.id, SITI.id, None, ANI.id), strict=True):
        people.add_invitation(replace(link, person=person))

    ended = {offer.id: offer.revoked_at for offer in people.invitations()}

    assert ended == {"i-0": INVITATION.created_at, "i-1": None, "i-2": None, "i-3": None}


def test_a_key_is_made_once_whoever_asks_first(people: SqlPeople) -> None:
    keys: list[bytes] = []

    together(5, lambda n: keys.append(people.key("person:p-ani", bytes([n]) * 32)))

    assert len(set(keys)) == 1
    assert people.key("person:p-ani", b"other") == keys[0]
    assert people.key("person:p-siti", b"other") == b"other"


def test_of_two_return_links_made_at_once_one_is_left(people: SqlPeople) -> None:
    people.add(ANI)
    links = [replace(INVITATION, id=f"i-{n}", token_hash=f"h-{n}", person=ANI.id) for n in range(8)]

    refused = together(8, lambda n: people.add_invitation(links[n]))

    assert refused == [None] * 8
    assert sum(offer.revoked_at is None for offer in people.invitations()) == 1


def test_roles_are_changed_whole_and_in_order(people: SqlPeople) -> None:
    people.add(SITI)
    more = (Grant(Role.AUDITOR), Grant(Role.ADMIN))

    people.set_grants(SITI.id, more)

    assert people.get(SITI.id) == replace(SITI, grants=more)
    with pytest.raises(Unknown):
        people.set_grants("nobody", more)


def test_the_last_admin_keeps_the_role_and_the_key(people: SqlPeople) -> None:
    people.add(SITI)
    people.add(replace(ANI, login="ani"))

    with pytest.raises(LastAdmin):
        people.set_grants(SITI.id, ANI.grants)
    with pytest.raises(LastAdmin):
        people.disable(SITI.id, NOON)

    assert people.get(SITI.id) == SITI
    people.disable(ANI.id, NOON)


def test_of_two_admins_who_shut_each_other_out_at_once_one_stays(people: SqlPeople) -> None:
    both = [replace(SITI, id=f"p-{n}", login=f"admin{n}") for n in range(2)]
    for one in both:
        people.add(one)

    outcomes = together(2, lambda n: people.disable(both[n].id, NOON))

    assert sorted(type(outcome) is LastAdmin for outcome in outcomes) == [False, True]
    assert sum(one.disabled_at is None for one in people.all()) == 1


def test_who_was_shut_out_is_let_in_again(people: SqlPeople) -> None:
    people.add(ANI)
    people.disable(ANI.id, NOON)

    people.enable(ANI.id)

    assert people.get(ANI.id) == ANI
