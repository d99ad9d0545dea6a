"""What a system reads when the app is installed: every picture it names is there and has the size it says."""

import json
from io import BytesIO
from itertools import chain
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.application import an_application


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return an_application(tmp_path_factory.mktemp("data")).test_client()


@pytest.fixture(scope="module")
def document(visitor: FlaskClient) -> dict[str, Any]:
    return dict(json.loads(visitor.get("/manifest.webmanifest").text))


def test_every_picture_of_the_manifest_has_the_size_it_says(
    visitor: FlaskClient, document: dict[str, Any]
) -> None:
    of_shortcuts = chain.from_iterable(shortcut["icons"] for shortcut in document["shortcuts"])
    said = {p["src"]: p["sizes"] for p in [*document["icons"], *document["screenshots"], *of_shortcuts]}

    found = {src: Image.open(BytesIO(visitor.get(src).data)).size for src in said}

    assert len(said) >= 4 + 4 + 3
    assert {src: f"{width}x{height}" for src, (width, height) in found.items()} == said


def test_the_manifest_has_what_stores_and_systems_ask_for(document: dict[str, Any]) -> None:
    purposes = {(icon["purpose"], icon["sizes"]) for icon in document["icons"]}

    assert (document["id"], document["lang"], document["display"]) == ("/lapor", "id", "standalone")
    assert {
        ("any", "192x192"),
        ("any", "512x512"),
        ("maskable", "192x192"),
        ("maskable", "512x512"),
    } <= purposes
    assert document["share_target"]["action"] == "/lapor/bagikan"
    assert document["categories"]


def test_a_share_the_server_gets_is_read_to_its_end_and_the_person_is_told(
    visitor: FlaskClient,
) -> None:
    body = BytesIO(bytes(3_000_000))

    answer = visitor.post(
        "/lapor/bagikan",
        data=body,
        content_type="multipart/form-data; boundary=x",
        headers={"Sec-Fetch-Site": "none"},
    )

    assert (answer.status_code, answer.location) == (303, "/lapor?dibagikan=again")
    assert body.read() == b""


@pytest.mark.parametrize(
    ("asked", "lang", "words"), [("id", "id", "Laporan baru"), ("en-US", "en", "New report")]
)
def test_what_is_seen_before_the_scripts_speaks_the_language_of_whoever_asks(
    visitor: FlaskClient, asked: str, lang: str, words: str
) -> None:
    page = visitor.get("/lapor", headers={"Accept-Language": asked})

    assert f'<html lang="{lang}">' in page.text
    assert words in page.text
    assert "Accept-Language" in page.headers["Vary"]
