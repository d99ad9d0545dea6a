"""Words in a picture: wrapped, shortened where there is no room, never clipped."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
"""Inter (rsms.me/inter) under the SIL Open Font License, as @fontsource/inter 5.3 ships its Latin part."""
MORE = "…"


@cache
def font(size: int, *, bold: bool = False) -> Font:
    """`size` in pixels."""
    weight = 700 if bold else 500
    return ImageFont.truetype(FONTS / f"inter-latin-{weight}-normal.woff2", size)


def readable(text: str) -> str:
    """Without what the font has no letters for: it would draw boxes. White space becomes one space."""
    return " ".join(text.encode("cp1252", "ignore").decode("cp1252").split())


def fitted(text: str, sizes: tuple[int, ...], *, width: int, lines: int) -> tuple[Font, list[str]]:
    """Bold, in the largest of the sizes at which all of it fits into so many lines; else shortened."""
    for size in sizes:
        wrapped = wrap(text, font(size, bold=True), width)
        if len(wrapped) <= lines and not _is_torn(text, wrapped):
            return font(size, bold=True), wrapped
    last = font(sizes[-1], bold=True)
    return last, shortened(wrap(text, last, width), lines, last, width)


def wrap(text: str, using: Font, width: int) -> list[str]:
    """Lines no wider than that, broken between words; within a word only where it is wider by itself."""
    lines: list[str] = []
    for word in readable(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and using.getlength(joined) <= width:
            lines[-1] = joined
        else:
            lines += _torn(word, using, width)
    return lines


def shortened(lines: list[str], most: int, using: Font, width: int) -> list[str]:
    """At most so many lines; the last one ends with «…» where something is left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), using, width, always=True)]


def cut(text: str, using: Font, width: int, *, always: bool = False) -> str:
    """One line no wider than that."""
    text = readable(text)
    if not always and using.getlength(text) <= width:
        return text
    while text and using.getlength(text.rstrip() + MORE) > width:
        text = text[:-1]
    return text.rstrip() + MORE


def _torn(word: str, using: Font, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and using.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _is_torn(text: str, lines: list[str]) -> bool:
    return " ".join(lines) != readable(text)
