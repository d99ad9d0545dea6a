"""Shared by all tests: the services, and the names of what this machine lacks."""

import pytest
from hypothesis import HealthCheck, settings

from tests.services.missing import NAMED

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""No example is timed: on a busy machine any of them may take long, and that says nothing of the code."""

pytest_plugins = [
    "tests.seen",
    "tests.services.chromium",
    "tests.services.firefox",
    "tests.services.gdal",
    "tests.services.nginx",
    "tests.services.postgres",
    "tests.services.redis",
    "tests.services.swift",
    "tests.services.webkit",
    "tests.schema",  # knows PostgreSQL
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what in sorted(NAMED):
        terminalreporter.write_line(f"NOT TESTED, missing on this machine: {what}", red=True)


STARTED = {
    "service": {"s3", "s3_server", "postgresql", "postgres_server", "redis_server", "own_redis", "gdal"},
    "browser": {"browser", "playwright", "firefox", "webkit"},
}
"""Marker -> fixtures, or their parameters, that start something: bin/check leaves these to bin/test."""
LONGEST = ("browser/test_chaos.py", "browser/test_access.py", "flows/test_story.py", "faults/test_kills.py")
"""Files that take minutes are begun first, so that two processes end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_comes_late)
    for item in items:
        for marker, fixtures in STARTED.items():
            if isinstance(item, pytest.Function) and fixtures & asked_for(item):
                item.add_marker(marker)


def _comes_late(item: pytest.Item) -> bool:
    """The rest stays in its order."""
    return not item.path.as_posix().endswith(LONGEST)


def asked_for(item: pytest.Function) -> set[str]:
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else []
    return {*item.fixturenames, *(value for value in chosen if isinstance(value, str))}
