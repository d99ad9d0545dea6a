"""What somebody typed into a form, and what may be wrong with it."""

import re
from collections.abc import Mapping, Sequence

Filled = Mapping[str, Sequence[str]]
"""Name of a field -> what was typed or chosen, as often as it was."""
Faults = dict[str, str]
"""Name of a field -> code of what is wrong with it."""

SHOWN_NOWHERE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, what has no width, and what turns the direction of all that follows."""


class Wrong(ValueError):
    """`name` is what is added to the field's, `code` says what is wrong."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code, self.name = code, name


def one(filled: Filled, name: str) -> str:
    """The first, without what nobody sees; "" when nothing was typed."""
    found = filled.get(name) or ("",)
    return SHOWN_NOWHERE.sub("", found[0]).strip()


def line(filled: Filled, name: str, most: int) -> str:
    """Raises Wrong."""
    return short_enough(" ".join(one(filled, name).split()), most)


def lines(filled: Filled, name: str, most: int) -> list[str]:
    """What stands on each line, once. Raises Wrong."""
    typed = [" ".join(each.split()) for each in one(filled, name).splitlines()]
    found = list(dict.fromkeys(each for each in typed if each))
    if len(found) > LINES_MAX:
        raise Wrong("many")
    return [short_enough(each, most) for each in found]


LINES_MAX = 200


def short_enough(text: str, most: int) -> str:
    if len(text) > most:
        raise Wrong("long")
    return text
