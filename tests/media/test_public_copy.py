"""From whatever a phone may send to what residents see: pixels, and nothing else (scoreboard S3)."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from media.cover import covered
from media.photo import SIZES, copies
from tests.media.drawing import HEIC, chunks, encoded, scene
from tests.media.test_photo import SECRET, telling_exif

XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FACE = (0.4, 0.3, 0.2, 0.3)


def jpeg(picture: Image.Image | None = None, **how: object) -> bytes:
    told = {"exif": telling_exif(6), "xmp": XMP, "comment": SECRET, "icc_profile": PROFILE}
    return encoded(picture or scene(), "JPEG", **{**told, **how})


def png(picture: Image.Image | None = None, **how: object) -> bytes:
    text = PngInfo()
    text.add_text("Author", SECRET)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded(picture or scene(), "PNG", pnginfo=text, exif=telling_exif(), icc_profile=PROFILE, **how)


def webp(**how: object) -> bytes:
    return encoded(scene(), "WEBP", exif=telling_exif(), xmp=XMP, icc_profile=PROFILE, **how)


SENT: dict[str, Callable[[], bytes]] = {
    "JPEG": jpeg,
    "progressive JPEG": lambda: jpeg(progressive=True),
    "grey JPEG": lambda: jpeg(scene().convert("L"), icc_profile=b""),
    "CMYK JPEG": lambda: jpeg(scene().convert("CMYK"), icc_profile=b""),
    "JPEG with a second picture": lambda: encoded(
        scene(), "MPO", exif=telling_exif(), save_all=True, append_images=[scene(64, 48)]
    ),
    "JPEG with something behind it": lambda: jpeg() + SECRET.encode(),
    "PNG": png,
    "transparent PNG": lambda: png(scene().convert("RGBA")),
    "PNG of 256 colours": lambda: png(scene().convert("P")),
    "PNG of 16 bits": lambda: png(scene().convert("I;16")),
    "animated PNG": lambda: png(save_all=True, append_images=[scene().rotate(90)]),
    "WebP": webp,
    "lossless WebP": lambda: webp(lossless=True),
    "animated WebP": lambda: webp(save_all=True, append_images=[scene().rotate(90)]),
    "HEIC": HEIC.read_bytes,
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
@pytest.mark.parametrize("parts", [[], [FACE]], ids=["as it is", "covered"])
def test_what_residents_see_is_pixels_alone(
    sent: Callable[[], bytes], parts: list[tuple[float, float, float, float]]
) -> None:
    kept = copies(sent())
    public = covered(kept[max(SIZES)], parts, SIZES) if parts else kept

    assert {tuple(chunks(copy)) for copy in public.values()} == {(b"VP8 ",)}
    assert not any(SECRET.encode() in copy for copy in public.values())


def test_what_was_sent_did_tell_it() -> None:
    """So that the test above means something: what this test drew itself, of formats that hold words."""
    telling = [make() for name, make in SENT.items() if name != "HEIC"]

    assert [SECRET.encode() in sent for sent in telling] == [True] * len(telling)
