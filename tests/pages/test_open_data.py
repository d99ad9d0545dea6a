"""The page of open data tells in words what there is, and its form takes it home without a script."""

import re
from pathlib import Path

from backend.residents.data.facts import COLUMNS
from tests.http.house import a_house


def test_each_field_is_explained_and_each_button_takes_a_file(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    visitor = house.stranger()

    page = visitor.gets("/data").text
    taken = [
        visitor.gets(f"{path}?kelurahan=&state=&since=&until=")
        for path in re.findall(r'formaction="([^"]+)"', page)
    ]

    assert all(f"<code>{name}</code>" in page for name in COLUMNS)
    assert "CC BY 4.0" in page
    assert [answer.status_code for answer in taken] == [200, 200, 200]
    links = re.findall(r'href="(/(?:api|ogc)[^"]*)"', page)
    assert [visitor.gets(link).status_code for link in links] == [200, 200, 200]
    house.shuts()
