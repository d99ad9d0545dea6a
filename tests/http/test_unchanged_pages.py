"""A page that did not change costs no template; one that did is never taken for the one before."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from flask import template_rendered

from backend.reports.moves import State
from backend.reports.ports import Kind, Work
from backend.reports.report import Step
from backend.residents import atlas, sharing, weather
from tests.http.house import House
from tests.http.test_public_outputs import FILLED, HOME, ONE, PUBLISHED, SITI, a_city, open_routes, works

DRAWN_BY_PHONES = {"/lapor", "/offline"}
"""Kept by the service worker (pwa/extension.py)."""
A_PAGE = {"Accept": "text/html", "Accept-Language": "id"}

Pages = Mapping[str, tuple[str, bytes]]
"""Path -> ETag and bytes."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = a_city(tmp_path_factory.mktemp("unchanged"), ONE, "SMP-01")
    yield house
    house.shuts()


@pytest.fixture(scope="module")
def paths(house: House) -> set[str]:
    """Of pages that are kept, found by walking the application."""
    bound = house.app.url_map.bind("localhost")
    every = {
        bound.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments})
        for rule in open_routes(house.app, "anyone")
    }
    answers = {path: house.stranger().gets(path, headers=A_PAGE) for path in every - DRAWN_BY_PHONES}
    return {path for path, a in answers.items() if a.mimetype == "text/html" and "ETag" in a.headers}


def pages(house: House, paths: set[str], **headers: str) -> Pages:
    answers = {path: house.stranger().gets(path, headers=A_PAGE | headers) for path in paths}
    return {path: (answer.headers["ETag"], answer.data) for path, answer in answers.items()}


def assigned(house: House) -> None:
    house.time.passes(timedelta(minutes=1))
    assigned = house.reports.get(PUBLISHED).moved(Step(State.ASSIGNED, SITI, house.time()))
    house.reports.append(assigned, [Work(Kind.PUBLISH, PUBLISHED)])
    works(house)


def forecast(house: House) -> None:
    at = (house.time() + timedelta(hours=3)).isoformat()
    hour = {"at": at, "degrees": 31, "humidity": 70, "words": {"id": "Cerah", "en": "Sunny"}}
    told = {"hours": [hour], "asked_at": house.time().isoformat()}
    house.parts.snapshots.put(weather.name(HOME), told, at=house.time())


def warned(house: House) -> None:
    until = (house.time() + timedelta(hours=3)).isoformat()
    told = {"warnings": [{"event": "Hujan lebat", "words": "Hujan lebat disertai petir", "until": until}]}
    house.parts.snapshots.put(
        weather.WARNINGS, told | {"asked_at": house.time().isoformat()}, at=house.time()
    )


def pictured(house: House) -> None:
    for subject in (PUBLISHED, HOME, atlas.CITY):
        house.parts.snapshots.put(sharing.name(subject), {"version": "a" * 20}, at=house.time())


def renamed(house: House) -> None:
    def edit(tables: Any) -> None:
        tables.table("categories").update({"label": {"id": "Nama baru", "en": "A new name"}})

    house.parts.city.change(edit)


def a_day_later(house: House) -> None:
    house.time.passes(timedelta(days=1))


CHANGES = {
    assigned: {f"/laporan/{PUBLISHED}", "/", f"/kelurahan/{HOME}", "/peta"},
    forecast: {f"/kelurahan/{HOME}"},
    warned: {"/", f"/kelurahan/{HOME}"},
    pictured: {"/", f"/kelurahan/{HOME}", f"/laporan/{PUBLISHED}"},
    renamed: {"/", f"/laporan/{PUBLISHED}", "/peta"},
    a_day_later: {f"/kelurahan/{HOME}"},
}
"""What happens, and some of the pages that tell of it."""


def test_an_unchanged_page_is_answered_without_its_template(house: House, paths: set[str]) -> None:
    before, rendered = pages(house, paths), []
    with template_rendered.connected_to(lambda *_, template, **__: rendered.append(template.name)):
        again = {
            path: house.stranger().gets(path, headers=A_PAGE | {"If-None-Match": etag})
            for path, (etag, _) in before.items()
        }

    assert {"/", f"/kelurahan/{HOME}", f"/laporan/{PUBLISHED}", "/peta"} <= set(again)
    assert {
        path for path, answer in again.items() if (answer.status_code, answer.data) != (304, b"")
    } == set()
    assert rendered == []


@pytest.mark.parametrize("happens", CHANGES, ids=lambda one: one.__name__)
def test_a_page_that_tells_something_else_has_another_etag(
    house: House, paths: set[str], happens: Any
) -> None:
    before = pages(house, paths)
    happens(house)
    after = pages(house, paths)

    told_anew = {path for path, (_, page) in after.items() if page != before[path][1]}
    assert CHANGES[happens] <= told_anew
    assert {path for path in told_anew if after[path][0] == before[path][0]} == set()


def test_a_page_in_another_language_has_another_etag(house: House, paths: set[str]) -> None:
    indonesian, english = pages(house, paths), pages(house, paths, **{"Accept-Language": "en"})

    assert {path for path, (etag, _) in indonesian.items() if english[path][0] == etag} == set()
