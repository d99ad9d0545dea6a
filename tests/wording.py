"""Finding the words of the interface in templates and scripts, and the keys they ask for."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment

from tests.source import ROOT, files

WORDS = ROOT / "pwa" / "words"
LANGUAGES = sorted(folder.name for folder in WORDS.iterdir())
SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
"""Attributes a person reads or hears."""
NOT_TEXT = {"script", "style", "code", "kbd"}
"""Elements whose content is for machines, or typed into one."""
NAMES = re.compile(r"\bMasdarling\b|\bBahasa Indonesia\b|\bEnglish\b|\bMD(-\w{4}){2}\b|&\w+;")
"""Not translated: the project's name, the languages in their own words, the number of a report."""
GAP = "\u25a1"
"""Stands where a template puts something in: not a letter."""

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


# Words where none should be


@dataclass
class Reader(HTMLParser):
    """Collects what a person would read of a piece of HTML."""

    words: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.closed += [tag] if tag in NOT_TEXT else []
        self.words += [value for name, value in attrs if value and name in SPOKEN]
        if tag == "meta" and ("name", "description") in attrs:
            self.words += [value for name, value in attrs if value and name == "content"]

    def handle_endtag(self, tag: str) -> None:
        if self.closed and tag == self.closed[-1]:
            self.closed.pop()

    def handle_data(self, data: str) -> None:
        if not self.closed:
            self.words.append(data)


def words_in_html(html: str) -> list[str]:
    """Text and spoken attributes that hold a letter of any alphabet."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return [said.strip() for said in reader.words if re.search(r"[^\W\d_]", NAMES.sub("", said))]


CLASSES = re.compile(r"{% block width %}[\w\s-]*{% endblock %}")
"""The block that stands in a class attribute of base.html."""


def words_in_template(source: str) -> list[str]:
    """What a Jinja template says by itself: all but expressions, statements, comments and classes."""
    source = CLASSES.sub("", source)
    pieces = (
        value if kind == "data" else GAP
        for _, kind, value in Environment(autoescape=True).lex(source)
        if kind in {"data", "variable_begin"}
    )
    return words_in_html("".join(pieces))


SAID_BY_SCRIPT = re.compile(
    r"""(?:\.(?:textContent|innerText|title|placeholder|alt|ariaLabel)\s*=|\b(?:alert|confirm|prompt)\()\s*"""
    r"""(['"`])(?P<words>(?:(?!\1).)*[^\W\d_](?:(?!\1).)*)\1"""
)


def words_in_script(source: str) -> list[str]:
    """What JavaScript says by itself: html`…` templates, and strings put where people read them."""
    spoken = [match["words"] for match in SAID_BY_SCRIPT.finditer(source) if "${" not in match["words"]]
    return spoken + [word for template in templates_in(source) for word in words_in_html(template)]


def templates_in(source: str) -> Iterator[str]:
    """The html`…` templates of a script, innermost last, with a gap for each ${…}."""
    for match in re.finditer(r"\bhtml`", source):
        yield _until_backtick(source, match.end())[0]


def _until_backtick(source: str, at: int) -> tuple[str, int]:
    text = ""
    while source[at] != "`":
        if source.startswith("${", at):
            at, text = _past_gap(source, at + 2), text + GAP
        else:
            text += source[at]
            at += 2 if source[at] == "\\" else 1
    return text, at + 1


def _past_gap(source: str, at: int) -> int:
    """The place after the } that closes the ${ before `at`."""
    while source[at] != "}":
        if source[at] == "`":
            at = _until_backtick(source, at + 1)[1]
        elif source[at] == "{":
            at = _past_gap(source, at + 1)
        elif source[at] in "'\"":
            at = source.index(source[at], at + 1) + 1
        else:
            at += 1
    return at + 1


# Keys


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


def flashed(source: str) -> list[str]:
    """Words a Python view shows at the next page, written out instead of asked for."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "flash"
        and isinstance(call.args[0], ast.Constant)
    ]
