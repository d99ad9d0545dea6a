"""A view says which door it carries: `view.door` names it, and a test asks every route for it."""

from collections.abc import Callable
from typing import ParamSpec

from flask.typing import ResponseReturnValue

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def named(door: str, view: View[P]) -> View[P]:
    view.door = door  # type: ignore[attr-defined]  # functions may carry attributes
    return view
