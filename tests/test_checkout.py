"""What is tested is this checkout, and what it is built from is what was locked."""

import hashlib
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.source import PACKAGES, ROOT, files

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)(?: ; (.*?))? *\\?$", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, str, str]]:
    """Name, version and marker of every package in a lock."""
    found = PIN.findall((ROOT / "requirements" / f"{lock}.txt").read_text())
    return {(name, version, marker.strip()) for name, version, marker in found}


@pytest.mark.parametrize("package", PACKAGES)
def test_our_packages_are_those_of_this_checkout(package: str) -> None:
    module = import_module(package)

    assert Path(str(module.__file__)).is_relative_to(ROOT)


def test_no_module_bears_the_name_of_a_standard_one() -> None:
    borrowed = [path for path in files(*PACKAGES) if path.stem in sys.stdlib_module_names - {"__init__"}]

    assert borrowed == []


def test_tests_run_with_the_versions_the_application_runs_with() -> None:
    assert {(name, version) for name, version, _ in pins("run")} <= {
        (name, version) for name, version, _ in pins("test")
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_locked_package_has_a_hash(lock: Path) -> None:
    packages = lock.read_text().split("\n    # via")

    assert PIN.search(packages[0])
    assert [text for text in packages if PIN.search(text) and "--hash=sha256:" not in text] == []


def test_every_direct_dependency_is_locked() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    wanted = set(
        re.findall(r'^    "([a-z0-9-]+)', project.split("dependencies = [")[1].split("\n]")[0], re.M)
    )

    assert wanted
    assert wanted - {name for name, *_ in pins("run")} == set()


def test_the_pip_that_starts_everything_is_the_one_written_down() -> None:
    folder = ROOT / "bin" / "bootstrap"
    [wheel] = folder.glob("pip-*.whl")

    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()

    assert f"{wheel.name}  sha256 {digest}" in (folder / "README.md").read_text()
