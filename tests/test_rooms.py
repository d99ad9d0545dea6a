"""The arrows between the rooms: who may import whom, and which library lives in which room."""

import sys
from collections.abc import Iterable, Mapping

import pytest

from tests.source import PACKAGES, Import, all_imports, files, imports, is_within, name_of

ARROWS: Mapping[str, set[str]] = {
    # Pure rooms: they can be read, tested and replaced alone.
    "sync": set(),
    "media": set(),
    "pwa": set(),
    "backend.settings": set(),
    "backend.words": set(),
    "backend.cells": set(),
    "backend.people": set(),
    "backend.audit": set(),
    # The rules, and what implements their ports.
    "backend.reports": {"sync"},
    "backend.residents": {"backend.reports"},
    "backend.open311": {
        "backend.city", "backend.people", "backend.reports", "backend.residents", "backend.words", "sync",
    },
    "backend.privacy": {"backend.people", "backend.reports", "sync"},
    "backend.city": {"backend.reports", "media"},
    "backend.stores": {
        "backend.audit", "backend.open311", "backend.people", "backend.privacy", "backend.reports",
        "backend.residents", "sync", "media",
    },
    "backend.secrets_kept": set(),
    # One file knows every room.
    "backend.wiring": {
        "backend.settings", "backend.reports", "backend.people", "backend.city", "backend.stores",
        "backend.queue_by_name", "backend.engine.broker", "backend.bmkg",
        "backend.mailman", "backend.postman",
        "backend.privacy", "backend.audit", "backend.open311", "backend.residents", "media",
        "sync",
    },
    # The web side asks for work by name only, so it knows neither tasks nor stores.
    "backend.queue_by_name": {"backend.reports"},
    "backend.health": {"backend.privacy", "backend.wiring"},
    "backend.routes": {
        "backend.reports", "backend.people", "backend.city", "backend.wiring", "backend.words",
        "backend.settings", "backend.health", "backend.bundles", "backend.privacy", "backend.retaining",
        "backend.anchoring", "backend.audit", "backend.cells", "backend.open311", "backend.residents",
        "backend.state_looks", "backend.state_words", "backend.step_words", "backend.topic_words", "sync",
        "media",
    },
    "backend.app": {
        "backend.routes", "backend.people", "backend.health", "backend.wiring", "backend.words",
        "backend.settings", "pwa",
    },
    "backend.patient": set(),
    # The working side knows no page.
    "backend.engine": {"backend.reports", "backend.queue_by_name", "backend.settings"},
    "backend.tasks": {
        "backend.audit", "backend.dumping", "backend.engine", "backend.forecasts", "backend.notice_words",
        "backend.privacy",
        "backend.mornings", "backend.neighbours", "backend.reports", "backend.residents",
        "backend.sharing_cards", "backend.wiring",
    },
    "backend.dumping": {
        "backend.city", "backend.reports", "backend.residents", "backend.wiring", "backend.words",
    },
    "backend.sharing_cards": {
        "backend.reports", "backend.residents", "backend.state_looks", "backend.state_words",
        "backend.wiring", "backend.words",
    },
    "backend.mornings": {
        "backend.digest_words", "backend.people", "backend.reports", "backend.wiring",
    },
    "backend.neighbours": {"backend.news_words", "backend.reports", "backend.residents", "backend.wiring"},
    "backend.news_words": {
        "backend.residents", "backend.topic_words", "backend.wiring", "backend.words",
    },
    "backend.topic_words": {"backend.reports", "backend.residents", "backend.wiring", "backend.words"},
    "backend.digest_words": {"backend.reports", "backend.wiring", "backend.words"},
    "backend.mailman": {"backend.reports"},
    "backend.bmkg": {"backend.residents"},
    "backend.forecasts": {"backend.reports", "backend.residents", "backend.wiring"},
    "backend.notice_words": {"backend.reports", "backend.wiring", "backend.words"},
    "backend.state_looks": {"backend.state_words"},
    "backend.state_words": {"backend.words"},
    "backend.step_words": {"backend.city", "backend.reports", "backend.words"},
    "backend.push_line": set(),
    "backend.postman": {"backend.push_line", "backend.reports"},
    "backend.following": {"backend.city", "backend.reports", "backend.wiring", "media"},
    "backend.anchoring": {"backend.audit", "backend.wiring", "media"},
    "backend.sweep": {
        "backend.audit", "backend.dumping", "backend.forecasts", "backend.mornings", "backend.neighbours",
        "backend.privacy", "backend.reports", "backend.residents",
        "backend.retaining", "backend.sharing_cards", "backend.wiring",
    },
    "backend.retaining": {"backend.privacy", "backend.settings", "backend.wiring"},
    "backend.restoring": {"backend.privacy", "backend.reports", "backend.wiring", "media", "sync"},
    "backend.bundles": {"backend.people", "backend.reports", "backend.wiring", "sync"},
    # Programs, and what keeps them going.
    "backend.programs": {
        "backend.anchoring", "backend.engine", "backend.following",
        "backend.tasks", "backend.sweep", "backend.queue_by_name",
        "backend.reports",
        "backend.wiring", "backend.settings",
    },
    "backend.main": {
        "backend.app", "backend.engine", "backend.programs", "backend.wiring", "backend.settings",
    },
    "backend.doctor": {"backend.health", "backend.reports", "backend.secrets_kept", "backend.wiring"},
    "backend.demo": {"backend.people", "backend.secrets_kept", "backend.wiring"},
    "backend.banner": {"backend.demo", "backend.doctor", "backend.people", "backend.wiring"},
    "backend.commands": {"backend", "media", "sync"},
    "backend.cli": {"backend.commands"},
    "backend.bench": {"backend", "media", "sync"},
}  # fmt: skip
"""Room -> rooms it may import besides itself. A module belongs to the longest name it lies under."""

HOMES: Mapping[str, set[str]] = {
    "sqlalchemy": {"backend.stores"},
    "alembic": {"backend.stores"},
    "tinydb": {"backend.city"},
    "flask": {
        "backend.app", "backend.main", "backend.routes", "backend.wiring", "backend.words", "backend.bench",
        "pwa",
    },
    "celery": {"backend.engine", "backend.programs", "backend.main"},
    "click": {"backend.cli", "backend.commands"},
    "boto3": {"media", "backend.bench"},
    "botocore": {"media", "backend.bench"},
    "PIL": {"media", "backend.bench"},
    "pi_heif": {"media"},
    "cv2": {"media"},
    "shapely": {"backend.city"},
    "argon2": {"backend.people"},
    "holidays": {"backend.city"},
    "cryptography": {"backend.bundles", "backend.people", "backend.postman"},
    "pyotp": {"backend.people"},
    "webauthn": {"backend.people"},
    "pywebpush": {"backend.postman"},
}  # fmt: skip
"""Library -> the rooms that may import it. The bench measures the bare libraries as its floors."""


def room_of(module: str, rooms: Iterable[str] = ARROWS) -> str:
    return max((room for room in rooms if is_within(module, room)), key=len, default="")


def against_the_arrows(found: Import) -> bool:
    room = room_of(found.module)
    return not any(is_within(found.name, may) for may in {room} | ARROWS.get(room, set()))


def ours(found: Import) -> bool:
    return found.name.split(".")[0] in {*PACKAGES, "tests"}


def shown(wrong: Iterable[Import]) -> list[str]:
    return [f"{found.module}:{found.line} imports {found.name}" for found in wrong]


def test_every_module_lies_in_a_room() -> None:
    modules = [name_of(path) for path in files(*PACKAGES)]

    homeless = [module for module in modules if module != "backend" and not room_of(module)]

    assert homeless == []


def test_every_room_of_the_plan_stands() -> None:
    modules = {name_of(path) for path in files(*PACKAGES)}

    assert ARROWS.keys() - modules == set()


def test_a_room_imports_only_from_the_rooms_its_arrows_point_to() -> None:
    wrong = [found for found in all_imports(*PACKAGES) if ours(found) and against_the_arrows(found)]

    assert shown(wrong) == []


def test_an_import_against_an_arrow_is_noticed() -> None:
    drawn = imports("backend.reports.intake", "from backend.stores.reports import SqlReports")
    hidden = imports("sync.envelope", "def open():\n    import backend.settings")
    allowed = imports("backend.reports.intake", "from sync import envelope")

    assert [against_the_arrows(found) for found in (*drawn, *hidden, *allowed)] == [True, True, False]


def test_the_rules_and_the_protocol_use_no_framework() -> None:
    own = {*PACKAGES, *sys.stdlib_module_names}
    outside = [
        found
        for found in all_imports("backend/reports", "backend/residents", "sync")
        if found.name.split(".")[0] not in own
    ]

    wrong = [
        found for found in outside if not found.name.startswith("pydantic") or found.module.startswith("b")
    ]

    assert shown(wrong) == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_stays_in_its_room(library: str) -> None:
    uses = [found for found in all_imports(*PACKAGES) if is_within(found.name, library)]

    wrong = [found for found in uses if not any(is_within(found.module, room) for room in HOMES[library])]

    assert shown(wrong) == []


def test_no_function_imports_our_own_code() -> None:
    wrong = [found for found in all_imports(*PACKAGES, "tests") if found.inside and ours(found)]

    assert shown(wrong) == []


def test_no_module_reaches_itself_through_its_imports() -> None:
    modules = {name_of(path) for path in files(*PACKAGES)}
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for found in all_imports(*PACKAGES):
        graph[found.module] |= {found.name, found.name.rpartition(".")[0]} & modules - {found.module}

    knots = [module for module in sorted(modules) if module in reached(module, graph)]

    assert knots == []


def test_a_knot_is_noticed() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}

    assert [module for module in graph if module in reached(module, graph)] == ["a", "b", "c"]


def reached(start: str, graph: Mapping[str, set[str]]) -> set[str]:
    """Every module that importing `start` imports, through however many others."""
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += graph[module]
    return seen
