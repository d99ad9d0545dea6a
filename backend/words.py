"""The words people read, in their language. They lie in pwa/words/ as JSON, and nowhere else."""

from functools import cache
from importlib.resources import files
from typing import Any, cast

from babel import Locale
from babel.numbers import format_decimal
from flask import Flask, g, json, request

LANGUAGES = ("id", "en")
"""The first is the language of whoever asks for neither."""
COOKIE = "md_lang"

Text = str | dict[str, str]
"""A sentence, or one per plural form (CLDR: "one", "other") chosen by the fact `n`."""


def register(app: Flask) -> None:
    """Make `say` and `language` known to every template."""
    app.jinja_env.globals.update(say=say, language=language)


def say(key: str, /, **facts: object) -> str:
    """The words for `key` in the asker's language, with {names} filled in. Raises KeyError."""
    return said(language(), key, **facts)


def said(tongue: str, key: str, /, **facts: object) -> str:
    """The words in a given language. Plain text: whoever puts it into HTML escapes it. Raises KeyError."""
    text = texts(tongue)[key]
    if isinstance(text, dict):
        form = locale(tongue).plural_form(cast(float, facts["n"]))
        text = text.get(form, text["other"])
    return text.format_map({name: _shown(fact, tongue) for name, fact in facts.items()}) if facts else text


def knows(key: str) -> bool:
    """Whether there are words for a key made from data, such as a flag of a newer version."""
    return key in texts(LANGUAGES[0])


def language() -> str:
    """The asker's choice (cookie), else what the browser prefers, else Indonesian."""
    known: str | None = g.get("language")
    if known is None:
        chosen = request.cookies.get(COOKIE, "")
        best = request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
        known = g.language = chosen if chosen in LANGUAGES else best
    return known


@cache
def locale(tongue: str) -> Locale:
    """What the calendar and the numbers of a language are like."""
    return Locale(tongue)


@cache
def texts(tongue: str) -> dict[str, Text]:
    """Every text of a language by key."""
    folder = files("pwa") / "words" / tongue
    found: dict[str, Text] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".json"):
            found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def _shown(fact: object, tongue: str) -> Any:
    """Numbers are written as the language writes them: 1.250 or 1,250."""
    return format_decimal(fact, locale=locale(tongue)) if isinstance(fact, int | float) else fact
