"""What a browser is called in a list, so that people recognise their own: «Chrome, Android»."""

import re

BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""The first mark that fits names it: they all call themselves after one another."""
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)

LABEL_MAX = 120
"""Characters that are kept of what a browser calls itself, so that people recognise it."""


def called(agent: str) -> str:
    """Empty when it says nothing we know."""
    names = (_first(BROWSERS, agent), _first(SYSTEMS, agent))
    return ", ".join(name for name in names if name)


def _first(marks: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in marks if re.search(rf"\b{re.escape(mark)}", agent)), "")
