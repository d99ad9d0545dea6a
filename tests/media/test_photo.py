"""A photo becomes small copies that stand upright and tell nothing."""

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat
from PIL.PngImagePlugin import PngInfo

from media.photo import UPRIGHT, Unusable, across, copies, stamp, tiny
from tests.media.drawing import GREEN, HEIC, RED, YELLOW, chunks, decoded, encoded, near, scene

SECRET = "Jalan Rahasia 7"


def telling_exif(orientation: int = 1) -> Image.Exif:
    """Maker, owner and position, as a phone writes them."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = exif[0x013B] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 8.0, 11.0), 3: "E", 4: (117.0, 27.0, 9.0)})
    return exif


def swapped_profile() -> bytes:
    """A profile in which red means green and green means red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = profile.replace("sRGB".encode("utf-16-be"), "xxxx".encode("utf-16-be")).replace(
        b"sRGB", b"RGB "
    )
    return renamed.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((4000, 3000), (1280, 960), (320, 240)),
        ((1200, 1600), (960, 1280), (240, 320)),
        ((1000, 500), (1000, 500), (320, 160)),
        ((100, 80), (100, 80), (100, 80)),
        ((1, 1), (1, 1), (1, 1)),
        ((9000, 3), (1280, 1), (320, 1)),
    ],
)
def test_copies_fit_their_long_edge_and_are_never_enlarged(
    size: tuple[int, int], large: tuple[int, int], small: tuple[int, int]
) -> None:
    made = copies(encoded(scene(*size), "JPEG"))

    assert {edge: decoded(copy).size for edge, copy in made.items()} == {1280: large, 320: small}
    assert {decoded(copy).format for copy in made.values()} == {"WEBP"}


@pytest.mark.parametrize("orientation", [1, *UPRIGHT])
def test_a_copy_stands_upright_whichever_way_the_phone_was_held(orientation: int) -> None:
    undo = {1: None, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    turn = undo.get(orientation, UPRIGHT.get(orientation))  # all but these two undo themselves
    stored = scene() if turn is None else scene().transpose(turn)

    copy = decoded(copies(encoded(stored, "JPEG", exif=telling_exif(orientation), quality=95))[1280])

    assert copy.size == (400, 300)
    assert near(copy.getpixel((20, 20)), RED)
    assert near(copy.getpixel((300, 225)), YELLOW)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_nothing_but_pixels_is_left_in_a_copy(kind: str) -> None:
    said = PngInfo()
    said.add_text("Comment", SECRET)
    told = {
        "exif": telling_exif(),
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    photos = {
        "JPEG": lambda: encoded(scene(), "JPEG", comment=SECRET, xmp=xmp, **told),
        "PNG": lambda: encoded(scene(), "PNG", pnginfo=said, **told),
        "WEBP": lambda: encoded(scene(), "WEBP", xmp=xmp, **told),
        "HEIC": HEIC.read_bytes,
    }
    telling = photos[kind]()

    made = [*copies(telling).values(), tiny(telling)]

    assert [chunks(copy) for copy in made] == [[b"VP8 "]] * 3
    assert not any(SECRET.encode() in copy for copy in made)


def test_a_heic_photo_is_decoded_and_turned_once() -> None:
    copy = decoded(copies(HEIC.read_bytes())[1280])

    assert copy.size == (300, 400)
    assert near(copy.getpixel((280, 20)), RED)
    assert near(copy.getpixel((20, 380)), GREEN)


def test_colours_are_converted_to_srgb_before_the_profile_is_dropped() -> None:
    photo = encoded(Image.new("RGB", (64, 64), (220, 10, 10)), "PNG", icc_profile=swapped_profile())

    copy = decoded(copies(photo)[320])

    assert near(copy.getpixel((32, 32)), (10, 220, 10), tolerance=40)


@pytest.mark.parametrize("profile", [b"no profile", swapped_profile()[:200]])
def test_a_damaged_profile_does_not_cost_the_photo(profile: bytes) -> None:
    photo = encoded(scene(), "JPEG", icc_profile=profile)

    assert near(decoded(copies(photo)[320]).getpixel((20, 20)), RED)


@pytest.mark.filterwarnings("ignore:Tag data larger than file")
@pytest.mark.parametrize("damage", [b"\xff" * 30, b"no TIFF header at all, but thirty"])
def test_damaged_exif_does_not_cost_the_photo(damage: bytes) -> None:
    exif = telling_exif(6).tobytes()
    photo = encoded(scene(), "JPEG", exif=exif[:6] + damage + exif[6 + len(damage) :])

    assert near(decoded(copies(photo)[320]).getpixel((20, 20)), RED)


def test_transparency_becomes_white() -> None:
    clear = scene().convert("RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))

    copy = decoded(copies(encoded(clear, "PNG"))[320])

    assert near(copy.getpixel((20, 20)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_becomes_plain_rgb(mode: str) -> None:
    grey = Image.new("L", (64, 48), 120)
    stored = grey.convert("I").point(lambda level: level * 257) if mode == "I;16" else grey.convert("RGB")

    copy = decoded(copies(encoded(stored.convert(mode), "JPEG" if mode == "CMYK" else "PNG"))[320])

    assert (copy.mode, copy.size) == ("RGB", (64, 48))
    assert near(copy.getpixel((32, 24)), (120, 120, 120))


def test_detail_too_fine_for_a_copy_is_averaged() -> None:
    """Picking single pixels instead would leave stripes."""
    board = Image.frombytes("L", (2300, 1500), (bytes([0, 255] * 1150) + bytes([255, 0] * 1150)) * 750)

    made = copies(encoded(board.convert("1"), "PNG"))

    assert all(ImageStat.Stat(decoded(copy).convert("L")).stddev[0] < 25 for copy in made.values())


def test_a_palette_with_a_clear_colour_keeps_its_other_colours() -> None:
    stored = scene().quantize(8)
    stored.info["transparency"] = stored.getpixel((300, 225))

    copy = decoded(copies(encoded(stored, "PNG"))[1280])

    assert near(copy.getpixel((20, 20)), RED)
    assert near(copy.getpixel((300, 225)), (255, 255, 255))


def test_a_progressive_photo_is_as_good_as_any() -> None:
    photo = encoded(scene(3000, 2000), "JPEG", progressive=True)

    assert decoded(copies(photo)[1280]).size == (1280, 853)


def test_a_copy_looks_like_the_photo() -> None:
    photo = scene(2000, 1500)

    copy = decoded(copies(encoded(photo, "JPEG", quality=92))[1280])
    wanted = photo.resize((1280, 960), Image.Resampling.LANCZOS)

    apart = ImageStat.Stat(ImageChops.difference(wanted, copy)).mean  # levels of 255, by channel
    assert max(apart) < 2


def test_a_phones_thumbnail_is_drawn_anew_and_small() -> None:
    thumbnail = encoded(scene(640, 480), "JPEG", exif=telling_exif(), quality=60)

    drawn = tiny(thumbnail)

    assert decoded(drawn).size == (320, 240)
    assert len(drawn) < 12_288


def test_a_thumbnail_larger_than_any_phone_makes_is_refused() -> None:
    with pytest.raises(Unusable, match="too many pixels"):
        tiny(encoded(Image.new("L", (2000, 600)), "JPEG"))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1600, 1200), (720, 540)),
        ((1200, 1600), (720, 960)),
        ((720, 1600), (576, 1280)),
        ((500, 400), (500, 400)),
    ],
)
def test_a_copy_for_a_phone_is_as_wide_as_its_screen_however_high(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    small = across(copies(encoded(Image.new("RGB", size, "teal"), "JPEG"))[1280], 720)

    assert decoded(small).size == expected


def test_a_stamp_is_a_few_kilobytes_and_fits_into_128_pixels() -> None:
    grain = Image.effect_noise((1600, 1200), 60).convert("RGB")
    photo = encoded(Image.blend(scene(1600, 1200), grain, 0.3), "JPEG")

    made = stamp(copies(photo)[320])

    assert decoded(made).size == (128, 96)
    assert len(made) < 4_500
