"""The picture of the site as such: `python -m tests.pages.sharing_screens` draws media/plain.jpg anew."""

import tempfile
from pathlib import Path

from media import poster
from media.chart import Shape
from media.poster import Poster
from tests.pages.world import World
from tests.source import ROOT

PLAIN = ROOT / "media" / "plain.jpg"


def plain(world: World) -> bytes:
    return poster.draw(
        Poster(
            "Masyarakat Sadar Lingkungan",
            "Lingkungan Bontang, dari laporan sampai beres",
            "Lapor tanpa akun, pantau sampai selesai",
            "Masdarling",
            shapes=[Shape(outline) for outline in world.city.outlines().values()],
        )
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PLAIN.write_bytes(plain(World(Path(folder))))
