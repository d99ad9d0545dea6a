"""What is no answer of a passkey is told so, whoever made it up."""

import base64
import json

import pytest

from tests.http.forms import Installation
from tests.http.house import HOST

OPEN, ADD = "/masuk/kunci", "/akun/faktor/kunci"
NESTED = "[" * 6_000
KEYS = ["bukan-kunci", "\ud800", "se\0mut", "ubur ubur \N{SNOWMAN}", 5, None]


def in_base64(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def saying(client: str) -> str:
    return json.dumps({"response": {"clientDataJSON": in_base64(client)}})


@pytest.mark.parametrize("address", [OPEN, ADD])
@pytest.mark.parametrize(
    "made_up",
    [NESTED, saying(NESTED), saying('{"challenge": 5}'), saying("9" * 5_000), "null", "[]", "{", ""],
    ids=["deep", "deep inside", "number", "digits", "null", "list", "cut", "empty"],
)
def test_what_is_no_answer_is_refused(installation: Installation, address: str, made_up: str) -> None:
    visitor = installation.visitor("rani")

    answer = visitor.post(address, data=made_up, content_type="application/json")

    assert (answer.status_code, answer.json) == (401, {"fault": "wrong"})


@pytest.mark.parametrize("key", KEYS)
def test_a_key_nobody_has_is_refused_whatever_it_is_called(installation: Installation, key: object) -> None:
    """It is looked for: no database keeps a NUL or half of a surrogate pair."""
    visitor = installation.visitor("")
    challenge = visitor.post(f"{OPEN}/tanya", data="{}", content_type="application/json").json["challenge"]  # type: ignore[index]  # there is one
    said = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": HOST})
    response = {"clientDataJSON": in_base64(said), "authenticatorData": "AAAA", "signature": "AAAA"}

    answer = visitor.post(OPEN, json={"id": key, "rawId": key, "type": "public-key", "response": response})

    assert (answer.status_code, answer.json) == (401, {"fault": "wrong"})
