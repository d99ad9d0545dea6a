"""What the pictures of shared links say, in Indonesian: of the city, of a kelurahan, of a report.

Read from what is public alone, through the door residents' pages use.
"""

from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from backend.reports.ports import Kind, NotFound, Work
from backend.reports.wita import WITA
from backend.residents import atlas
from backend.residents.item import COUNTED, Standing
from backend.residents.sharing import Easel, of_another_day
from backend.residents.sharing_card import Card, Count, Spot
from backend.state_looks import PUBLIC_LOOKS, STANDING_LOOKS
from backend.state_words import for_residents
from backend.wiring import Parts
from backend.words import LANGUAGES, locale, said

TONGUE = LANGUAGES[0]
COPY = 1280
"""Long edge in pixels of the public copy that is shown."""


def easel(parts: Parts) -> Easel:
    return Easel(
        compose=lambda subject: card_of(parts, subject),
        painter=parts.painter,
        gallery=parts.gallery,
        snapshots=parts.snapshots,
        clock=parts.clock,
    )


def ask_for_today(parts: Parts) -> int:
    """Pictures of the city and of its kelurahan that tell another day; how many."""
    now = parts.clock()
    subjects = (atlas.CITY, *parts.city.register().kelurahan)
    old = of_another_day(subjects, parts.snapshots, now.astimezone(WITA).date())
    parts.outbox.add([Work(Kind.POSTER, subject) for subject in old], due=now)
    return len(old)


def card_of(parts: Parts, subject: str) -> Card | None:
    """None for a report that is not public, and for whatever else nobody knows."""
    if subject == atlas.CITY:
        return _of_city(parts)
    if place := parts.city.register().kelurahan.get(subject):
        return _of_kelurahan(parts, subject, place.name)
    return _of_report(parts, subject)


def _of_city(parts: Parts) -> Card:
    words = said(TONGUE, "share.city"), said(TONGUE, "share.city_over")
    return _counted(parts, _snapshot(parts, atlas.CITY), *words, where="")


def _of_kelurahan(parts: Parts, code: str, name: str) -> Card:
    drawn = _snapshot(parts, atlas.kelurahan_name(code))
    return _counted(parts, drawn, name, said(TONGUE, "shared.kelurahan_word"), where=code)


def _counted(parts: Parts, drawn: dict[str, Any], title: str, place: str, *, where: str) -> Card:
    standing = drawn.get("pulse", {}).get("standing", {})
    today = parts.clock().astimezone(WITA).date()
    return Card(
        place=place,
        title=title,
        foot=said(TONGUE, "share.as_of", day=_day(today)),
        brand=said(TONGUE, "shared.name"),
        counts=[_count(one, standing.get(one.value, 0)) for one in COUNTED],
        where=where,
        spots=[
            Spot(d["lon"], d["lat"], d["n"], STANDING_LOOKS[d["standing"]].tone)
            for d in drawn.get("dots", [])
        ],
    )


def _count(standing: Standing, n: int) -> Count:
    words = said(TONGUE, f"shared.standing.{standing}")
    return Count(format_decimal(n, locale=locale(TONGUE)), words, STANDING_LOOKS[standing].tone)


def _of_report(parts: Parts, report_id: str) -> Card | None:
    try:
        shown = parts.public.showcase.get(report_id).document
    except NotFound:
        return None
    state, is_good_news = shown["state"], _is_good_news(parts, shown["category"])
    tone = (STANDING_LOOKS[Standing.GOOD] if is_good_news else PUBLIC_LOOKS[state]).tone
    place = parts.city.register().kelurahan.get(shown["kelurahan"])
    return Card(
        place=said(TONGUE, "shared.kelurahan", name=place.name) if place else "",
        title=_category(parts, shown["category"]),
        foot=said(TONGUE, "resident.reported_on", day=_day(date.fromisoformat(shown["reported_on"]))),
        brand=said(TONGUE, "shared.name"),
        chip=(for_residents(TONGUE, state, is_good_news=is_good_news), tone),
        where=shown["kelurahan"],
        spots=[Spot(cell["lon"], cell["lat"], 1, tone)] if (cell := shown["cell"]) else (),
        photo=_photo(parts, report_id, shown["before"] or shown["photo"]),
        after=_photo(parts, report_id, shown["after"]),
        captions=(said(TONGUE, "report.before"), said(TONGUE, "report.after"))
        if shown["after"]
        else ("", ""),
    )


def _is_good_news(parts: Parts, code: str) -> bool:
    known = parts.city.register().categories.get(code)
    return known is not None and known.good_news


def _category(parts: Parts, code: str) -> str:
    known = parts.city.register().categories.get(code)
    return known.label.id if known else said(TONGUE, "shared.category_other", code=code)


def _photo(parts: Parts, report_id: str, sha256: str | None) -> bytes | None:
    """The copy residents see, if it lies there."""
    try:
        return parts.chest.shown(report_id, sha256, COPY) if sha256 else None
    except NotFound:
        return None


def _snapshot(parts: Parts, name: str) -> dict[str, Any]:
    try:
        return parts.public.snapshots.get(name).document
    except NotFound:
        return {}


def _day(day: date) -> str:
    return format_date(day, "d MMM y", locale=locale(TONGUE))
