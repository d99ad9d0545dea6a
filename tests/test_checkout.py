"""What is tested is this checkout, and what it is built from is what was locked."""

import hashlib
import re
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.source import PACKAGES, ROOT, all_imports, files

BEHIND_OTHERS = {"psycopg", "redis"}
"""Named in addresses only: SQLAlchemy and Celery import them."""
TOOLS = {"mypy_boto3_s3", "playwright"}
"""Types, and a browser to draw icons with: in the test lock."""
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bin").rglob("*.md")]
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


def declared() -> set[str]:
    """What the application says it needs, by name of the package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {re.split(r"[\[<>=]", dependency)[0] for dependency in project["dependencies"]}


def test_every_direct_dependency_is_locked() -> None:
    assert declared() - {name for name, *_ in pins("run")} == set()


def test_every_library_is_declared_where_it_is_imported_and_imported_where_it_is_declared() -> None:
    packages = packages_distributions()
    outside = {found.name.split(".")[0] for found in all_imports(*PACKAGES)} - {*PACKAGES}
    libraries = outside - sys.stdlib_module_names - TOOLS

    imported = {canonical(packages[library][0]) for library in libraries}

    assert imported ^ declared() == BEHIND_OTHERS


def canonical(name: str) -> str:
    return name.lower().replace("_", "-")


def test_the_pip_that_starts_everything_is_the_one_written_down() -> None:
    folder = ROOT / "bin" / "bootstrap"
    [wheel] = folder.glob("pip-*.whl")

    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()

    assert f"{wheel.name}  sha256 {digest}" in (folder / "README.md").read_text()


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_points_to_what_is_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())

    local = [target for target in targets if "://" not in target]

    assert [target for target in local if not (page.parent / target).exists()] == []
