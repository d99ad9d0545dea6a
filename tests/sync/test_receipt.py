"""The custody receipt, signed."""

import hashlib
import hmac
import json

import pytest

from sync import receipt

KEY = b"the server's secret"
FACTS: dict[str, object] = {
    "id": "0198",
    "number": "MD-7F3K-Q2W1",
    "photos": [{"sha256": "ab"}],
    "stored_at": None,
}


def test_a_signed_receipt_is_genuine_after_a_journey_through_json() -> None:
    signed = receipt.sign(FACTS, KEY)

    assert receipt.genuine(json.loads(json.dumps(signed, indent=2, sort_keys=True)), KEY)
    assert {name: value for name, value in signed.items() if name != "signature"} == FACTS


@pytest.mark.parametrize(
    "change",
    [
        {"number": "MD-0000-0000"},
        {"stored_at": "2026-11-23"},
        {"photos": []},
        {"more": 1},
        {"signature": "é"},
        {"signature": ""},
    ],
)
def test_a_changed_receipt_is_not_genuine(change: dict[str, object]) -> None:
    assert not receipt.genuine(receipt.sign(FACTS, KEY) | change, KEY)


def test_a_receipt_without_a_signature_is_not_genuine() -> None:
    assert not receipt.genuine(FACTS, KEY)


def test_another_servers_receipt_is_not_genuine() -> None:
    assert not receipt.genuine(receipt.sign(FACTS, b"another secret"), KEY)


def test_nothing_else_signed_with_the_servers_secret_passes_for_a_receipt() -> None:
    canonical = json.dumps(FACTS, sort_keys=True, separators=(",", ":")).encode()
    signed_for_something_else = hmac.new(KEY, canonical, hashlib.sha256).hexdigest()

    assert not receipt.genuine({**FACTS, "signature": signed_for_something_else}, KEY)


def test_the_signature_stays_the_same_so_that_old_receipts_stay_good() -> None:
    """As openssl computes it."""
    signed = receipt.sign({"id": "0198", "note": "é"}, b"k")

    assert signed["signature"] == "52b7d7c41fa18c430f53cc6a9f0ba454d4b3dc7bd4fc74b5d456865c39a2491c"
