"""The checks: one list, run by bin/test whole and by bin/check without what starts browsers and servers."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap import node, steps, surroundings
from bootstrap.place import PWA, ROOT, VENV


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    command: Sequence[str | Path]
    advice: str
    cwd: Path = ROOT
    aloud: bool = False
    """Whether its output is shown as it comes; else only when it fails."""


def of_python() -> list[Check]:
    bin_ = VENV / "bin"
    return [
        Check("ruff", [bin_ / "ruff", "check", "--quiet"], "`.venv/bin/ruff check --fix` mends many."),
        Check("format", [bin_ / "ruff", "format", "--check", "--quiet"], "`.venv/bin/ruff format` mends it."),
        Check("mypy", [bin_ / "mypy", "--no-error-summary"], "A type is missing or a call does not fit it."),
    ]


def of_javascript(found: node.Node) -> list[Check]:
    return [
        Check("tsc", [*found.npm, "run", "check", "--silent"], "JSDoc types in pwa/ do not fit.", PWA),
        Check("node --test", [*found.npm, "test", "--silent"], "`npm test` in pwa/ runs them alone.", PWA),
    ]


def of_pytest(words: Sequence[str]) -> Check:
    return Check(
        "pytest",
        [VENV / "bin" / "python", "-m", "pytest", "-q", *words],
        "`.venv/bin/python -m pytest PATH -k NAME` runs one test alone.",
        aloud=True,
    )


def run(*words: str) -> list[str]:
    """Run every check, whatever became of the one before; the names of those that failed.

    `words` go to pytest. Raises steps.Failed when no Node can be had.
    """
    env = surroundings.variables()
    found = node.find(env)
    checks = [*of_python(), *of_javascript(found), of_pytest(words)]
    return [check.name for check in checks if not passed(check, found.variables(env))]


def verdict(failed: Sequence[str], good: str) -> int:
    """Say how it ended; the exit status."""
    steps.say(f"✗ failed: {', '.join(failed)}" if failed else f"✓ {good}")
    return 1 if failed else 0


def passed(check: Check, env: Mapping[str, str]) -> bool:
    """Run one check, and say its name, its time and, when it failed, what to do."""
    steps.say(f"· {check.name} …")
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 -- commands are written above
        [str(part) for part in check.command],
        cwd=check.cwd,
        env=env,
        stdout=None if check.aloud else subprocess.PIPE,
        stderr=None if check.aloud else subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        steps.say(done.stdout or "")
    outcome = f"✗ {check.name} failed" if done.returncode else f"✓ {check.name}"
    steps.say(f"{outcome}: {time.monotonic() - began:.1f} s")
    if done.returncode:
        steps.say(f"→ {check.advice}")
    return done.returncode == 0
