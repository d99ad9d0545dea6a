"""What is followed, in words."""

from collections.abc import Mapping
from typing import Any

from backend.reports.moves import State
from backend.reports.ports import NotFound
from backend.residents.grid import lon_lat
from backend.residents.topic import Topic
from backend.wiring import Parts
from backend.words import said


def named(parts: Parts, tongue: str, topic: Topic) -> str:
    """Of a report that is not shown any more: only that it is one."""
    if topic.at:
        middle = lon_lat(topic.at.x, topic.at.y)
        nearest = parts.city.find(middle["lat"], middle["lon"]).kelurahan
        return said(tongue, "resident-follow.near", m=topic.radius_m, name=kelurahan(parts, nearest))
    if topic.report:
        return _report(parts, tongue, topic.report)
    if topic.rt:
        return said(tongue, "resident-follow.rt", rt=topic.rt, name=kelurahan(parts, topic.kelurahan))
    if topic.kelurahan:
        return said(tongue, "shared.kelurahan", name=kelurahan(parts, topic.kelurahan))
    return said(tongue, "resident-follow.city")


def _report(parts: Parts, tongue: str, report_id: str) -> str:
    if not (told := shown(parts, report_id)):
        return said(tongue, "resident-follow.report_gone")
    kind, place = category(parts, tongue, told["category"]), kelurahan(parts, told["kelurahan"])
    return said(tongue, "resident-follow.report", category=kind, place=place)


def shown(parts: Parts, report_id: str) -> Mapping[str, Any]:
    """What residents read of a report; nothing of one that is not shown any more."""
    try:
        return parts.public.showcase.get(report_id).document
    except NotFound:
        return {}


def became(tongue: str, state: State, document: Mapping[str, Any]) -> str:
    """The state, and of a repair that residents may see that there is a photo of it (docs/decisions/0041)."""
    is_seen = state is State.RESOLVED and document.get("after")
    return said(tongue, "resident-follow.mended" if is_seen else f"shared.state.{state.value}")


def category(parts: Parts, tongue: str, code: str) -> str:
    known = parts.city.register().categories.get(code)
    return (known.label.en if tongue == "en" else known.label.id) if known else code


def kelurahan(parts: Parts, code: str) -> str:
    known = parts.city.register().kelurahan.get(code)
    return known.name if known else code
