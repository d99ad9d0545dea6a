"""The picture a link is shared with: drawn once for each version of what it shows, gone with what it showed.

A version is named by what it is made of, words and photo alike: a photo that is covered anew makes another
one. Which version hangs is told by a document residents' pages read; one that is not there yet is not named.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from backend.reports.ports import Clock, NotFound, Snapshots, Unusable
from backend.reports.wita import WITA
from backend.residents.ports import Gallery, Painter
from backend.residents.sharing_card import Card

DRAWING = 1
"""Counted up when pictures look different, so that all are drawn anew."""
VERSION_CHARS = 20  # 80 bits of a SHA-256


@dataclass(frozen=True, slots=True)
class Easel:
    """What drawing needs. `compose` says what of a subject may be shown; None when it is not public."""

    compose: Callable[[str], Card | None]
    painter: Painter
    gallery: Gallery
    snapshots: Snapshots
    clock: Clock

    def draw(self, subject: str) -> None:
        """Hang the picture of a report, a kelurahan or the city, and take the former ones down.

        May run twice, and beside itself: of two drawings the one that began later is named, and whoever comes
        to the end takes down all but what is named then. What was taken from the public meanwhile is looked
        for once more, as it must not stay.
        """
        at = self.clock()
        if card := self.compose(subject):
            self._hang(subject, card, at)
        if self.compose(subject) is None:
            self.snapshots.remove(name(subject))
        self.gallery.clear(subject, but=named(self.snapshots, subject))

    def _hang(self, subject: str, card: Card, at: datetime) -> None:
        version = version_of(card)
        if not self._hangs(subject, version):
            self.gallery.hang(subject, version, self._painted(card))
        self.snapshots.put(name(subject), {"version": version}, at=at)

    def _hangs(self, subject: str, version: str) -> bool:
        try:
            return bool(self.gallery.hung(subject, version))
        except NotFound:
            return False

    def _painted(self, card: Card) -> bytes:
        """Without its photo where that is damaged."""
        try:
            return self.painter.paint(card)
        except Unusable:
            return self.painter.paint(replace(card, photo=None))


def of_another_day(subjects: Iterable[str], snapshots: Snapshots, today: date) -> list[str]:
    """Whose picture was not drawn today: it tells the day it is of."""
    return [subject for subject in subjects if _drawn_on(snapshots, subject) != today]


def _drawn_on(snapshots: Snapshots, subject: str) -> date | None:
    try:
        return snapshots.get(name(subject)).drawn_at.astimezone(WITA).date()
    except NotFound:
        return None


def name(subject: str) -> str:
    """Of the document that says which version hangs."""
    return f"poster/{subject}"


def named(snapshots: Snapshots, subject: str) -> str:
    """The version that hangs; empty when none does."""
    try:
        return str(snapshots.get(name(subject)).document["version"])
    except NotFound:
        return ""


def version_of(card: Card) -> str:
    words = repr((DRAWING, replace(card, photo=None, after=None)))
    made_of = b"".join([words.encode(), card.photo or b"", card.after or b""])
    return hashlib.sha256(made_of).hexdigest()[:VERSION_CHARS]
