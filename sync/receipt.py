"""The custody receipt: what the server holds of a report and since when, signed so that it can be shown."""

import hashlib
import hmac
import json
from collections.abc import Mapping

_PURPOSE = b"masdarling custody receipt v1"


def sign(receipt: Mapping[str, object], key: bytes) -> dict[str, object]:
    """The receipt with a `signature` (HMAC-SHA256 in hex, over its canonical JSON)."""
    return {**receipt, "signature": _signature(receipt, key)}


def genuine(receipt: Mapping[str, object], key: bytes) -> bool:
    """Whether nothing in a signed receipt was changed since this server signed it."""
    bare = {name: value for name, value in receipt.items() if name != "signature"}
    return hmac.compare_digest(str(receipt.get("signature", "")).encode(), _signature(bare, key).encode())


def _signature(receipt: Mapping[str, object], key: bytes) -> str:
    # A key of its own for this purpose, so that nothing else the server signs can pass for a receipt.
    own_key = hmac.digest(key, _PURPOSE, "sha256")
    canonical = json.dumps(receipt, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(own_key, canonical.encode(), hashlib.sha256).hexdigest()
