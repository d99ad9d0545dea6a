"""The secret part of a link in a follower's letter: whoever has it may change what that address follows."""

import base64
import hmac
from collections.abc import Sequence

from backend.reports.ports import NotFound

BYTES = 16
PURPOSE = b"masdarling follower "


def token(follower_id: str, secret: str) -> str:
    """Its id and a mark nobody else can make of it. It holds as long as the follower is there."""
    return f"{follower_id}.{_mark(follower_id, secret)}"


def follower_of(token: str, secrets: Sequence[str]) -> str:
    """The id, marked under one of the keys: letters outlive a change of the key. Raises NotFound."""
    follower_id, _, mark = token.partition(".")
    if not any(hmac.compare_digest(_mark(follower_id, key).encode(), mark.encode()) for key in secrets):
        raise NotFound("not a link of ours")
    return follower_id


def _mark(follower_id: str, secret: str) -> str:
    digest = hmac.digest(secret.encode(), PURPOSE + follower_id.encode(), "sha256")[:BYTES]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
