"""Setting a checkout up: what was done is not done again, and other people's folders are left alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap import node, stamps, steps, surroundings
from tests.source import ROOT


def test_a_fingerprint_changes_with_names_and_bytes_and_not_with_time(tmp_path: Path) -> None:
    file = tmp_path / "lock.txt"
    file.write_text("flask==3.1.3")
    before = stamps.fingerprint([file], "3.11")

    os.utime(file, (0, 0))
    touched = stamps.fingerprint([file], "3.11")
    file.write_text("flask==3.1.4")

    assert touched == before
    assert stamps.fingerprint([file], "3.11") != before
    assert stamps.fingerprint([file.rename(tmp_path / "other.txt")], "3.11") != before


def test_a_package_cache_that_exists_is_used(tmp_path: Path) -> None:
    (tmp_path / ".cache" / "uv").mkdir(parents=True)

    env = surroundings.variables({"HOME": str(tmp_path)})

    assert "UV_CACHE_DIR" not in env


def test_no_cache_is_made_where_there_was_none(tmp_path: Path) -> None:
    env = surroundings.variables({"HOME": str(tmp_path)})

    caches = {Path(env[name]) for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache")}

    assert all(cache.is_relative_to(ROOT) for cache in caches)


def test_what_the_machine_says_stays(tmp_path: Path) -> None:
    said = {"HOME": str(tmp_path), "UV_CACHE_DIR": "/srv/uv", "NODE_EXTRA_CA_CERTS": "/srv/ca.pem"}

    env = surroundings.variables(said)

    assert said.items() <= env.items()


def test_variables_that_lead_packages_elsewhere_are_dropped(tmp_path: Path) -> None:
    env = surroundings.variables({"HOME": str(tmp_path), "PYTHONPATH": "/srv", "PIP_TARGET": "/srv"})

    assert not {"PYTHONPATH", "PIP_TARGET"} & env.keys()


def test_a_step_that_fails_says_what_the_program_said_and_what_to_do(tmp_path: Path) -> None:
    complaint = [sys.executable, "-c", "print('no such host'); raise SystemExit(3)"]

    with pytest.raises(steps.Failed) as failed:
        steps.run(complaint, cwd=tmp_path, env=os.environ, advice="Look at the cable.")

    assert "no such host" in str(failed.value)
    assert "Look at the cable." in str(failed.value)


@pytest.mark.parametrize(("said", "major"), [("v20.20.2", 20), ("v8.0.0", 8), ("sh: not node", 0)])
def test_the_version_of_a_node_is_told_from_what_it_says(said: str, major: int, tmp_path: Path) -> None:
    program = tmp_path / "node"
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o755)

    assert node.version(str(program)) == major


def test_doors_explain_themselves_in_their_first_lines() -> None:
    doors = ["run", "test", "check", "lock", "masdarling"]

    opened = {door: (ROOT / "bin" / door).read_text().splitlines()[:2] for door in doors}

    assert {door for door, (first, second) in opened.items() if not second.startswith('"""')} == set()
    assert {first for first, _ in opened.values()} == {"#!/usr/bin/env python3"}


def test_an_old_python_is_told_what_is_missing(tmp_path: Path) -> None:
    pretend = "import sys; sys.version_info = (3, 9); sys.path.insert(0, 'bin'); import bootstrap"
    nothing_newer = {"PATH": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=ROOT,
        env=nothing_newer,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
