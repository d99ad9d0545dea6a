"""Opening bytes that somebody sent as a photo: every limit is checked before a pixel is decoded."""

from io import BytesIO
from threading import Lock

from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP")
HEIF = b"ftyp"

MAX_PIXELS = 40_000_000
MAX_MEMORY = 225_000_000
BYTES_PER_PIXEL = {"PNG": 9, "WEBP": 16, "HEIF": 9, "progressive": 6}
"""What decoding the whole picture needs at its worst, measured. Baseline JPEG is decoded small."""

MAX_FRAMES = 16
"""Phones add a depth map or a preview or two; the first frame is the photo."""

MAX_SCANS = 100
"""Passes over a progressive JPEG: encoders make about ten, a file made to burn time has thousands."""

JPEG = {"JPEG", "MPO"}  # MPO: a JPEG with further pictures behind it
START_OF_SCAN = b"\xff\xda"

_registering = Lock()


class Unusable(Exception):
    """The bytes are no photo that can be shown; trying again will not help."""


def opened(data: bytes, *, max_pixels: int = MAX_PIXELS) -> Image.Image:
    """A photo within all limits, not decoded yet. Raises Unusable."""
    try:
        image = Image.open(BytesIO(data), formats=_formats(data))
    except Exception as error:  # a decoder may raise anything on a crafted file: struct.error, IndexError, …
        raise Unusable(f"not a photo ({type(error).__name__})") from error
    try:
        _check(image, data, max_pixels)
    except Unusable:
        image.close()
        raise
    return image


def _formats(data: bytes) -> tuple[str, ...]:
    if data[4:8] != HEIF:
        return FORMATS
    with _registering:
        if "HEIF" not in Image.OPEN:
            _register_heif()
    return ("HEIF",)


def _register_heif() -> None:
    from pi_heif import register_heif_opener  # noqa: PLC0415 - 13 MB that most processes never need

    register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def _check(image: Image.Image, data: bytes, max_pixels: int) -> None:
    pixels = image.width * image.height
    if pixels > max_pixels or pixels * _bytes_per_pixel(image) > MAX_MEMORY:
        raise Unusable(f"too many pixels ({image.width} x {image.height})")
    if _frames(image) > MAX_FRAMES:
        raise Unusable("too many frames")
    if image.format in JPEG and data.count(START_OF_SCAN) > MAX_SCANS:
        raise Unusable("too many passes")


def _bytes_per_pixel(image: Image.Image) -> int:
    kind = "progressive" if image.info.get("progressive") else image.format
    return BYTES_PER_PIXEL.get(kind or "", 0)


def _frames(image: Image.Image) -> int:
    try:
        frames: int = getattr(image, "n_frames", 1)
    except Exception as error:
        raise Unusable(f"its frames cannot be counted ({type(error).__name__})") from error
    return frames
