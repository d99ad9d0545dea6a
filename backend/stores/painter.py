"""Pictures links are shared with, drawn by Pillow over the outlines of the city."""

from collections.abc import Callable, Mapping
from typing import Any

from backend.reports.ports import Unusable
from backend.residents.sharing_card import Card
from media import photo, poster
from media.chart import Shape, Spot

Outlines = Mapping[str, Mapping[str, Any]]
"""GeoJSON geometries by the code of the kelurahan."""


class PillowPainter:
    """See backend.residents.ports.Painter."""

    def __init__(self, outlines: Callable[[], Outlines]) -> None:
        self._outlines = outlines

    def paint(self, card: Card) -> bytes:
        try:
            return poster.draw(self._poster(card))
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause

    def _poster(self, card: Card) -> poster.Poster:
        return poster.Poster(
            place=card.place,
            title=card.title,
            foot=card.foot,
            brand=card.brand,
            chip=card.chip,
            counts=[poster.Count(*count) for count in card.counts],
            shapes=[Shape(outline, card.where in ("", code)) for code, outline in self._outlines().items()],
            spots=[Spot(*spot) for spot in card.spots],
            photo=card.photo,
            after=card.after,
            captions=card.captions,
        )
