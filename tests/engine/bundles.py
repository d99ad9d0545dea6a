"""Writes rescue bundles as a phone does, and as no phone would."""

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.bundles.opening import CURVE, FRAME, MAGIC, OFFICE, OWNER


def pack(value: Any, *buffers: bytes) -> bytes:
    head = json.dumps({"sizes": [len(one) for one in buffers], "value": value}).encode()
    return len(head).to_bytes(4) + head + b"".join(buffers)


def a_bundle(items: Sequence[bytes], *, office: tuple[str, bytes], owner: bytes) -> bytes:
    content, pair = secrets.token_bytes(32), ec.generate_private_key(CURVE)
    kid, point = office
    shared = pair.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    wrapping = HKDF(hashes.SHA256(), 32, salt=None, info=OFFICE + kid.encode()).derive(shared)
    epk = base64.b64encode(
        pair.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    ).decode()
    iv = secrets.token_bytes(12)
    proof = AESGCM(owner).encrypt(iv, content, f"{OWNER}{kid}/{epk}".encode())
    told = json.dumps(
        {
            "office": {
                "kid": kid,
                "epk": epk,
                "wrapped": _text(AESGCM(wrapping).encrypt(bytes(12), content, None)),
            },
            "owner": {"iv": _text(iv), "wrapped": _text(proof)},
        }
    ).encode()
    header = MAGIC + b"\1" + len(told).to_bytes(4) + told
    return header + _frames(b"".join(items), content, hashlib.sha256(header).digest())


def _frames(plain: bytes, content: bytes, about: bytes) -> bytes:
    pieces = [plain[at : at + FRAME] for at in range(0, len(plain), FRAME)] or [b""]
    last = len(pieces) - 1
    return b"".join(
        AESGCM(content).encrypt(n.to_bytes(11) + bytes([n == last]), piece, about)
        for n, piece in enumerate(pieces)
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
