"""What is followed, in words."""

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
    try:
        told = parts.public.showcase.get(report_id).document
    except NotFound:
        return said(tongue, "resident-follow.report_gone")
    kind, place = category(parts, tongue, told["category"]), kelurahan(parts, told["kelurahan"])
    return said(tongue, "resident-follow.report", category=kind, place=place)


def category(parts: Parts, tongue: str, code: str) -> str:
    known = parts.city.register().categories.get(code)
    return (known.label.en if tongue == "en" else known.label.id) if known else code


def kelurahan(parts: Parts, code: str) -> str:
    known = parts.city.register().kelurahan.get(code)
    return known.name if known else code
