"""Files made to hurt a decoder, each small and each drawn here."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

from tests.media.drawing import HEIC, encoded, scene

PNG = b"\x89PNG\r\n\x1a\n"


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *middle: bytes, pixels: bytes | None = None) -> bytes:
    """True colour; the pixels are black unless given as compressed rows."""
    rows = zlib.compress(bytes(1 + width * 3) * height, 9) if pixels is None else pixels
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG + header + b"".join(middle) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def animated(kind: str, frames: int) -> bytes:
    first, *rest = (Image.new("RGB", (8, 8), (number % 256, number // 256, 0)) for number in range(frames))
    out = BytesIO()
    first.save(out, kind, save_all=True, append_images=rest, duration=1)
    return out.getvalue()


def gif_of_frames(number: int) -> bytes:
    """Each frame one pixel large, and a few bytes in the file."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return screen + frame * number + b";"


def zipped() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("../../index.html", "<script>alert(1)</script>")
    return out.getvalue()


def deep_grey() -> Image.Image:
    """16 bits for each pixel."""
    return Image.frombytes("I;16", (400, 300), bytes(range(256)) * (400 * 300 * 2 // 256) + bytes(128))


def many_passes() -> bytes:
    """A progressive JPEG whose last pass is repeated ten thousand times."""
    whole = encoded(scene(2000, 2000), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 10_000 + whole[-2:]


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header says another size."""
    whole = encoded(scene(), "JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def lossless_webp(width: int, height: int) -> bytes:
    return encoded(Image.new("RGB", (width, height)), "WEBP", lossless=True, method=0)


def webp_claiming(width: int, height: int) -> bytes:
    """A lossless WebP whose header says another size."""
    whole = bytearray(encoded(scene(), "WEBP", lossless=True))
    at = whole.index(b"VP8L") + 9
    whole[at : at + 4] = struct.pack("<I", (width - 1) | (height - 1) << 14)
    return bytes(whole)


def heic_claiming(width: int, height: int) -> bytes:
    whole = bytearray(HEIC.read_bytes())
    at = whole.index(b"ispe") + 8
    whole[at : at + 8] = struct.pack(">II", width, height)
    return bytes(whole)


REFUSED: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "zeros": lambda: bytes(100_000),
    "words": lambda: b"not a photo at all " * 1000,
    "html": lambda: b"<!doctype html><script>alert(1)</script>",
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "pdf": lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj",
    "zip": zipped,
    "zip behind a jpeg marker": lambda: b"\xff\xd8\xff" + zipped(),
    "gif": lambda: encoded(scene(), "GIF"),
    "gif of 100000 frames": lambda: gif_of_frames(100_000),
    "bmp": lambda: encoded(scene(), "BMP"),
    "tiff": lambda: encoded(scene(), "TIFF"),
    "tiff behind a jpeg marker": lambda: b"\xff\xd8\xff" + encoded(scene(), "TIFF"),
    "avif by name": lambda: b"\x00\x00\x00\x1cftypavif" + bytes(200),
    "heic by name": lambda: b"\x00\x00\x00\x1cftypheic" + bytes(200),
    "heic of a gigapixel": lambda: heic_claiming(40_000, 40_000),
    "png of a gigapixel": lambda: png(40_000, 40_000, pixels=zlib.compress(bytes(1000))),
    "png of 41 megapixels": lambda: png(8_200, 5_000),
    "png of 26 megapixels": lambda: png(6_500, 4_000),
    "png of no width": lambda: png(0, 100),
    "png without its pixels": lambda: png(2_000, 2_000, pixels=zlib.compress(bytes(1000))),
    "png with a text bomb": lambda: png(
        8, 8, png_chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(100_000_000), 9))
    ),
    "png with a profile bomb": lambda: png(
        8, 8, png_chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(100_000_000), 9))
    ),
    "webp of 15 megapixels": lambda: lossless_webp(4_000, 3_750),
    "png of many frames": lambda: animated("PNG", 300),
    "webp of many frames": lambda: animated("WEBP", 300),
    "webp claiming 16383 x 16383": lambda: webp_claiming(16_383, 16_383),
    "jpeg claiming 65500 x 65500": lambda: jpeg_claiming(65_500, 65_500),
    "jpeg of ten thousand passes": many_passes,
    "jpeg of markers": lambda: b"\xff\xd8" + b"\xff\xe1\x00\x02" * 200_000,
}
"""What must be Unusable."""

TAKEN: Mapping[str, Callable[[], bytes]] = {
    "one pixel": lambda: encoded(scene(1, 1), "PNG"),
    "a line of 60000 pixels": lambda: encoded(Image.new("RGB", (60_000, 1)), "JPEG"),
    "a column of 60000 pixels": lambda: encoded(Image.new("RGB", (1, 60_000)), "PNG"),
    "jpeg with a page behind it": lambda: encoded(scene(), "JPEG") + b"<script>alert(1)</script>",
    "jpeg that is a zip as well": lambda: encoded(scene(), "JPEG") + zipped(),
    "jpeg for print (CMYK)": lambda: encoded(scene().convert("CMYK"), "JPEG"),
    "png of 16 bits": lambda: encoded(deep_grey(), "PNG"),
    "png of two frames": lambda: animated("PNG", 2),
    "heic": HEIC.read_bytes,
    "jpeg claiming more than it has": lambda: jpeg_claiming(6_000, 4_000),
    "jpeg of 40 megapixels": lambda: encoded(Image.new("RGB", (8_000, 5_000)), "JPEG"),
    "png of 25 megapixels": lambda: png(6_250, 4_000),
    "webp of 14 megapixels": lambda: lossless_webp(4_000, 3_500),
    "progressive jpeg of 25 megapixels": lambda: encoded(
        Image.new("RGB", (6_250, 4_000)), "JPEG", progressive=True
    ),
}
"""What is a photo all the same, or just within the limits."""
