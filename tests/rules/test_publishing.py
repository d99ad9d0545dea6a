"""What residents may see is put where they see it, and taken away again."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.reports import published
from backend.reports.moves import MoveRefused, State
from backend.reports.ports import Kind, LeaseLost, NotFound, Work
from backend.reports.report import Step
from backend.residents import atlas, pack
from sync.envelope import Unreadable
from tests.rules.town import GUNUNG_TELIHAN, KANAAN, NOON, SITI, Parcel, Register, Town, a_picture, sha256

PICTURE, OTHER = a_picture(seed=1), a_picture(seed=2)


@pytest.fixture
def parcel(town: Town) -> Parcel:
    return town.has(PICTURE, OTHER)


def shown(town: Town) -> list[str]:
    return [key.removeprefix("public/") for key in town.keys("public/")]


def copies(parcel: Parcel, picture: bytes) -> list[str]:
    return [f"{parcel.id}/{sha256(picture)}/{size}.webp" for size in (1280, 320, 720)]


def test_nothing_is_shown_before_a_reviewer_says_so(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "ask", words="Di mana?")
    town.works()

    assert shown(town) == []
    assert town.drawn == []


def test_the_chosen_photos_are_shown_and_no_others(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.works()

    assert shown(town) == copies(parcel, PICTURE)
    assert seen(town, parcel) == 1  # the face the machine proposed
    assert town.drawn == [parcel.id]


def seen(town: Town, parcel: Parcel, size: int = 320) -> int:
    """How many parts are covered on what residents see."""
    shown = town.chest.shown(parcel.id, sha256(PICTURE), size)
    return int(shown.split(b"covering ")[1].split()[0]) if b"covering" in shown else 0


@pytest.mark.parametrize("parts", [[], [(0.1, 0.1, 0.2, 0.2)], [(0, 0, 1, 1), (0.5, 0.5, 0.1, 0.1)]])
def test_what_a_person_chose_is_covered_and_no_proposal(
    town: Town, parcel: Parcel, parts: list[tuple[float, float, float, float]]
) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE)], covers={sha256(PICTURE): parts})
    town.works()

    assert [seen(town, parcel, size) for size in (320, 720, 1280)] == [len(parts)] * 3


def test_a_cover_changed_later_replaces_what_was_shown(town: Town, parcel: Parcel) -> None:
    chosen = {sha256(PICTURE): [(0.1, 0.1, 0.2, 0.2), (0.6, 0.6, 0.2, 0.2)]}
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.works()

    town.decides(parcel, "move", kelurahan=KANAAN, covers=chosen)
    town.works()

    assert seen(town, parcel) == 2


def test_what_residents_see_is_chosen_again_while_the_report_stays_where_it_is(
    town: Town, parcel: Parcel
) -> None:
    chosen = {sha256(PICTURE): [(0.1, 0.1, 0.2, 0.2), (0.6, 0.6, 0.2, 0.2)]}
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.works()

    report = town.decides(parcel, "show", publish=[sha256(PICTURE)], covers=chosen)
    town.works()
    assert (report.state, seen(town, parcel)) == (State.VERIFIED, 2)

    town.decides(parcel, "show")
    town.works()
    assert shown(town) == []


def test_residents_read_each_state_once_however_often_something_is_noted(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify")
    report = town.decides(parcel, "show")

    assert [step["state"] for step in published.full(report, Register())["steps"]] == ["verified"]


def test_what_is_shown_is_chosen_again_and_not_taken_back(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify")
    town.decides(parcel, "show")

    with pytest.raises(MoveRefused):
        town.decides(parcel, "undo")


@pytest.mark.parametrize(
    "part", [(0, 0, 0, 0.1), (0.9, 0, 0.2, 0.1), (-0.1, 0, 0.5, 0.5), (0, 0, float("nan"), 1), (0, 2, 1, 1)]
)
def test_a_part_outside_the_picture_or_of_no_size_is_refused(
    town: Town, parcel: Parcel, part: tuple[float, float, float, float]
) -> None:
    with pytest.raises(Unreadable):
        town.decides(parcel, "verify", publish=[sha256(PICTURE)], covers={sha256(PICTURE): [part]})


def test_a_cover_on_a_photo_of_another_report_is_refused(town: Town, parcel: Parcel) -> None:
    with pytest.raises(Unreadable):
        town.decides(parcel, "verify", covers={"0" * 64: [(0.1, 0.1, 0.1, 0.1)]})


def test_photos_lie_there_before_a_document_names_them(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    lying: list[list[str]] = []
    town.chest.after["show"] = lambda: lying.append([*town.drawn])

    town.works()

    assert lying == [[]]


def test_a_report_that_leaves_the_public_states_takes_its_photos_along(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE), sha256(OTHER)])
    town.works()

    town.decides(parcel, "reject", reason="not_here")
    town.works()

    assert shown(town) == []
    assert town.drawn == [parcel.id, parcel.id]


def test_publishing_twice_changes_nothing(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.works()
    before = dict(town.bucket.kept)

    town.outbox.add([Work(Kind.PUBLISH, parcel.id)], due=NOON)
    town.works()

    assert town.bucket.kept == before


def test_copies_that_are_missing_are_drawn_again_and_then_shown(town: Town, parcel: Parcel) -> None:
    for key in town.keys("derived/"):
        town.bucket.delete(key)
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])

    done = town.works()

    assert Work(Kind.DERIVE, parcel.id, sha256(PICTURE)) in done
    assert Work(Kind.DERIVE, parcel.id, sha256(OTHER)) not in done
    assert shown(town) == copies(parcel, PICTURE)
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def test_a_photo_that_turned_out_to_be_unusable_is_not_asked_for_again_and_again(town: Town) -> None:
    broken = b"broken photo"
    parcel = town.has(broken)
    town.decides(parcel, "verify")
    make_public(town, parcel, broken)

    town.outbox.add([Work(Kind.PUBLISH, parcel.id)], due=NOON)

    assert len(town.works()) < 10
    assert shown(town) == []


def make_public(town: Town, parcel: Parcel, picture: bytes) -> None:
    """As in a database from before such photos could not be chosen."""
    report = town.reports.get(parcel.id).moved(Step(State.ASSIGNED, SITI, NOON))
    town.reports.append(report, public=[sha256(picture)])


def test_a_decision_while_publishing_is_published_next(town: Town, parcel: Parcel) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.chest.before["show"] = lambda: town.decides(parcel, "reject", reason="not_here")

    town.works()

    assert shown(town) == []


def test_a_worker_that_lost_its_lease_never_leaves_a_photo_shown(town: Town, parcel: Parcel) -> None:
    """Stopped for a while, it shows what was withdrawn meanwhile; then it asks for publishing again."""
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    late = next(lease for lease in town.leases() if lease.work.kind is Kind.PUBLISH)

    def overtaken() -> None:
        town.time.passes(seconds=21)
        town.decides(parcel, "reject", reason="not_here")
        town.works()

    town.chest.before["show"] = overtaken
    with pytest.raises(LeaseLost):
        town.does(late)
    assert shown(town) != []

    town.time.passes(seconds=21)
    town.works()
    assert shown(town) == []
    assert town.time() - NOON < timedelta(minutes=1)


def told_of(town: Town, parcel: Parcel) -> list[str]:
    """Names of the documents residents read that tell of it."""
    names = [f"report/{parcel.id}", atlas.CITY]
    names += [name(code) for name in (atlas.kelurahan_name, pack.name) for code in (GUNUNG_TELIHAN, KANAAN)]
    return [name for name in names if parcel.id in document(town, name)]


def document(town: Town, name: str) -> str:
    """As residents read it; empty when there is none."""
    kind, _, report_id = name.partition("/")
    try:
        found = town.showcase.get(report_id) if kind == "report" else town.snapshots.get(name)
        return str(found.document)
    except NotFound:
        return ""


def test_a_report_that_is_removed_before_its_rejection_was_published_is_told_of_nowhere(
    town: Town, parcel: Parcel
) -> None:
    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    town.decides(parcel, "move", kelurahan=KANAAN)
    town.works()
    assert len(told_of(town, parcel)) == 4

    town.decides(parcel, "reject", reason="not_here")
    town.removes(parcel)
    town.works()

    assert (told_of(town, parcel), shown(town)) == ([], [])


@pytest.mark.parametrize("first", ["show", "put"])
def test_a_report_that_is_removed_while_it_is_published_is_told_of_nowhere(
    town: Town, parcel: Parcel, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = town.showcase.put

    def removed() -> None:
        town.removes(parcel)
        town.works()

    def put_late(*what: object, at: datetime) -> None:
        monkeypatch.undo()
        removed()
        put(*what, at=at)  # type: ignore[arg-type]

    town.decides(parcel, "verify", publish=[sha256(PICTURE)])
    if first == "show":
        town.chest.before["show"] = removed
    else:
        monkeypatch.setattr(town.showcase, "put", put_late)
    town.does(town.leased(Kind.PUBLISH))
    town.works()

    assert (told_of(town, parcel), shown(town)) == ([], [])


def test_a_report_taken_back_leaves_no_list_although_another_was_drawn_in_that_moment(
    town: Town, parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other drawing begins later, reads what is still shown, and stores first."""
    other = town.has(PICTURE)
    for each in (parcel, other):
        town.decides(each, "verify", publish=[sha256(PICTURE)])
    town.works()
    remove = town.showcase.remove

    def remove_late(*what: str, **how: Any) -> None:
        monkeypatch.undo()
        town.time.passes(milliseconds=5)
        town.atlas().draw(other.id, [GUNUNG_TELIHAN])
        town.time.passes(milliseconds=5)
        remove(*what, **how)

    town.decides(parcel, "reject", reason="not_here")
    monkeypatch.setattr(town.showcase, "remove", remove_late)
    town.works()

    assert told_of(town, parcel) == []
    assert atlas.CITY in told_of(town, other)
