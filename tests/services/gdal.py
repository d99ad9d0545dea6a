"""GDAL's own programs, which read what we publish as the maps of others do."""

import subprocess
from collections.abc import Callable
from shutil import which

import pytest

from tests.services.missing import missing

WITHIN_S = 60
Gdal = Callable[..., str]
"""Program and its words -> what it printed. Whatever it complains of fails the test."""


@pytest.fixture(scope="session")
def gdal() -> Gdal:
    if which("ogrinfo") is None:
        missing("ogrinfo (apt-get install gdal-bin)")
    return printed


def printed(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=WITHIN_S, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[:500]
    return done.stdout
