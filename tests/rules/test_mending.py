"""A report with a photo shows that another one is mended: one decision settles that, one takes it back."""

from typing import Any

import pytest

from backend.reports import contesting, course, deadlines, published
from backend.reports.moves import MoveRefused, State
from backend.reports.ports import Kind, Work
from backend.reports.report import Actor, Report, Sender, Step
from backend.reports.standing_alone import part_from
from sync.envelope import Unreadable
from tests.rules.test_review import refused
from tests.rules.town import FACE, SITI, Parcel, Town, a_parcel, a_picture, sha256

ANI = Sender("phone-2", "ani")
RINA = Actor("reviewer", "rina", "Rina")
BEFORE, AFTER, NEWER = a_picture(seed=1), a_picture(seed=2), a_picture(seed=3)
S = State


def now(town: Town, parcel: Parcel) -> Report:
    return town.reports.get(parcel.id)


@pytest.fixture
def shown(town: Town) -> Parcel:
    """Verified on Monday at noon, with a photo residents see."""
    parcel = town.has(BEFORE)
    town.decides(parcel, "verify", publish=[sha256(BEFORE)])
    town.works()
    return parcel


def shows(town: Town, about: Parcel, picture: bytes = AFTER) -> Parcel:
    parcel = a_parcel(picture, about=about.id, mended=True)
    town.receives(parcel, by=ANI)
    town.takes(parcel, picture, by=ANI)
    town.works()
    return parcel


def moves(town: Town, parcel: Parcel, *ways: State) -> None:
    for state in ways:
        town.reports.append(now(town, parcel).moved(Step(state, SITI, town.time())))


def settles(town: Town, proof: Parcel, **how: Any) -> Report:
    return town.decides(proof, "resolve", publish=[sha256(AFTER)], **how)


def test_it_names_what_it_shows(town: Town, shown: Parcel) -> None:
    report = now(town, shows(town, shown))

    assert report.flags[0] == f"mends:{shown.id}"
    assert (contesting.mended(report), contesting.contested(report)) == (shown.id, "")


@pytest.mark.parametrize("way", [(S.RESOLVED,), (S.ASSIGNED,), (S.IN_PROGRESS,)])
def test_what_is_open_or_fixed_may_be_shown_to_be_mended(
    town: Town, shown: Parcel, way: tuple[State, ...]
) -> None:
    moves(town, shown, *way)

    assert contesting.mended(now(town, shows(town, shown))) == shown.id


def test_what_was_given_up_is_only_named(town: Town, shown: Parcel) -> None:
    moves(town, shown, S.IN_PROGRESS, S.CLOSED_UNRESOLVED)

    report = now(town, shows(town, shown))

    assert (contesting.mended(report), contesting.named(report)) == ("", shown.id)


def test_good_news_needs_no_mending(town: Town) -> None:
    news = town.has(category="POS-02")
    town.decides(news, "verify")

    assert contesting.mended(now(town, shows(town, news))) == ""


def test_whether_a_report_nobody_published_exists_is_told_by_nothing(town: Town) -> None:
    assert contesting.named(now(town, shows(town, town.has()))) == ""


def test_one_decision_settles_what_it_shows(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)

    settles(town, proof)

    assert (now(town, proof).state, now(town, proof).head) == (S.DUPLICATE, shown.id)
    assert now(town, shown).state is S.RESOLVED
    done = set(town.works())
    assert {Work(Kind.PUBLISH, shown.id), Work(Kind.NOTIFY, "budi"), Work(Kind.NOTIFY, "ani")} <= done


def test_residents_see_how_it_was_and_how_it_is(town: Town, shown: Parcel) -> None:
    settles(town, shows(town, shown))
    town.works()

    document = town.showcase.get(shown.id).document

    assert (document["state"], document["before"], document["after"]) == (
        "resolved",
        sha256(BEFORE),
        sha256(AFTER),
    )
    assert f"public/{shown.id}/{sha256(AFTER)}/1280.webp" in town.keys("public/")


def test_what_is_covered_in_the_photo_stays_covered(town: Town, shown: Parcel) -> None:
    settles(town, shows(town, shown), covers={sha256(AFTER): [(FACE.x, FACE.y, FACE.width, FACE.height)]})
    town.works()

    copy = town.bucket.get(f"public/{shown.id}/{sha256(AFTER)}/320.webp")

    assert copy.startswith(b"320 covering 1 of")


def test_who_shows_the_repair_did_not_say_so_too(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)
    settles(town, proof)

    told = published.full(now(town, shown), town.register, [now(town, proof)])

    assert told["me_too"] == 0


@pytest.mark.parametrize("way", [(S.IN_PROGRESS,), (S.RESOLVED, S.REOPENED)])
def test_what_is_worked_on_or_open_again_is_settled_as_well(
    town: Town, shown: Parcel, way: tuple[State, ...]
) -> None:
    moves(town, shown, *way)

    settles(town, shows(town, shown))

    assert now(town, shown).state is S.RESOLVED


def test_what_is_fixed_already_gets_its_picture_and_moves_no_further(town: Town, shown: Parcel) -> None:
    moves(town, shown, S.RESOLVED)
    town.works()

    settles(town, shows(town, shown))

    done = town.works()
    assert town.showcase.get(shown.id).document["after"] == sha256(AFTER)
    assert Work(Kind.NOTIFY, "budi") not in done


def test_an_agency_that_has_not_begun_settles_it_itself(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)
    moves(town, shown, S.ASSIGNED)

    with pytest.raises(Unreadable) as refusal:
        settles(town, proof)

    assert [(problem.field, problem.code) for problem in refusal.value.problems] == [("head", "handed")]
    assert (now(town, proof).state, now(town, shown).state) == (S.RECEIVED, S.ASSIGNED)


def test_without_a_photo_residents_may_see_nothing_is_settled(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)

    assert refused(town, proof, "resolve") == {"publish"}
    assert now(town, shown).state is S.VERIFIED


def test_what_lies_elsewhere_is_settled_by_those_it_belongs_to(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)

    with pytest.raises(Unreadable) as refusal:
        settles(town, proof, holds=lambda report: report.id != shown.id)

    assert [problem.code for problem in refusal.value.problems] == ["mended_elsewhere"]
    assert now(town, shown).state is S.VERIFIED


def test_an_ordinary_report_settles_nothing(town: Town) -> None:
    assert "head" in refused(town, town.has(AFTER), "resolve", publish=[sha256(AFTER)])


def test_what_was_merged_meanwhile_is_settled_through_its_head(town: Town, shown: Parcel) -> None:
    proof, head = shows(town, shown), town.has()
    town.decides(shown, "merge", head=head.id)
    assert "head" in refused(town, proof, "resolve", publish=[sha256(AFTER)])
    town.decides(head, "verify")

    settles(town, proof)

    assert (now(town, proof).head, now(town, head).state) == (head.id, S.RESOLVED)


def test_what_was_merged_into_the_report_that_shows_it_is_not_settled_by_that(
    town: Town, shown: Parcel
) -> None:
    proof = shows(town, shown)
    town.decides(proof, "verify", publish=[sha256(AFTER)])
    town.decides(shown, "merge", head=proof.id)

    assert "head" in refused(town, proof, "resolve", publish=[sha256(AFTER)])
    assert now(town, proof).state is S.VERIFIED


def test_taking_it_back_takes_both_back(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)
    settles(town, proof)
    town.works()

    town.decides(proof, "undo")

    assert (now(town, proof).state, now(town, shown).state) == (S.RECEIVED, S.VERIFIED)
    town.works()
    assert town.showcase.get(shown.id).document["after"] is None
    assert [key for key in town.keys("public/") if sha256(AFTER) in key] == []


def test_a_picture_that_was_added_to_a_repair_is_taken_back_alone(town: Town, shown: Parcel) -> None:
    moves(town, shown, S.RESOLVED)
    first, second = shows(town, shown), shows(town, shown, a_picture(seed=3))
    settles(town, first)
    town.decides(second, "resolve", publish=[sha256(a_picture(seed=3))])

    town.decides(second, "undo")

    town.works()
    assert now(town, shown).state is S.RESOLVED
    assert town.showcase.get(shown.id).document["after"] == sha256(AFTER)


def test_what_it_settled_is_not_taken_back_apart_from_it(town: Town, shown: Parcel) -> None:
    settles(town, shows(town, shown))

    with pytest.raises(MoveRefused, match="with the report that shows it"):
        town.decides(shown, "undo")


def settled_twice(town: Town, shown: Parcel, *, second: Actor = SITI) -> tuple[Parcel, Parcel]:
    """By two photos, ten minutes apart."""
    proofs = (shows(town, shown), shows(town, shown, NEWER))
    settles(town, proofs[0])
    town.time.passes(minutes=10)
    town.decides(proofs[1], "resolve", publish=[sha256(NEWER)], by=second)
    return proofs


@pytest.mark.parametrize(("order", "later"), [((0, 1), 20), ((1, 0), 5)])
@pytest.mark.parametrize("second", [SITI, RINA])
def test_once_both_of_two_photos_are_taken_back_nothing_is_settled(
    town: Town, shown: Parcel, order: tuple[int, int], later: int, second: Actor
) -> None:
    proofs, by = settled_twice(town, shown, second=second), (SITI, second)

    for nth, minutes, state in zip(order, (40, later), (S.RESOLVED, S.VERIFIED), strict=True):
        town.time.passes(minutes=minutes)
        town.decides(proofs[nth], "undo", by=by[nth])
        assert now(town, shown).state is state

    town.works()
    assert (town.showcase.get(shown.id).document["state"], now(town, shown).said("after")) == ("verified", "")


def test_it_stays_settled_by_the_photo_that_stands(town: Town, shown: Parcel) -> None:
    first, _ = settled_twice(town, shown)

    town.decides(first, "undo")

    town.works()
    assert town.showcase.get(shown.id).document["after"] == sha256(NEWER)
    with pytest.raises(MoveRefused, match="with the report that shows it"):
        town.decides(shown, "undo")


def test_what_was_parted_too_late_stays_settled_whatever_photo_follows(town: Town, shown: Parcel) -> None:
    first, second = shows(town, shown), shows(town, shown, NEWER)
    settles(town, first)
    town.time.passes(minutes=61)
    town.decides(first, "undo")
    town.decides(second, "resolve", publish=[sha256(NEWER)])

    town.decides(second, "undo")

    assert now(town, shown).state is S.RESOLVED


def test_whose_photo_another_parted_is_taken_back_by_itself(town: Town, shown: Parcel) -> None:
    first, second = settled_twice(town, shown)
    town.decides(first, "undo", by=RINA)
    town.decides(second, "undo")
    assert now(town, shown).state is S.RESOLVED
    with pytest.raises(MoveRefused, match="only the own"):
        town.decides(shown, "undo", by=RINA)

    town.decides(shown, "undo")

    assert now(town, shown).state is S.VERIFIED
    with pytest.raises(MoveRefused):
        town.decides(shown, "undo")


@pytest.mark.parametrize(("by", "minutes"), [(RINA, 0), (SITI, 61)])
def test_later_or_by_another_the_two_are_only_parted(
    town: Town, shown: Parcel, by: Actor, minutes: int
) -> None:
    proof = shows(town, shown)
    settles(town, proof)
    town.time.passes(minutes=minutes)

    town.decides(proof, "undo", by=by)

    town.works()
    assert (now(town, proof).state, now(town, shown).state) == (S.RECEIVED, S.RESOLVED)
    assert town.showcase.get(shown.id).document["after"] is None


def test_what_others_went_on_with_is_not_taken_back(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)
    settles(town, proof)
    moves(town, shown, S.REOPENED)

    town.decides(proof, "undo")

    assert now(town, shown).state is S.REOPENED


def test_what_was_settled_and_taken_back_is_due_when_it_was(town: Town, shown: Parcel) -> None:
    proof, due = shows(town, shown), deadlines.due(now(town, shown), town.register)
    town.time.passes(days=30)
    settles(town, proof)

    town.decides(proof, "undo")

    assert deadlines.due(now(town, shown), town.register) == due


def test_the_decision_sent_twice_is_one(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)

    again = [settles(town, proof, id="one", version=1).version for _ in range(2)]

    assert again == [2, 2]
    assert [step.state for step in now(town, shown).steps] == [S.RECEIVED, S.VERIFIED, S.RESOLVED]


def test_a_second_photo_of_the_same_repair_is_compared_instead(town: Town, shown: Parcel) -> None:
    newer = a_picture(seed=3)
    settles(town, shows(town, shown))
    later = shows(town, shown, newer)

    town.decides(later, "resolve", publish=[sha256(newer)])

    assert course.compared(now(town, shown), [sha256(BEFORE), sha256(AFTER), sha256(newer)]) == {
        "before": sha256(BEFORE),
        "after": sha256(newer),
    }


def test_the_archive_keeps_what_settled_it(town: Town, shown: Parcel) -> None:
    settles(town, shows(town, shown))
    town.works()

    assert town.archived(shown) == now(town, shown)


def test_what_is_taken_back_from_residents_takes_its_photos_along(town: Town, shown: Parcel) -> None:
    proof = shows(town, shown)
    settles(town, proof)
    town.works()

    part_from(shown.id, shown.id, reports=town.reports, at=town.time())
    town.removes(shown)

    town.works()
    assert town.keys("public/") == []
    assert town.reports.get(proof.id).state is S.RECEIVED
