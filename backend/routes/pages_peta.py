"""The map of all that is published, and the same as a list: filters and view stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from backend.residents import atlas
from backend.residents.data import asked as paging
from backend.residents.item import Standing
from backend.residents.ports import Place
from backend.routes.doors import anyone
from backend.routes.map_asked import PAGE, Sought, month_of
from backend.routes.map_box import box_of, city_box
from backend.routes.pages_kept import kept, kept_drawing
from backend.routes.pages_labels import in_language
from backend.routes.pages_map import around
from backend.routes.when import month as in_words
from backend.routes.when import today
from backend.wiring import parts
from backend.words import language, say

bp = Blueprint("pages_peta", __name__)

SAID = (
    "name", "closer", "farther", "whole", "locate", "locating", "locate_no", "here", "count", "count_one",
    "none", "single", "many", "cursor", "card", "close", "loading", "old", "unknown",
    "unknown_list", "beside", "still",
)  # fmt: skip
"""Words of the script."""
MONTHS = 12
"""So many may be chosen; an address may say others."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list; `onward` is the address of the next one."""

    reports: list[dict[str, Any]]
    onward: str


@bp.get("/peta")
@anyone
def peta() -> ResponseReturnValue:
    """Whole without scripts: a form, a still map and the list."""
    sought = Sought.of(request.args, PAGE, parts().city.register())
    city, (whole, mark) = parts().city, _everything()
    listed = _listed(sought) if request.args else _first(whole)
    dots = _dots(sought) if sought.is_narrowed else whole["dots"]
    tiles, credit = parts().settings.tiles_url, parts().settings.tiles_credit
    return kept(
        "peta.html",
        of=[mark, (listed, dots) if request.args else None, tiles, credit],
        sought=sought,
        chosen=_chosen(sought),
        is_narrowed=sought.is_narrowed,
        listed=listed,
        register=city.register(),
        drawing=around(city.outlines(), *filter(None, [sought.kelurahan])),
        dots=dots,
        off_the_map=whole["off_the_map"],
        standings=list(Standing),
        months=_months(sought),
        tiles=tiles,
        credit=credit,
    )


@bp.get("/peta/daftar")
@anyone
def peta_list() -> ResponseReturnValue:
    """The list alone, of the part of the map `di`: what the page's script puts in its place."""
    sought = Sought.of(request.args, PAGE, parts().city.register())
    listed = _listed(sought)
    return kept("parts/peta/list.html", of=[listed], listed=listed, is_narrowed=sought.is_narrowed)


def _everything() -> tuple[dict[str, Any], str]:
    """The document of the map and what it can be told by; made here until it was drawn for the first time.

    It is what most are shown: neither their page nor its 304 counts squares or looks for reports.
    """
    document, etag = kept_drawing(atlas.MAP)
    if etag:
        return document, etag
    document = atlas.of_map(parts().public.showcase)
    return document, repr(document)


def _first(whole: Mapping[str, Any]) -> Listed:
    after = whole["after"]
    last = Place(date.fromisoformat(after[0]), after[1]) if after else None
    return Listed(whole["reports"], _onward(Sought(), last) if last else "")


def _chosen(sought: Sought) -> list[str]:
    """The filters in words, as the page's script says them of the form (pwa/peta/address.js)."""
    register = parts().city.register()
    places = [register.kelurahan[sought.kelurahan].name] if sought.kelurahan else []
    months = [(say("peta.since"), sought.since), (say("peta.until"), sought.until)]
    return [
        *([_kind(sought.kind)] if sought.kind else []),
        *places,
        *(f"{label} {in_words(month)}" for label, month in months if month),
        *(say(f"shared.standing.{one.value}") for one in sought.standings),
    ]


def _kind(code: str) -> str:
    register = parts().city.register()
    if code in register.groups:
        return say("queue.all_of", group=in_language(register.groups[code].label))
    return in_language(register.categories[code].label)


def _listed(sought: Sought) -> Listed:
    wanted = sought.wanted(parts().city.register(), box_of(request.args.get("di", "")))
    found = parts().public.showcase.page(wanted, after=_place(), limit=atlas.FIRST + 1)
    last = found[atlas.FIRST - 1] if len(found) > atlas.FIRST else None
    onward = _onward(sought, Place(last.reported_on, last.id)) if last else ""
    return Listed([atlas.brief(item) for item in found[: atlas.FIRST]], onward)


def _place() -> Place | None:
    """After which report the list goes on; an address that is none of ours begins at the beginning."""
    try:
        return paging.page({"cursor": request.args.get("setelah", "")}).after
    except paging.Unfit:
        return None


def _onward(sought: Sought, last: Place) -> str:
    here = sought.address(di=request.args.get("di", ""))
    return here + ("&" if "?" in here else "?") + f"setelah={paging.cursor(last)}"


def _dots(sought: Sought) -> list[dict[str, Any]]:
    found = parts().public.showcase.clusters(
        city_box(),
        atlas.DOTS_LEVEL,
        kind=sought.kind,
        months=sought.months(today()),
        standings=sought.standings,
    )
    return [atlas.dot(one) for one in found]


def _months(sought: Sought) -> list[str]:
    """The newest first, and those of the address."""
    last = today()
    numbers = range(last.year * 12 + last.month - 1, last.year * 12 + last.month - 1 - MONTHS, -1)
    newest = {month_of(date(n // 12, n % 12 + 1, 1)) for n in numbers}
    return sorted(newest | {month_of(sought.since), month_of(sought.until)} - {""}, reverse=True)


@bp.app_context_processor
def for_the_script() -> dict[str, object]:
    """What it says, for it knows no words of its own."""
    return {"peta_words": _words}


def _words() -> dict[str, Any]:
    register = parts().city.register()
    return {
        **{name: say(f"peta.say.{name}") for name in SAID},
        "language": language(),
        "kinds": [in_language(group.label) for group in register.groups.values()],
        "states": {one.value: say(f"shared.standing.{one.value}") for one in Standing},
    }
