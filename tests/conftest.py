"""Shared by all tests: the services, and the names of what this machine lacks."""

import pytest

from tests.services.missing import NAMED

pytest_plugins = ["tests.services.swift", "tests.services.postgres", "tests.services.redis"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for what in sorted(NAMED):
        terminalreporter.write_line(f"NOT TESTED, missing on this machine: {what}", red=True)
