"""How a photo grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.upload import CHUNK_MAX, PIECES_MAX, BadChunk, ElsewhereNow, Growth

PHOTO = 1_000_000


def test_the_chunk_that_comes_next_is_taken() -> None:
    Growth(PHOTO, 0).takes(offset=0, length=65_536, last=False)
    Growth(PHOTO, 65_536).takes(offset=65_536, length=CHUNK_MAX, last=False)
    Growth(PHOTO, 800_000).takes(offset=800_000, length=200_000, last=True)


def test_a_small_photo_may_come_in_one_chunk() -> None:
    Growth(1, 0).takes(offset=0, length=1, last=True)
    Growth(CHUNK_MAX, 0).takes(offset=0, length=CHUNK_MAX, last=True)


@pytest.mark.parametrize("offset", [0, 65_535, 65_537, 10**15])
def test_a_chunk_that_begins_elsewhere_is_not_what_comes_next(offset: int) -> None:
    with pytest.raises(ElsewhereNow):
        Growth(PHOTO, 65_536).takes(offset=offset, length=65_536, last=False)


@pytest.mark.parametrize("length", [0, 1])
def test_nothing_comes_after_the_end(length: int) -> None:
    with pytest.raises(ElsewhereNow):
        Growth(PHOTO, PHOTO).takes(offset=PHOTO, length=length, last=True)


@pytest.mark.parametrize(
    ("offset", "length", "last", "why"),
    [
        (0, 0, False, "empty"),
        (800_000, 0, True, "empty"),
        (0, CHUNK_MAX + 1, False, "at most 524288 bytes"),
        (800_000, 200_001, True, "promised with 1000000 bytes, this chunk ends at 1000001"),
        (800_000, 200_001, False, "promised with 1000000 bytes"),
        (800_000, 199_999, True, "exactly for the chunk that ends"),
        (800_000, 200_000, False, "exactly for the chunk that ends"),
        (0, 976, False, "at most 1024 chunks"),
    ],
)
def test_a_chunk_that_cannot_be_part_of_the_promised_photo_is_refused(
    offset: int, length: int, last: bool, why: str
) -> None:
    with pytest.raises(BadChunk, match=why):
        Growth(PHOTO, offset).takes(offset=offset, length=length, last=last)


def test_the_last_chunk_may_be_as_small_as_it_is() -> None:
    Growth(PHOTO, 976).takes(offset=976, length=977, last=False)
    Growth(PHOTO, PHOTO - 1).takes(offset=PHOTO - 1, length=1, last=True)


@given(st.integers(1, 12 * 1024 * 1024), st.data())
def test_a_photo_sent_in_any_pieces_ends_at_its_size(size: int, data: st.DataObject) -> None:
    offset = pieces = 0
    smallest = -(-size // PIECES_MAX)
    while offset < size:
        length = min(data.draw(st.integers(max(smallest, size // 40), CHUNK_MAX)), size - offset)
        Growth(size, offset).takes(offset=offset, length=length, last=offset + length == size)
        offset += length
        pieces += 1

    assert offset == size
    assert pieces <= PIECES_MAX
