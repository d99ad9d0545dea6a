"""Pictures links are shared with: the right size, never too heavy, no word clipped."""

from io import BytesIO

import pytest
from PIL import Image

from media import lettering, poster
from media.chart import Shape, Spot
from media.lettering import fitted, font, readable, shortened, wrap
from media.photo import Unusable
from media.poster import BYTES_MAX, Count, Poster
from tests.pages import scenes

SQUARE = Shape({"type": "Polygon", "coordinates": [[[117.4, 0.1], [117.5, 0.1], [117.5, 0.2], [117.4, 0.1]]]})
LONG = "Sampahmenumpukdibelakangpasartanpaspasisatupun dan seterusnya " * 4


def a_poster(**changes: object) -> Poster:
    facts = {
        "place": "Kelurahan Kanaan", "title": "Parit tersumbat", "foot": "23 Nov 2026", "brand": "Masdarling",
        "shapes": [SQUARE],
    }  # fmt: skip
    return Poster(**(facts | changes))  # type: ignore[arg-type]  # a builder


def opened(drawn: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn))


@pytest.mark.parametrize(
    "made",
    [
        a_poster(photo=scenes.jpeg(1), chip=("Dikerjakan", "sea")),
        a_poster(spots=[Spot(117.45, 0.15, 3, "sun")], chip=("Ditutup, belum tertangani", "stone")),
        a_poster(counts=[Count("1.204", "Terbuka", "sun"), Count("0", "Selesai", "leaf")] * 2),
        a_poster(place=LONG, title=LONG, foot=LONG, chip=(LONG, "leaf"), counts=[Count(LONG, LONG, "clay")]),
    ],
)
def test_a_picture_has_the_size_messengers_show_and_weighs_little(made: Poster) -> None:
    drawn = poster.draw(made)

    assert opened(drawn).size == (1200, 630)
    assert len(drawn) <= BYTES_MAX


def test_a_photo_full_of_noise_is_made_to_weigh_little() -> None:
    noise = BytesIO()
    Image.effect_noise((1280, 960), 120).convert("RGB").save(noise, "WEBP", quality=90)

    assert len(poster.draw(a_poster(photo=noise.getvalue()))) <= BYTES_MAX


def test_nothing_of_a_photo_but_its_picture_goes_along() -> None:
    photo = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rumah Pak Udin"
    Image.new("RGB", (640, 480), "red").save(photo, "WEBP", exif=exif)

    drawn = poster.draw(a_poster(photo=photo.getvalue()))

    assert b"Udin" not in drawn
    assert not opened(drawn).getexif()


def test_how_it_was_stands_above_how_it_is() -> None:
    red, green = (_plain(colour) for colour in ("#c00000", "#00c000"))

    drawn = Image.open(
        BytesIO(poster.draw(a_poster(photo=red, after=green, captions=("Sebelum", "Sesudah"))))
    )

    above, below = (drawn.convert("RGB").getpixel((280, y)) for y in (100, 430))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 150 > above[1]
    assert below[1] > 150 > below[0]


def _plain(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def test_what_is_no_photo_is_told() -> None:
    with pytest.raises(Unusable):
        poster.draw(a_poster(photo=b"no picture"))


def test_no_line_is_wider_than_its_room() -> None:
    letters = font(40, bold=True)

    assert [line for line in wrap(LONG, letters, 500) if letters.getlength(line) > 500] == []


def test_no_word_is_lost_in_wrapping() -> None:
    text = "Drainase atau parit tersumbat di depan masjid"

    assert " ".join(wrap(text, font(40, bold=True), 300)) == text


def test_what_has_no_room_ends_with_dots() -> None:
    letters = font(40, bold=True)
    lines = shortened(wrap(LONG, letters, 500), 3, letters, 500)

    assert len(lines) == 3
    assert lines[-1].endswith(lettering.MORE)
    assert letters.getlength(lines[-1]) <= 500


def test_a_short_title_stands_in_large_letters_and_a_long_one_in_smaller_ones() -> None:
    large, _ = fitted("Parit", (62, 40), width=500, lines=2)
    small, lines = fitted("Genangan air setinggi betis di depan sekolah", (62, 40), width=500, lines=2)

    assert (large.size, small.size) == (62, 40)
    assert len(lines) == 2


def test_letters_the_font_does_not_have_are_left_out() -> None:
    assert readable("Parit 🌊 tersumbat\n di “Kanaan”  水") == "Parit tersumbat di “Kanaan”"
