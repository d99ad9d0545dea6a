"""What a careful eye finds wrong on a page that is open, whichever page it is."""

from pathlib import Path

from playwright.sync_api import Page

from backend.words import LANGUAGES, texts

SMALLEST = 24
"""Pixels, of a target (WCAG 2.5.8)."""
AREAS = "|".join(sorted({key.partition(".")[0] for key in texts(LANGUAGES[0])}))
"""What stands before the dot of a word's key, as a pattern: `front|peta|…`."""
FAULTS = f"({Path(__file__).with_name('faults.js').read_text()})([{SMALLEST}, '{AREAS}'])"
"""An expression, for whichever browser."""


def faults(page: Page) -> list[str]:
    """At the width the window has now."""
    found: list[str] = page.evaluate(FAULTS)
    return found
