"""The picture a link is shared with: one version hangs, and none of what is not public any more."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from backend.reports.ports import NotFound, Unusable
from backend.residents import sharing
from backend.residents.sharing import Easel, version_of
from backend.residents.sharing_card import Card
from tests.pages.fakes import FakeSnapshots
from tests.stores.making import NOON

CARD = Card("Kelurahan Kanaan", "Parit tersumbat", "Dilaporkan 23 Nov 2026", "Masdarling", photo=b"photo")
OTHER = replace(CARD, chip=("Selesai", "leaf"))


@dataclass
class Wall:
    """A gallery and a painter in memory; `between` happens while a picture is painted."""

    hanging: dict[tuple[str, str], bytes] = field(default_factory=dict)
    painted: list[Card] = field(default_factory=list)
    between: Callable[[], object] = lambda: None

    def hang(self, subject: str, version: str, picture: bytes) -> None:
        self.hanging[subject, version] = picture

    def hung(self, subject: str, version: str) -> bytes:
        try:
            return self.hanging[subject, version]
        except KeyError as cause:
            raise NotFound(version) from cause

    def clear(self, subject: str, *, but: str = "") -> None:
        for one in [key for key in self.hanging if key[0] == subject and key[1] != but]:
            del self.hanging[one]

    def paint(self, card: Card) -> bytes:
        self.painted.append(card)
        happens, self.between = self.between, lambda: None
        happens()
        if card.photo == b"damaged":
            raise Unusable("no picture")
        return b"a picture"


@dataclass
class Studio:
    card: Card | None = CARD
    wall: Wall = field(default_factory=Wall)
    snapshots: FakeSnapshots = field(default_factory=FakeSnapshots)
    drawings: int = 0

    def draws(self, card: Card | None = None) -> None:
        self.card = card or self.card
        self.drawings += 1
        at = NOON + timedelta(seconds=self.drawings)
        Easel(lambda _: self.card, self.wall, self.wall, self.snapshots, lambda: at).draw("report")

    @property
    def hanging(self) -> list[str]:
        return [version for _, version in self.wall.hanging]

    @property
    def named(self) -> str:
        return sharing.named(self.snapshots, "report")


def test_a_version_is_painted_once() -> None:
    studio = Studio()

    studio.draws()
    studio.draws()

    assert studio.wall.painted == [CARD]
    assert studio.hanging == [studio.named] == [version_of(CARD)]


def test_what_was_taken_down_is_painted_again() -> None:
    studio = Studio()
    studio.draws()
    studio.wall.clear("report")

    studio.draws()

    assert studio.hanging == [studio.named]


def test_what_is_shown_anew_replaces_what_hung() -> None:
    studio = Studio()
    studio.draws()

    studio.draws(OTHER)

    assert studio.hanging == [studio.named] == [version_of(OTHER)]


def test_a_photo_covered_anew_makes_another_version() -> None:
    assert version_of(CARD) != version_of(replace(CARD, photo=b"covered"))


def test_a_damaged_photo_gives_way_to_the_map() -> None:
    studio = Studio()

    studio.draws(replace(CARD, photo=b"damaged"))

    assert [card.photo for card in studio.wall.painted] == [b"damaged", None]
    assert studio.hanging == [studio.named]


def test_what_is_public_no_more_hangs_no_more() -> None:
    studio = Studio()
    studio.draws()
    studio.card = None

    studio.draws()

    assert (studio.hanging, studio.named) == ([], "")


def test_what_is_taken_back_while_it_is_painted_does_not_hang_afterwards() -> None:
    studio = Studio()

    def taken_back() -> None:
        studio.card = None
        studio.draws()

    studio.wall.between = taken_back
    studio.draws()

    assert (studio.hanging, studio.named) == ([], "")


def test_of_two_at_once_the_one_that_began_later_is_named_and_hangs_alone() -> None:
    studio = Studio()
    studio.wall.between = lambda: studio.draws(OTHER)

    studio.draws()

    assert studio.hanging == [studio.named] == [version_of(OTHER)]
