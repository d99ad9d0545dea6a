"""What is seen of a page where somebody shares its link: address, picture, and whether it is to be shared."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, request

from backend.residents import atlas, sharing
from backend.wiring import parts
from backend.words import language
from media import poster

LOCALES = {"id": "id_ID", "en": "en_GB"}
"""Of ogp.me."""
OF_THE_CITY = {"/", "/peta"}
PLAIN = "plain"
"""A version that never hangs: the picture of the site as such stands in for it (posters.py)."""


@dataclass(frozen=True, slots=True)
class Link:
    """`address` of the page without what was asked of it, and of its picture; both absolute."""

    address: str
    picture: str
    locale: str
    width: int = poster.WIDTH
    height: int = poster.HEIGHT


def register(app: Flask) -> None:
    """Make `shared_link` and `at_home` known to every template."""
    app.jinja_env.globals.update(shared_link=shared_link, at_home=at_home)


def shared_link() -> Link | None:
    """None for a page that is not open to everybody: its address may be somebody's secret."""
    if not _is_open():
        return None
    return Link(at_home(request.path), at_home(picture_of(_subject())), LOCALES[language()])


def at_home(path: str) -> str:
    """The absolute address of a path, as people reach the site."""
    return parts().settings.base_url + path


def picture_of(subject: str) -> str:
    """The path of the version that hangs; of no subject, that of the picture of the site as such."""
    version = sharing.named(parts().public.snapshots, subject) if subject else ""
    return f"/bagikan/{subject or atlas.CITY}/{version or PLAIN}.jpg"


def _subject() -> str:
    """What the page is about, by its address: a report, a kelurahan, the city, or nothing of that kind."""
    asked = request.view_args or {}
    city = atlas.CITY if request.path in OF_THE_CITY else ""
    return str(asked.get("report_id") or asked.get("code") or city)


def _is_open() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return cast(str, getattr(view, "door", "")) == "anyone"
