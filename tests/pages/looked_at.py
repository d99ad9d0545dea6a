"""What a careful eye finds wrong on a page that is open, whichever page it is."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from backend.words import LANGUAGES, texts

SMALLEST = 24
"""Pixels, of a target (WCAG 2.5.8)."""
SCRIPT = Path(__file__).with_name("faults.js").read_text()


def faults(page: Page) -> list[str]:
    """At the width the window has now."""
    found: list[str] = page.evaluate(SCRIPT, [SMALLEST, _areas()])
    return found


@cache
def _areas() -> str:
    """What stands before the dot of a word's key, as a pattern: `front|peta|…`."""
    return "|".join(sorted({key.partition(".")[0] for key in texts(LANGUAGES[0])}))
