"""The examples of docs/ogc.md and docs/open-data.md are run, and print what stands below them."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.dumping import press
from backend.residents.data.facts import COLUMNS, FIELDS, PLACE
from tests.http.data_city import a_city_of_many, served
from tests.services.gdal import Gdal
from tests.source import ROOT

DOCUMENTS = ("docs/ogc.md", "docs/open-data.md")
EXAMPLE = re.compile(r"```sh\n(?P<command>[^`]+)```\n\n```text\n(?P<lines>[^`]+)```")
LOCAL = "http://localhost:8000"
EXAMPLES = [
    pytest.param(example["command"], example["lines"].splitlines(), id=f"{name} {number}")
    for name in DOCUMENTS
    for number, example in enumerate(EXAMPLE.finditer((ROOT / name).read_text()), 1)
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, gdal: Gdal) -> Iterator[str]:  # noqa: ARG001 - some examples need it
    house, port = a_city_of_many(tmp_path_factory.mktemp("documents"))
    press(house.parts).draw("2026-11")
    with served(house, port) as address:
        yield address
    house.shuts()


@pytest.mark.parametrize(("command", "lines"), EXAMPLES)
def test_an_example_prints_what_stands_below_it(
    site: str, command: str, lines: list[str], tmp_path: Path
) -> None:
    here = command.replace(LOCAL, site)

    done = subprocess.run(here, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602 - ours

    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in lines if line not in done.stdout.replace(site, LOCAL)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_of_a_document_is_run(name: str) -> None:
    text = (ROOT / name).read_text()

    assert len(EXAMPLE.findall(text)) == text.count("```sh") > 0


def test_every_field_is_explained() -> None:
    text = (ROOT / "docs/open-data.md").read_text()

    told = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE))

    assert {name: told.get(name) for name in COLUMNS} == {**FIELDS, **PLACE}
