"""The Content-Digest header (RFC 9530)."""

import base64
import hashlib

import pytest

from sync.digest import DigestMismatch, checked, header_of, sha256

WORDS = b"Menumpuk di belakang pasar"
OURS = base64.b64encode(hashlib.sha256(WORDS).digest()).decode()
OTHERS = base64.b64encode(hashlib.sha256(b"other bytes").digest()).decode()


def test_bytes_that_agree_with_their_header_are_named_by_their_digest() -> None:
    assert checked(WORDS, f"sha-256=:{OURS}:") == hashlib.sha256(WORDS).hexdigest() == sha256(WORDS)
    assert header_of(hashlib.sha256(WORDS).digest()) == f"sha-256=:{OURS}:"


@pytest.mark.parametrize(
    "header",
    [
        f" sha-256=:{OURS}: ",
        f"sha-512=:AAAA:, sha-256=:{OURS}:",
        f"sha-256=:{OURS}:,\tsha-512=:AAAA:",
        f"sha-256=:{OTHERS}:, sha-256=:{OURS}:",
        f'sha-256=:{OURS}:;from="a phone, mine";n=1;b=?1;t=tok/en;d=-1.5;s=:AAAA:;bare',
    ],
)
def test_other_algorithms_and_parameters_may_stand_beside_it(header: str) -> None:
    assert checked(WORDS, header) == hashlib.sha256(WORDS).hexdigest()


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha-256",
        f"sha-256={OURS}",
        f"sha-256=:{OTHERS}:",
        f"sha-512=:{OURS}:",
        f"SHA-256=:{OURS}:",
        f"sha-256=:{OURS[:-1]}:",
        f"sha-256=:{OURS}:,",
        f"sha-256=:{OURS}: sha-512=:AAAA:",
        f"sha-256=:{OURS}:, sha-256=:{OTHERS}:",
        f"sha-256=:{OURS}:, n=1",
        f"sha-256=:{OURS}:é",
        f'sha-512=:AAAA:;s="sha-256=:{OURS}:"',
    ],
)
def test_bytes_whose_header_is_missing_broken_or_of_others_are_refused(header: str | None) -> None:
    with pytest.raises(DigestMismatch):
        checked(WORDS, header)
