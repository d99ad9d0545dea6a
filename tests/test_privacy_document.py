"""docs/privacy.md tells of the settings that are there, with the days they have."""

import re

from backend.privacy.retention import Sort
from backend.retaining import days
from backend.settings import Settings
from tests.source import ROOT

DOCUMENT = (ROOT / "docs/privacy.md").read_text()


def test_the_table_of_days_is_that_of_the_settings() -> None:
    listed = {
        name.lower(): int(n)
        for name, n in re.findall(r"`MASDARLING_RETAIN_(\w+)_DAYS` \| (\d+) \|", DOCUMENT)
    }

    assert listed == {sort.value: n for sort, n in days(Settings(_env_file=None)).items()}
    assert len(listed) == len(Sort)


def test_every_part_the_law_asks_for_is_there() -> None:
    titles = re.findall(r"^## (.+)$", DOCUMENT, re.MULTILINE)

    asked = ("Processing record", "How long", "Rights", "Impact assessment", "3 x 24 hours")
    assert [part for part in asked if not any(part in title for title in titles)] == []


def test_files_and_commands_it_names_exist() -> None:
    named = re.findall(r"`((?:backend|tests)/[\w/.]+)`|\]\((decisions/[\w.-]+)\)", DOCUMENT)

    assert [
        path for path in map("".join, named) if not any((ROOT / d / path).exists() for d in ("", "docs"))
    ] == []
