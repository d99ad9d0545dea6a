"""What is seen of a page where somebody shares its link: address, picture, and whether it is to be shared."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, request

from backend.wiring import parts
from backend.words import language
from media import poster

LOCALES = {"id": "id_ID", "en": "en_GB"}
"""Of ogp.me."""


@dataclass(frozen=True, slots=True)
class Link:
    """`address` of the page without what was asked of it, `picture` of its picture; both absolute."""

    address: str
    picture: str
    picture_type: str
    locale: str
    width: int = poster.WIDTH
    height: int = poster.HEIGHT


def register(app: Flask) -> None:
    """Make `shared_link` known to every template."""
    app.jinja_env.globals.update(shared_link=shared_link, at_home=at_home)


def shared_link(plain: str) -> Link | None:
    """`plain` is the path of the picture of pages that have none of their own.

    None for a page that is not open to everybody: its address may be somebody's secret."""
    if not _is_open():
        return None
    return Link(at_home(request.path), at_home(plain), "image/png", LOCALES[language()])


def at_home(path: str) -> str:
    """The absolute address of a path, as people reach the site."""
    return parts().settings.base_url + path


def _is_open() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return cast(str, getattr(view, "door", "")) == "anyone"
