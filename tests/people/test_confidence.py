"""Who may know who sent a report: every role, every choice of the sender."""

import pytest

from backend.people.confidence import may_know_sender
from backend.people.person import Grant, Role
from tests.people.builders import KUALA, TELIHAN, a_person

HERE = "reviewer of the kelurahan"
ASKERS = {
    HERE: Grant(Role.REVIEWER, TELIHAN),
    "reviewer of another": Grant(Role.REVIEWER, KUALA),
    "officer in charge": Grant(Role.OFFICER, "DLH"),
    "officer of another agency": Grant(Role.OFFICER, "DPUPR"),
    "command centre": Grant(Role.COMMAND),
    "auditor": Grant(Role.AUDITOR),
    "admin": Grant(Role.ADMIN),
    "volunteer": Grant(Role.VOLUNTEER, TELIHAN),
}
KNOWING = {
    "named": {HERE, "officer in charge"},
    "confidential": {HERE},
    "anonymous": set(),
    "a choice of a later program": set(),
}


@pytest.mark.parametrize("identity", KNOWING)
@pytest.mark.parametrize("asker", ASKERS)
def test_the_sender_is_known_to_those_who_were_promised_and_to_nobody_else(asker: str, identity: str) -> None:
    knows = may_know_sender(a_person(ASKERS[asker]), identity=identity, kelurahan=TELIHAN, opd="DLH")

    assert knows is (asker in KNOWING[identity])


def test_an_officer_knows_nobody_of_what_was_not_handed_to_an_agency() -> None:
    assert not may_know_sender(a_person(Grant(Role.OFFICER, "DLH")), identity="named", kelurahan=TELIHAN)
