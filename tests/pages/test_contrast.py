"""Colours are readable in the sun: WCAG 2.2 contrast, computed from the tokens, in both themes."""

import re

import pytest

from tests.source import ROOT

TEXT = ("ink", "muted", "leaf", "leaf-deep", "sea", "sun", "clay", "stone")
GROUNDS = ("ground", "surface", "raised", "leaf-soft", "sea-soft", "sun-soft", "clay-soft", "stone-soft")
ON = {"leaf-ink": ("leaf", "leaf-deep"), "clay-ink": ("clay",)}
"""What is written on buttons, and on which."""
RINGS = ("edge", "focus")
"""Borders of fields and focus rings: 3:1 against what they lie on."""
AA, AA_SHAPE = 4.5, 3.0

LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))
    for part in (ROOT / "pwa/styles/tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, from sRGB)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_weak(theme: dict[str, str], pairs: list[tuple[str, str]], least: float) -> list[str]:
    return [f"{a} on {b}" for a, b in pairs if contrast(theme[a], theme[b]) < least]


@THEMES
def test_every_text_colour_is_readable_on_every_ground(theme: dict[str, str]) -> None:
    assert too_weak(theme, [(text, ground) for text in TEXT for ground in GROUNDS], AA) == []


@THEMES
def test_words_on_buttons_are_readable(theme: dict[str, str]) -> None:
    assert too_weak(theme, [(text, fill) for text, fills in ON.items() for fill in fills], AA) == []


@THEMES
def test_fields_and_focus_rings_stand_out(theme: dict[str, str]) -> None:
    assert (
        too_weak(theme, [(ring, g) for ring in RINGS for g in ("ground", "surface", "raised")], AA_SHAPE)
        == []
    )


def test_black_on_white_is_what_it_should_be() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
