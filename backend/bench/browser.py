"""Measurements that need what the tests do (a browser, a PostgreSQL server): in a program of their own."""

import json
import subprocess
import sys
from collections.abc import Sequence

from backend.bench.figures import Figure
from backend.bench.server import ROOT

PROGRAM = "tests.bench"


class NotHere(Exception):
    """This installation lacks what the tests bring; the message says what to do."""


def figures(*words: str) -> Sequence[Figure]:
    """What `python -m tests.bench …` measures; it tells of its progress by itself. Raises NotHere."""
    command = [sys.executable, "-m", PROGRAM, *words]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        raise NotHere("see above; bin/test brings the packages and browsers that these measurements need")
    return [Figure(**figure) for figure in json.loads(done.stdout)]
