"""Finding words of the interface where none should be: in templates, scripts and views."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from jinja2 import Environment

SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title"}
"""Attributes a person reads or hears."""
NOT_TEXT = {"script", "style", "code", "kbd"}
"""Elements whose content is for machines, or typed into one."""
NAMES = re.compile(r"\bMasdarling\b|\bBahasa Indonesia\b|\bEnglish\b|\bMD(-\w{4}){2}\b|&\w+;")
"""Not translated: the project's name, the languages in their own words, the number of a report."""
GAP = "\u25a1"
"""Stands where a template puts something in: not a letter."""


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
