"""Several reports of one thing become one case, and are parted again."""

import pytest

from backend.reports import published
from backend.reports.moves import MoveRefused, State
from backend.reports.ports import Kind, Lease, Work
from backend.reports.report import Report, Sender
from sync.envelope import Unreadable
from tests.rules.test_review import refused
from tests.rules.town import Parcel, Town, a_parcel, a_picture, sha256

ANI, CICI = Sender("phone-2", "ani"), Sender("phone-3", "cici")
PICTURE, OTHER = a_picture(seed=1), a_picture(seed=2)


def by(town: Town, sender: Sender, *pictures: bytes) -> Parcel:
    parcel = a_parcel(*pictures)
    town.receives(parcel, by=sender)
    for picture in pictures:
        town.takes(parcel, picture, by=sender)
    town.works()
    return parcel


def now(town: Town, parcel: Parcel) -> Report:
    return town.reports.get(parcel.id)


def document(town: Town, parcel: Parcel) -> dict[str, object]:
    members = town.reports.members([parcel.id]).get(parcel.id, ())
    return published.full(now(town, parcel), town.register, members)


@pytest.fixture
def three(town: Town) -> tuple[Parcel, Parcel, Parcel]:
    return town.has(), by(town, ANI), by(town, CICI)


def test_a_report_is_merged_by_id_or_by_number(town: Town, three: tuple[Parcel, ...]) -> None:
    head, second, third = three

    town.decides(second, "merge", head=head.id)
    town.decides(third, "merge", head=now(town, head).number.lower())

    assert [r.id for r in town.reports.members([head.id])[head.id]] == sorted([second.id, third.id])
    assert (now(town, second).state, now(town, second).head) == (State.DUPLICATE, head.id)
    assert now(town, head).version == 1


def test_a_chain_is_flat(town: Town, three: tuple[Parcel, ...]) -> None:
    """Whoever was merged into what is merged on goes along, and whoever comes later finds the head."""
    a, b, c = three
    late = town.has()
    town.decides(c, "merge", head=b.id)
    town.decides(b, "merge", head=a.id)

    town.decides(late, "merge", head=c.id)

    assert [now(town, each).head for each in (b, c, late)] == [a.id] * 3
    assert now(town, late).heads == (c.id, b.id, a.id)


def test_nothing_is_merged_in_a_circle(town: Town, three: tuple[Parcel, ...]) -> None:
    a, b, c = three
    town.decides(c, "merge", head=b.id)

    for head in (b, c):
        assert refused(town, b, "merge", head=head.id) == {"head"}
    town.decides(b, "merge", head=a.id)
    assert refused(town, a, "merge", head=c.id) == {"head"}


@pytest.mark.parametrize("named", ["", "MD-0000-0000", "nothing", "019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a6b"])
def test_what_is_no_report_is_no_head(town: Town, named: str) -> None:
    assert refused(town, town.has(), "merge", head=named) == {"head"}


def test_nothing_is_merged_into_what_is_settled(town: Town, three: tuple[Parcel, ...]) -> None:
    head, second, _ = three
    town.decides(head, "reject", reason="not_here")

    assert refused(town, second, "merge", head=head.id) == {"head"}


def test_each_cause_why_nothing_is_merged_has_its_code(town: Town, three: tuple[Parcel, ...]) -> None:
    settled, second, _ = three
    town.decides(settled, "reject", reason="not_here")

    assert [cause(town, second, head) for head in ("nothing", second.id, settled.id)] == [
        "unknown",
        "itself",
        "settled",
    ]


def cause(town: Town, parcel: Parcel, head: str) -> str:
    with pytest.raises(Unreadable) as refusal:
        town.decides(parcel, "merge", head=head)
    return refusal.value.problems[0].code


def test_unmerging_restores_everything(town: Town, three: tuple[Parcel, ...]) -> None:
    """The state before, whoever had come along, and what the others are merged into."""
    a, b, c = three
    town.decides(b, "verify")
    town.decides(c, "merge", head=b.id)
    town.decides(b, "merge", head=a.id)

    town.decides(b, "undo", by=now(town, a).steps[0].by)

    assert (now(town, b).state, now(town, b).head) == (State.VERIFIED, "")
    assert (now(town, c).state, now(town, c).heads) == (State.DUPLICATE, (b.id,))
    assert town.reports.members([a.id]) == {}
    assert town.decides(c, "undo").state is State.RECEIVED


def test_one_of_a_chain_leaves_with_what_came_with_it(town: Town, three: tuple[Parcel, ...]) -> None:
    a, b, c = three
    town.decides(c, "merge", head=b.id)
    town.decides(b, "merge", head=a.id)

    town.decides(c, "undo")

    assert (now(town, c).state, now(town, c).heads) == (State.RECEIVED, ())
    assert now(town, b).heads == (a.id,)


def test_what_the_archive_holds_says_who_is_merged_into_what(town: Town, three: tuple[Parcel, ...]) -> None:
    a, b, c = three
    town.decides(c, "merge", head=b.id)
    town.decides(b, "merge", head=a.id)
    town.works()

    for each in three:
        assert town.archived(each) == now(town, each)


def test_all_senders_are_told_what_becomes_of_the_head(town: Town, three: tuple[Parcel, ...]) -> None:
    head, second, third = three
    also_anis = by(town, ANI)
    for each in (second, third, also_anis):
        town.decides(each, "merge", head=head.id)
    town.works()

    town.decides(head, "verify")

    told = [work.report for work in town.works() if work.kind is Kind.NOTIFY]
    assert sorted(told) == ["ani", "budi", "cici"]


def test_photos_are_shown_together_and_everybody_counts_once(town: Town) -> None:
    head, second = town.has(PICTURE), by(town, ANI, OTHER)
    also_anis = by(town, ANI)
    town.decides(head, "verify", publish=[sha256(PICTURE)])
    town.decides(second, "merge", head=head.id, publish=[sha256(OTHER)])
    town.decides(also_anis, "merge", head=head.id)
    town.works()

    shown = document(town, head)
    assert (shown["photos"], shown["me_too"]) == ([sha256(PICTURE), sha256(OTHER)], 1)
    of_second = town.chest.copy(second.id, sha256(OTHER), 1280)
    assert town.chest.shown(head.id, sha256(OTHER), 320).endswith(of_second)  # its covers are drawn over it
    assert town.reports.published_after("", 3) == (head.id,)


def test_photos_nobody_let_through_are_not_shown_by_merging(town: Town) -> None:
    head, second = town.has(PICTURE), by(town, ANI, OTHER)
    town.decides(head, "verify", publish=[sha256(PICTURE)])
    town.decides(second, "merge", head=head.id)
    town.works()

    assert document(town, head)["photos"] == [sha256(PICTURE)]
    assert len(town.keys("public/")) == 3


def test_photos_go_with_the_report_that_is_parted(town: Town) -> None:
    head, second = town.has(PICTURE), by(town, ANI, OTHER)
    town.decides(head, "verify", publish=[sha256(PICTURE)])
    town.decides(second, "verify", publish=[sha256(OTHER)])
    town.decides(second, "merge", head=head.id)
    town.works()
    assert {key.split("/")[1] for key in town.keys("public/")} == {head.id}

    town.decides(second, "undo")
    town.works()

    of = {key.split("/")[1]: key.split("/")[2] for key in town.keys("public/")}
    assert of == {head.id: sha256(PICTURE), second.id: sha256(OTHER)}


def test_a_photo_goes_too_whose_report_is_parted_while_its_head_is_being_published(town: Town) -> None:
    head, second = town.has(PICTURE), by(town, ANI, OTHER)
    town.decides(head, "verify", publish=[sha256(PICTURE)])
    town.works()
    town.decides(second, "merge", head=head.id, publish=[sha256(OTHER)])

    def parted() -> None:
        town.decides(second, "undo")
        town.works()

    town.chest.before["show"] = parted
    town.does(of_head(town, head))
    town.works()

    assert {key.split("/")[2] for key in town.keys("public/")} == {sha256(PICTURE)}


def of_head(town: Town, head: Parcel) -> Lease:
    """To publish the head: what else there is to do was done already."""
    leases = {lease.work: lease for lease in town.leases()}
    last = leases.pop(Work(Kind.PUBLISH, head.id))
    for lease in leases.values():
        town.does(lease)
    return last


def test_what_a_head_leaves_behind_when_it_is_rejected_is_nothing(town: Town) -> None:
    head, second = town.has(PICTURE), by(town, ANI, OTHER)
    town.decides(head, "verify", publish=[sha256(PICTURE)])
    town.decides(second, "merge", head=head.id, publish=[sha256(OTHER)])
    town.works()

    town.decides(head, "reject", reason="not_here")
    town.works()

    assert town.keys("public/") == []


def test_both_published_reports_are_drawn_anew(town: Town, three: tuple[Parcel, ...]) -> None:
    head, second, _ = three
    town.decides(head, "verify")
    town.decides(second, "verify")
    town.works()

    town.decides(second, "merge", head=head.id)

    assert {Work(Kind.PUBLISH, head.id), Work(Kind.PUBLISH, second.id)} <= set(town.works())


def test_a_merged_report_is_not_judged_by_itself(town: Town, three: tuple[Parcel, ...]) -> None:
    head, second, _ = three
    town.decides(second, "merge", head=head.id)

    with pytest.raises(MoveRefused):
        town.decides(second, "verify")


def test_two_who_merge_a_report_into_another_the_other_way_round_make_no_circle(town: Town) -> None:
    a, b = town.has(), town.has()
    get = town.reports.get

    def overtaken(report_id: str) -> Report:
        """The colleague merges after this one has read the other report."""
        report = get(report_id)
        if report_id == b.id:
            town.reports.get = get  # type: ignore[method-assign]
            town.decides(b, "merge", head=a.id)
        return report

    town.reports.get = overtaken  # type: ignore[method-assign]
    with pytest.raises(Unreadable):
        town.decides(a, "merge", head=b.id, version=1)

    assert (now(town, a).state, now(town, b).head) == (State.RECEIVED, a.id)
