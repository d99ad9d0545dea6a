"""What followers are told of a repair."""

from dataclasses import replace
from pathlib import Path

import pytest

from backend import news_words
from backend.reports.moves import State
from backend.residents.follows import Follower, Way
from tests.http.house import a_house
from tests.residents.telling import told

PHOTO = "b" * 64


@pytest.mark.parametrize(
    ("language", "after", "said"),
    [
        ("id", PHOTO, "Selesai, dengan foto sesudahnya"),
        ("id", None, "Selesai"),
        ("en", PHOTO, "Fixed, with a photo of it"),
    ],
)
def test_a_repair_that_is_shown_by_a_photo_is_told_as_such(
    tmp_path: Path, language: str, after: str | None, said: str
) -> None:
    house, item = a_house(tmp_path), told(state=State.RESOLVED)
    house.parts.showcase.put(replace(item, document={**item.document, "after": after}), at=house.time())
    news, follower = house.parts.public.changes.since(0), Follower("f", Way.PUSH, "here", language)

    subject, letter = news_words.mail(house.parts, follower, news, [])

    assert f'"title": "{said}"' in news_words.push(house.parts, follower, news)
    assert subject.startswith(f"{said}: ")
    assert f"- {said}: " in letter
    house.shuts()
