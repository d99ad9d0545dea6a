"""All set-up at once: what a door calls before it does its own work."""

import fcntl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bootstrap import front, packages, surroundings
from bootstrap.place import ROOT


def ready(level: packages.Level) -> None:
    """Packages and front end, as locked. Raises steps.Failed."""
    env = surroundings.variables()
    with one_at_a_time(), ThreadPoolExecutor() as both:
        for done in [both.submit(packages.ready, level, env), both.submit(front.ready, env)]:
            done.result()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two doors opened at once must not both fill .venv; the second waits and finds all done."""
    with (ROOT / "pyproject.toml").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
