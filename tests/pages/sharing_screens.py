"""Pictures that links are shared with, and the one of pages that have none of their own."""

import io

from PIL import Image

from media import poster
from media.chart import Shape
from media.poster import Poster
from tests.pages.world import World
from tests.source import ROOT

PLAIN = ROOT / "pwa" / "icons" / "sharing.png"


def plain(world: World) -> Poster:
    """Of the site as such."""
    shapes = [Shape(outline) for outline in world.city.outlines().values()]
    return Poster(
        "Masyarakat Sadar Lingkungan",
        "Lingkungan Bontang, dari laporan sampai beres",
        "Lapor tanpa akun, pantau sampai selesai",
        "Masdarling",
        shapes=shapes,
    )


def draw_plain(world: World) -> None:
    """Few colours: a quarter of the bytes."""
    drawn = Image.open(io.BytesIO(poster.draw(plain(world))))
    drawn.quantize(96, dither=Image.Dither.NONE).save(PLAIN, optimize=True)
