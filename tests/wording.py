"""The words that are kept in pwa/words/, and the keys templates, scripts and views ask for."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from tests.source import ROOT, files

WORDS = ROOT / "pwa" / "words"
LANGUAGES = sorted(folder.name for folder in WORDS.iterdir())
GAP = "\u25a1"
"""Stands for a value in a key: not a letter."""

Text = str | dict[str, str]


def said_in(language: str) -> dict[str, Text]:
    """Every text of a language by key. Raises ValueError when two files hold one key."""
    found: dict[str, Text] = {}
    for file in sorted((WORDS / language).glob("*.json")):
        texts = json.loads(file.read_text())
        if twice := found.keys() & texts.keys():
            raise ValueError(f"{file.name} repeats {sorted(twice)}")
        found |= texts
    return found


def facts_in(text: Text) -> set[str]:
    """The {names} a text wants filled in."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in re.findall(r"{(\w+)}", form)}


def templates() -> list[Path]:
    return sorted(
        [*(ROOT / "backend" / "templates").rglob("*.html"), *(ROOT / "pwa" / "templates").rglob("*.html")]
    )


def scripts() -> list[Path]:
    made = {"node_modules", "dist", "dist.new"}
    return [
        path
        for path in sorted((ROOT / "pwa").rglob("*.js"))
        if not made.intersection(path.relative_to(ROOT).parts)
    ]


ASKED = re.compile(r"""\bsay\(\s*(['"])([\w.-]+)\1\s*[,)]""")
PLAIN = re.compile(r"""(['"`])([\w-]+(?:\.[\w-]+)+)\1""")
FILLED = re.compile(r"\${[^{}]*}|(?<![{$]){[^{}%]*}(?!})")
"""A value in an f-string or a template literal."""
JOINED = re.compile(r"""['"]\s*[~+]\s*[\w.()\[\]]+(?:\s*[~+]\s*['"])?""")
"""A value between two strings or after one: "errors." ~ code ~ ".title", 'state.' + name."""
PUT_TOGETHER = re.compile(rf"""['"`]((?:[\w-]+\.)+(?:[\w.-]|{GAP})*{GAP}(?:[\w.-]|{GAP})*)""")


def keys_asked_for(source: str) -> set[str]:
    """Keys written out in a call of say()."""
    return {key for _, key in ASKED.findall(source)}


def keys_mentioned(source: str) -> set[str]:
    """Everything written out that has the form of a key, wherever it stands."""
    return {key for _, key in PLAIN.findall(source)}


def keys_put_together(source: str) -> set[str]:
    """Keys made of text and values, with a gap for each value: `phone.□.missing`."""
    return set(PUT_TOGETHER.findall(FILLED.sub(GAP, JOINED.sub(GAP, source))))


def fits(key: str, patterns: Iterable[str]) -> bool:
    """Whether a key is one of those put together."""
    return any(re.fullmatch(re.escape(pattern).replace(GAP, r"[\w.-]+"), key) for pattern in patterns)


def sources() -> dict[Path, str]:
    """Every file that may speak."""
    return {path: path.read_text() for path in [*templates(), *scripts(), *files("backend", "pwa")]}
