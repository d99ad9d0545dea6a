"""What the picture of a shared link shows. All of it may be told to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Count(NamedTuple):
    """`n` as it is written."""

    n: str
    words: str
    tone: str


class Spot(NamedTuple):
    """Where, in degrees WGS84, as coarse as everything residents see; how many."""

    lon: float
    lat: float
    n: int
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """In Indonesian: a picture has no language of whoever looks at it.

    `chip` is words and a tone. Without a photo a map is shown, of the kelurahan `where` or, when that is
    empty, of the city. `after` is how what the photo shows looks by now, `captions` are of both.
    """

    place: str
    title: str
    foot: str
    brand: str
    chip: tuple[str, str] | None = None
    counts: Sequence[Count] = ()
    where: str = ""
    spots: Sequence[Spot] = ()
    photo: bytes | None = None
    after: bytes | None = None
    captions: tuple[str, str] = ("", "")
