"""The README lists every setting there is, and none that is not."""

import re

from backend.settings import Settings
from tests.source import ROOT

README = (ROOT / "README.md").read_text()


def test_the_readme_lists_every_setting_and_no_other() -> None:
    known = {f"MASDARLING_{name.upper()}" for name in Settings.model_fields}

    listed = set(re.findall(r"^\| `(MASDARLING_\w+)`", README, re.MULTILINE))

    assert listed == known


def test_the_readme_explains_a_setting_in_the_words_of_the_code() -> None:
    explained = {
        f"MASDARLING_{name.upper()}": field.description or "" for name, field in Settings.model_fields.items()
    }

    told_otherwise = [
        name
        for name, words in explained.items()
        if not re.search(
            rf"^\| `{name}` \|.*{re.escape(words.replace('|', chr(92) + '|'))}", README, re.MULTILINE
        )
    ]

    assert told_otherwise == []
