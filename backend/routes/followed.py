"""What an address, or a form, asks to follow: read, named in words, and where it is found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from backend import topic_words
from backend.reports.coarse import numbered
from backend.reports.ports import NotFound
from backend.residents import topic as topics
from backend.residents.grid import lon_lat
from backend.residents.item import Cell
from backend.residents.ports import Box
from backend.residents.topic import CITY, NoTopic, Topic
from backend.routes.map_box import city_box
from backend.wiring import parts
from backend.words import language

NEAR_ZOOM = 15
"""Of the map: some streets around a point."""


class TooFar(NotFound):
    """A point around which nothing of this city happens."""


def asked(fields: Mapping[str, str]) -> Topic:
    """By `laporan`, `titik` and `radius`, `kelurahan`, or that and `rt`; of none of them: the city.

    Raises NotFound for what there is not, or is not told of; TooFar.
    """
    if report_id := fields.get("laporan", ""):
        parts().public.showcase.get(report_id)
        return Topic(report=report_id)
    if point := fields.get("titik", ""):
        return _near(point, fields.get("radius", ""))
    if not (code := fields.get("kelurahan", "")):
        return CITY
    if code not in parts().city.register().kelurahan:
        raise NotFound("no such kelurahan")
    return Topic(kelurahan=code, rt=_rt(fields.get("rt", "").strip()))


def _rt(typed: str) -> str:
    """As changes name it, however it was typed; empty: the whole kelurahan. Raises NotFound."""
    rt = numbered(typed) if typed else ""
    if rt is None:
        raise NotFound("no such RT")
    return rt


def _near(point: str, radius: str) -> Topic:
    try:
        lat, lon = (float(part) for part in point.split(","))
        topic = topics.near(lat, lon, int(radius or topics.NEAREST_M))
    except (NoTopic, ValueError, OverflowError) as cause:
        raise NotFound("no such place") from cause
    if topic.at is None or not _is_near_the_city(topic.at):
        raise TooFar("nothing of this city happens around there")
    return topic


def _is_near_the_city(at: Cell) -> bool:
    box = surroundings()
    return box.west <= at.x <= box.east and box.south <= at.y <= box.north


def surroundings() -> Box:
    """Cells so near that the widest circle around them may reach the city."""
    city, reach = city_box(), ceil(topics.FARTHEST_M / topics.CELL_M)
    return Box(city.west - reach, city.south - reach, city.east + reach, city.north + reach)


@dataclass(frozen=True, slots=True)
class Followable:
    """What a page shows of something that may be followed: addresses, and its name in words."""

    name: str
    follow: str
    feed: str


def followable(**fields: str) -> Followable:
    """By the same names as `asked`; taken as they are."""
    topic = Topic(fields.get("kelurahan", ""), fields.get("rt", ""), fields.get("laporan", ""))
    return Followable(named(topic), follow_path(topic), feed_path(topic))


def query(topic: Topic) -> dict[str, str]:
    """What `asked` reads as this topic."""
    if topic.at:
        middle = lon_lat(topic.at.x, topic.at.y)
        return {"titik": f"{middle['lat']},{middle['lon']}", "radius": str(topic.radius_m)}
    fields = {"kelurahan": topic.kelurahan, "rt": topic.rt, "laporan": topic.report}
    return {name: value for name, value in fields.items() if value}


def follow_path(topic: Topic) -> str:
    return _with("/ikuti", query(topic))


def feed_path(topic: Topic) -> str:
    """In the language that is read now: a program that fetches it asks for none."""
    tongue = {"bahasa": "en"} if language() == "en" else {}
    if topic.at:
        return _with("/feed.atom", query(topic) | tongue)
    page = page_path(topic)
    return _with(f"{page.rstrip('/')}/feed.atom", tongue)


def page_path(topic: Topic) -> str:
    """Where people read the same."""
    if topic.at:
        middle = lon_lat(topic.at.x, topic.at.y)
        return f"/peta?@={middle['lat']},{middle['lon']},{NEAR_ZOOM}"
    if topic.report:
        return f"/laporan/{topic.report}"
    if topic.rt:
        return f"/kelurahan/{topic.kelurahan}/rt/{topic.rt}"
    return f"/kelurahan/{topic.kelurahan}" if topic.kelurahan else "/"


def named(topic: Topic) -> str:
    """In the asker's words."""
    return topic_words.named(parts(), language(), topic)


def told_apart(topics: Sequence[Topic]) -> list[str]:
    """Their names in one list: points of one kelurahan bear the same one, and are numbered as they come."""
    names, seen = [named(topic) for topic in topics], Counter[str]()
    many = Counter(names)
    for n, name in enumerate(names):
        seen[name] += 1
        names[n] = f"{name} ({seen[name]})" if many[name] > 1 else name
    return names


def _with(path: str, fields: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(fields, safe=',')}" if fields else path
