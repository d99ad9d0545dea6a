"""Saying what happens, one line each, and stopping with advice when it fails."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class Failed(Exception):
    """A step did not work; the message holds what the program said and what to do."""


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- click is not installed yet


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce a step and say how long it took. Two may run at the same time, so each takes two lines."""
    say(f"· {what} …")
    began = time.monotonic()
    yield
    say(f"✓ {what}: {time.monotonic() - began:.1f} s")


def run(command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str], advice: str) -> None:
    """Run quietly. Raises Failed with all the program said when it ends badly."""
    try:
        done = subprocess.run(  # noqa: S603 -- commands are written in this folder
            [str(part) for part in command],
            cwd=cwd,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Failed(f"{command[0]}: {error}\n→ {advice}") from error
    if done.returncode:
        raise Failed(f"{done.stdout}\n{command[0]} ended with status {done.returncode}.\n→ {advice}")


@contextmanager
def or_stop() -> Iterator[None]:
    """End the door with status 1 and the reason when a step inside fails."""
    try:
        yield
    except Failed as reason:
        sys.exit(f"\n✗ {reason}")
