"""Every verdict in every state; what it says beside the state; and how it is taken back."""

from typing import Any

import pytest

from backend.reports.choices import Spot
from backend.reports.moves import MoveRefused, State
from backend.reports.ports import Kind, Stale, Work
from backend.reports.report import Actor, Step
from tests.rules.test_review import refused
from tests.rules.town import GUNUNG_TELIHAN, KANAAN, NOON, SITI, Parcel, Town

RINA = Actor("reviewer", "rina", "Rina")
S = State

WAYS: dict[State, tuple[State, ...]] = {
    S.RECEIVED: (),
    S.NEEDS_INFO: (S.NEEDS_INFO,),
    S.VERIFIED: (S.VERIFIED,),
    S.ASSIGNED: (S.VERIFIED, S.ASSIGNED),
    S.IN_PROGRESS: (S.VERIFIED, S.IN_PROGRESS),
    S.RESOLVED: (S.VERIFIED, S.RESOLVED),
    S.CLOSED_UNRESOLVED: (S.VERIFIED, S.IN_PROGRESS, S.CLOSED_UNRESOLVED),
    S.REOPENED: (S.VERIFIED, S.RESOLVED, S.REOPENED),
    S.REJECTED: (S.REJECTED,),
    S.DUPLICATE: (S.DUPLICATE,),
}
"""How a report gets there; the last step is Siti's own."""

HOW: dict[str, dict[str, Any]] = {
    "verify": {},
    "reject": {"reason": "not_here"},
    "ask": {"words": "Di mana?"},
    "merge": {},
    "move": {"category": "AIR-01"},
    "assign": {"opd": "DLH"},
    "show": {},
    "undo": {},
}

LEADS = """
received          : verify=verified reject=rejected ask=needs_info merge=duplicate move=received
needs_info        : verify=verified reject=rejected merge=duplicate move=needs_info undo=received
verified          : reject=rejected merge=duplicate move=verified assign=assigned undo=received show=verified
assigned          : verify=verified move=assigned undo=verified show=assigned
in_progress       : move=in_progress assign=assigned undo=verified show=in_progress
resolved          : undo=verified show=resolved
closed_unresolved : undo=in_progress show=closed_unresolved
reopened          : move=reopened assign=assigned undo=resolved show=reopened
rejected          : undo=received
duplicate         : undo=received
"""
EXPECTED = {
    (S(state.strip()), verdict): S(then)
    for state, _, rest in (line.partition(":") for line in LEADS.strip().splitlines())
    for verdict, then in (pair.split("=") for pair in rest.split())
}


def stands(town: Town, state: State, **changes: Any) -> Parcel:
    parcel = town.has(work=False, **changes)
    for then in WAYS[state]:
        report = town.reports.get(parcel.id)
        heads = {"heads": "somewhere"} if then is S.DUPLICATE else {}
        town.reports.append(report.moved(Step(then, SITI, town.time(), detail=heads)))
    return parcel


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verdict", HOW)
def test_each_verdict_leads_where_the_life_of_a_report_lets_it(
    town: Town, state: State, verdict: str
) -> None:
    parcel, other = stands(town, state), town.has(work=False)
    how = HOW[verdict] | ({"head": other.id} if verdict == "merge" else {})
    before = town.reports.get(parcel.id)

    if (state, verdict) in EXPECTED:
        decided = town.decides(parcel, verdict, **how)
        assert (decided.state, decided.version) == (EXPECTED[state, verdict], before.version + 1)
        assert town.reports.get(parcel.id) == decided
    else:
        with pytest.raises(MoveRefused):
            town.decides(parcel, verdict, **how)
        assert town.reports.get(parcel.id) == before


# Elsewhere


def test_a_case_moves_to_another_kelurahan_and_the_old_one_can_follow_it(town: Town) -> None:
    parcel = town.has()

    moved = town.decides(parcel, "move", kelurahan=KANAAN, words="Itu di seberang jalan")

    assert (moved.state, moved.kelurahan, moved.places) == (S.RECEIVED, KANAAN, (GUNUNG_TELIHAN, KANAAN))
    [line] = town.reports.queue([KANAAN], [S.RECEIVED])
    assert (line.id, line.last_step.words) == (parcel.id, "Itu di seberang jalan")
    assert town.reports.queue([GUNUNG_TELIHAN], [S.RECEIVED]) == ()


def test_the_document_of_a_case_that_moved_stays_where_it_was(town: Town) -> None:
    parcel = town.has()

    town.decides(parcel, "move", kelurahan=KANAAN)
    town.works()

    assert town.archived(parcel) == town.reports.get(parcel.id)
    assert len(town.keys("reports/")) == 1


def test_a_published_case_that_moves_is_drawn_where_it_was_and_where_it_is(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "verify")
    town.works()

    town.decides(parcel, "move", kelurahan=KANAAN)

    done = town.works()
    assert {work.report for work in done if work.kind is Kind.PACK} == {GUNUNG_TELIHAN, KANAAN}


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ({}, {"kelurahan"}),
        ({"kelurahan": GUNUNG_TELIHAN}, {"kelurahan"}),
        ({"category": "SMP-01"}, {"kelurahan"}),
        ({"kelurahan": "64.74.99"}, {"kelurahan"}),
        ({"category": "XXX-99"}, {"category"}),
    ],
)
def test_a_move_names_another_place_or_category_of_the_register(
    town: Town, how: dict[str, Any], fields: set[str]
) -> None:
    assert fields <= refused(town, town.has(), "move", **how)


# To an agency


def test_an_agency_is_in_charge_until_that_is_undone(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)

    assert town.decides(parcel, "assign", opd="DLH").opd == "DLH"
    assert town.decides(parcel, "undo").opd == ""


def test_what_is_verified_again_is_taken_from_its_agency(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)
    town.decides(parcel, "assign", opd="DLH")

    assert town.decides(parcel, "verify").opd == ""


@pytest.mark.parametrize("opd", ["", "PUPR"])
def test_only_an_agency_of_the_register_gets_a_case(town: Town, opd: str) -> None:
    assert refused(town, stands(town, S.VERIFIED), "assign", opd=opd) == {"opd"}


def test_an_agency_that_is_out_of_office_gets_nothing(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)
    town.time.passes(days=60)

    assert refused(town, parcel, "assign", opd="DLH") == {"opd"}


# Asked


def test_a_photo_may_be_all_that_is_asked_for(town: Town) -> None:
    asked = town.decides(town.has(), "ask", photo=True)

    assert asked.steps[-1].detail == {"photo": "wanted"}


# Twice, and in the field


def test_a_choice_that_comes_again_does_nothing_twice(town: Town) -> None:
    parcel = town.has()
    how: dict[str, Any] = {"version": 1, "id": "019845ae", "words": "Di mana?"}
    first = town.decides(parcel, "ask", **how)
    town.decides(parcel, "verify")

    again = town.decides(parcel, "ask", **how)

    assert again == first
    assert town.reports.get(parcel.id).version == 3


def test_the_id_of_a_choice_is_nobody_elses(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "verify", version=1, id="a")

    with pytest.raises(Stale):
        town.decides(parcel, "verify", version=1, id="a", by=RINA)


def test_a_decision_in_the_field_says_where_and_when(town: Town) -> None:
    decided = town.decides(town.has(), "verify", field=Spot(0.1366, 117.4526, 8.0, NOON))

    assert decided.steps[-1].detail == {
        "field": '{"lat": 0.1366, "lon": 117.4526, "accuracy_m": 8.0, "at": "2026-11-23T04:00:00+00:00"}'
    }


# Taken back


def test_what_is_undone_stays_in_the_history(town: Town) -> None:
    parcel = town.has()
    verified = town.decides(parcel, "verify", words="Betul")

    undone = town.decides(parcel, "undo", words="Keliru")

    assert undone.steps == (
        *verified.steps,
        Step(S.RECEIVED, SITI, NOON, words="Keliru", detail={"undoes": "2"}),
    )


def test_one_undoes_the_own_decision_only(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)

    with pytest.raises(MoveRefused, match="own last decision"):
        town.decides(parcel, "undo", by=RINA)


def test_after_an_hour_a_decision_stands(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)
    town.time.passes(minutes=61)

    with pytest.raises(MoveRefused, match="an hour ago"):
        town.decides(parcel, "undo")


@pytest.mark.parametrize("state", [S.REJECTED, S.DUPLICATE])
def test_a_rejection_and_a_merge_are_undone_by_any_reviewer_at_any_time(town: Town, state: State) -> None:
    parcel = stands(town, state)
    town.time.passes(days=30)

    assert town.decides(parcel, "undo", by=RINA).state is S.RECEIVED


def test_what_was_undone_cannot_be_undone_again(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)
    town.decides(parcel, "undo")

    with pytest.raises(MoveRefused):
        town.decides(parcel, "undo")


def test_a_move_is_undone_with_what_it_changed(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "move", category="AIR-01", kelurahan=KANAAN)

    undone = town.decides(parcel, "undo")

    assert (undone.category, undone.kelurahan) == ("SMP-01", GUNUNG_TELIHAN)
    assert town.reports.queue([GUNUNG_TELIHAN], [S.RECEIVED])[0].category == "SMP-01"


def test_the_first_of_two_moves_is_in_force_again_when_the_second_is_undone(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "move", kelurahan=KANAAN)
    town.decides(parcel, "move", category="AIR-01")

    undone = town.decides(parcel, "undo")

    assert (undone.category, undone.kelurahan) == ("SMP-01", KANAAN)


def test_what_is_only_noted_calls_nobody(town: Town) -> None:
    parcel = stands(town, S.VERIFIED)
    town.works()

    town.decides(parcel, "move", category="AIR-01")

    assert Work(Kind.NOTIFY, "budi") not in town.works()
