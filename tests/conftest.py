"""Shared by all tests: the services, and the names of what this machine lacks."""

import pytest

from tests.services.missing import NAMED

pytest_plugins = [
    "tests.services.chromium",
    "tests.services.postgres",
    "tests.services.redis",
    "tests.services.swift",
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what in sorted(NAMED):
        terminalreporter.write_line(f"NOT TESTED, missing on this machine: {what}", red=True)


SERVERS = {"s3", "s3_server", "postgres", "postgresql", "redis"}
"""Fixtures, and parameters of fixtures, that start a server: bin/check leaves those tests to bin/test."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and SERVERS & asked_for(item):
            item.add_marker("service")


def asked_for(item: pytest.Function) -> set[str]:
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else []
    return {*item.fixturenames, *(value for value in chosen if isinstance(value, str))}
