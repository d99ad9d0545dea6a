"""A reviewer decides."""

from typing import Any

import pytest

from backend.reports.moves import MoveRefused, State
from backend.reports.ports import Kind, NotFound, Stale, Work
from backend.reports.report import Report, Step
from sync.envelope import Unreadable
from tests.rules.town import NOON, SITI, Town, a_parcel, a_picture, sha256

PICTURE, OTHER = a_picture(seed=1), a_picture(seed=2)


def refused(town: Town, parcel: Any, verdict: str, **how: Any) -> set[str]:
    """Fields that are named when a decision is not one; nothing has happened then."""
    before = town.reports.get(parcel.id)
    with pytest.raises(Unreadable) as refusal:
        town.decides(parcel, verdict, **how)
    assert town.reports.get(parcel.id) == before
    return {problem.field for problem in refusal.value.problems}


@pytest.mark.parametrize(
    ("verdict", "how", "state"),
    [
        ("verify", {}, State.VERIFIED),
        ("verify", {"words": "Sudah dilihat"}, State.VERIFIED),
        ("reject", {"reason": "not_here"}, State.REJECTED),
        ("reject", {"reason": "not_here", "words": "Ini di Kutai Timur"}, State.REJECTED),
        ("ask", {"words": "Di sebelah mana?"}, State.NEEDS_INFO),
        ("ask", {"reason": "where_exactly"}, State.NEEDS_INFO),
    ],
)
def test_a_decision_is_appended_with_who_when_and_why(
    town: Town, verdict: str, how: dict[str, Any], state: State
) -> None:
    parcel = town.has()
    town.time.passes(hours=1)

    decided = town.decides(parcel, verdict, **how)

    step = Step(state, SITI, town.time(), how.get("reason", ""), how.get("words", ""))
    assert decided.steps[1:] == (step,)
    assert town.reports.get(parcel.id) == decided


def test_a_rejection_can_be_undone(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "reject", reason="not_here")

    assert town.decides(parcel, "undo", words="Keliru").state is State.RECEIVED
    assert town.decides(parcel, "verify").version == 4


def test_words_are_kept_without_the_blanks_around_them(town: Town) -> None:
    decided = town.decides(town.has(), "ask", reason=" where_exactly ", words="\n Di mana? ")

    assert (decided.steps[-1].reason, decided.steps[-1].words) == ("where_exactly", "Di mana?")


@pytest.mark.parametrize(
    ("verdict", "how", "fields"),
    [
        ("reject", {}, {"reason"}),
        ("reject", {"reason": "  "}, {"reason"}),
        ("reject", {"words": "Tidak"}, {"reason"}),
        ("reject", {"reason": "where_exactly"}, {"reason"}),
        ("reject", {"reason": "no such reason"}, {"reason"}),
        ("verify", {"reason": "not_here"}, {"reason"}),
        ("ask", {}, {"words"}),
        ("ask", {"words": " \n"}, {"words"}),
        ("ask", {"reason": "not_here"}, {"reason"}),
        ("ask", {"words": "x" * 2_001}, {"words"}),
        ("reject", {"words": "x" * 2_001}, {"reason", "words"}),
        ("reject", {"reason": "not_here", "publish": ["ab"]}, {"publish"}),
        ("ask", {"words": "Di mana?", "publish": ["ab"]}, {"publish"}),
        ("verify", {"publish": ["ab"]}, {"publish"}),
    ],
)
def test_a_decision_that_lacks_something_is_refused_by_name(
    town: Town, verdict: str, how: dict[str, Any], fields: set[str]
) -> None:
    assert refused(town, town.has(PICTURE), verdict, **how) == fields


def test_only_verifying_publishes(town: Town) -> None:
    parcel = town.has(PICTURE)

    for verdict, how in (("reject", {"reason": "not_here"}), ("ask", {"words": "Di mana?"})):
        assert refused(town, parcel, verdict, publish=[sha256(PICTURE)], **how) == {"publish"}


def test_words_may_be_as_long_as_a_note(town: Town) -> None:
    assert town.decides(town.has(), "ask", words="x" * 2_000).state is State.NEEDS_INFO


def test_the_second_of_two_reviewers_learns_what_the_first_decided(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "reject", reason="not_here", version=1)

    with pytest.raises(Stale) as told:
        town.decides(parcel, "verify", version=1)

    assert told.value.report == town.reports.get(parcel.id)
    assert told.value.report.state is State.REJECTED


def test_a_decision_from_a_version_that_is_not_there_yet_is_refused(town: Town) -> None:
    with pytest.raises(Stale):
        town.decides(town.has(), "verify", version=2)


def test_of_two_decisions_at_the_same_moment_one_counts(town: Town) -> None:
    parcel = town.has()
    get = town.reports.get

    def overtaken(report_id: str) -> Report:
        """The colleague decides after this one has read the report."""
        town.reports.get = get  # type: ignore[method-assign]
        report = get(report_id)
        town.decides(parcel, "reject", reason="not_here")
        return report

    town.reports.get = overtaken  # type: ignore[method-assign]
    with pytest.raises(Stale) as told:
        town.decides(parcel, "verify", version=1)

    assert told.value.report.state is State.REJECTED
    assert town.reports.get(parcel.id).version == 2


def test_what_the_table_does_not_allow_is_refused(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "verify")

    for verdict, words in (("verify", ""), ("ask", "Di mana?")):
        with pytest.raises(MoveRefused):
            town.decides(parcel, verdict, words=words)


def test_a_report_nobody_sent_cannot_be_decided(town: Town) -> None:
    with pytest.raises(NotFound):
        town.decides(a_parcel(), "verify", version=1)


def test_a_word_that_is_no_verdict_is_refused(town: Town) -> None:
    with pytest.raises(ValueError, match="delete"):
        town.decides(town.has(), "delete")


# What follows


@pytest.mark.parametrize(
    ("before", "verdict", "how", "kinds"),
    [
        ([], "ask", {"words": "Di mana?"}, {Kind.ARCHIVE}),
        ([], "reject", {"reason": "not_here"}, {Kind.ARCHIVE}),
        ([], "verify", {}, {Kind.ARCHIVE, Kind.PUBLISH}),
        (["verify"], "reject", {"reason": "not_here"}, {Kind.ARCHIVE, Kind.PUBLISH}),
    ],
)
def test_what_follows_on_a_decision(
    town: Town, before: list[str], verdict: str, how: dict[str, Any], kinds: set[Kind]
) -> None:
    parcel = town.has()
    for earlier in before:
        town.decides(parcel, earlier)
    town.works()
    town.queue.count = 0

    town.decides(parcel, verdict, **how)

    told = Work(Kind.NOTIFY, "budi")
    assert {lease.work for lease in town.leases()} == {told, *(Work(kind, parcel.id) for kind in kinds)}
    assert town.queue.count == 1


def test_only_the_photos_a_reviewer_chose_are_public(town: Town) -> None:
    parcel = town.has(PICTURE, OTHER)

    town.decides(parcel, "verify", publish=[sha256(OTHER)])

    assert [photo.public for photo in town.reports.get(parcel.id).photos] == [False, True]


def test_the_photos_of_a_report_that_is_rejected_after_all_are_shown_no_more_until_that_is_undone(
    town: Town,
) -> None:
    parcel = town.has(PICTURE)
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.works()
    shown = town.keys("public/")

    town.decides(parcel, "reject", reason="not_here")
    town.works()
    assert (len(shown), town.keys("public/")) == (3, [])

    assert town.decides(parcel, "undo").state is State.VERIFIED
    town.works()
    assert town.keys("public/") == shown


def test_a_photo_whose_choice_was_taken_back_is_not_shown_by_merging(town: Town) -> None:
    head, parcel = town.has(), town.has(PICTURE)
    town.decides(head, "verify")
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])

    town.decides(parcel, "undo")
    town.decides(parcel, "merge", head=head.id)
    town.works()

    assert [photo.public for photo in town.reports.get(parcel.id).photos] == [False]
    assert town.keys("public/") == []


def test_a_photo_nobody_could_look_at_cannot_be_published(town: Town) -> None:
    undecodable, undrawn = b"broken photo", a_picture(seed=3)
    broken = town.has(undecodable)
    waiting = town.has(undrawn, work=False)

    assert refused(town, broken, "verify", publish=[sha256(undecodable)]) == {"publish"}
    assert refused(town, waiting, "verify", publish=[sha256(undrawn)]) == {"publish"}


def test_words_can_be_verified_while_photos_are_on_their_way(town: Town) -> None:
    parcel = a_parcel(PICTURE)
    town.receives(parcel)

    assert town.decides(parcel, "verify").state is State.VERIFIED

    town.takes(parcel, PICTURE)
    town.works()
    assert town.archived(parcel).steps[-1] == Step(State.VERIFIED, SITI, NOON)
    assert town.archived(parcel).stored_at == NOON
