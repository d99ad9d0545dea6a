"""A test that cannot have what it needs says so; the run names it at the end and fails under CI=true."""

import os
from typing import NoReturn

import pytest

NAMED: set[str] = set()


def missing(what: str) -> NoReturn:
    """Skip this test because the machine lacks `what`, e.g. "postgresql (apt-get install postgresql)"."""
    NAMED.add(what)
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing on this machine: {what}")
    pytest.skip(f"missing on this machine: {what}")
