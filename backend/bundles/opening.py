"""Opens a rescue bundle for the office (docs/protocol.md, part 6), one piece of it in memory at a time."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.people import keys
from backend.people.ports import People

MAGIC = b"MDRESCUE"
VERSION = 1
START = 13
"""Bytes before the header: magic, version, length."""
FRAME = 64 * 1024
TAG = 16
HEADER_MAX = 4 * 1024
"""Bytes."""
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (FIPS 186-5)."""
OFFICE = b"masdarling/rescue/1/office/"
OWNER = "masdarling/rescue/1/owner/"


class NotABundle(Exception):
    """It cannot be opened here; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Header:
    """`kid` names the office key it is made for, `epk` is the phone's half, both as they were written."""

    raw: bytes
    kid: str
    epk: str
    wrapped: bytes
    owner_iv: bytes
    owner_wrapped: bytes


def public_key(people: People) -> tuple[str, bytes]:
    """The name and the point (uncompressed, 65 bytes) of this installation's key for bundles."""
    point = _private(people).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _kid(point), point


def content_key(header: Header, people: People) -> bytes:
    """Raises NotABundle when it was made for another installation, or was touched."""
    kid, _ = public_key(people)
    if header.kid != kid:
        raise NotABundle("it was made for another installation of Masdarling")
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, base64.b64decode(header.epk))
        shared = _private(people).exchange(ec.ECDH(), theirs)
        wrapping = HKDF(hashes.SHA256(), 32, salt=None, info=OFFICE + kid.encode()).derive(shared)
        return AESGCM(wrapping).decrypt(bytes(12), header.wrapped, None)
    except (ValueError, InvalidTag) as cause:
        raise NotABundle("its key does not open: the file is damaged") from cause


def prove_owner(header: Header, content: bytes, *, person: str | None, device: str, people: People) -> None:
    """Only a phone of theirs has their key, so only such a phone can have made it. Raises NotABundle."""
    queue = keys.of_owner(person=person, device=device, people=people)
    about = f"{OWNER}{header.kid}/{header.epk}".encode()
    try:
        proven = AESGCM(queue).decrypt(header.owner_iv, header.owner_wrapped, about)
    except (ValueError, InvalidTag) as cause:
        raise NotABundle("it was not made by a phone of the person it names") from cause
    if proven != content:
        raise NotABundle("it was not made by a phone of the person it names")


def read_header(file: IO[bytes]) -> Header:
    """Raises NotABundle."""
    start = file.read(START)
    if start[:8] != MAGIC:
        raise NotABundle("this is no rescue bundle of Masdarling")
    if len(start) != START or start[8] != VERSION:
        raise NotABundle("it is of another version of Masdarling: update this one")
    size = int.from_bytes(start[9:])
    text = file.read(size) if size <= HEADER_MAX else b""
    try:
        told = json.loads(text)
        office, owner = told["office"], told["owner"]
        return Header(
            raw=start + text,
            kid=str(office["kid"]),
            epk=str(office["epk"]),
            wrapped=base64.b64decode(office["wrapped"]),
            owner_iv=base64.b64decode(owner["iv"]),
            owner_wrapped=base64.b64decode(owner["wrapped"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise NotABundle("its beginning is damaged") from cause


def plaintext(file: IO[bytes], header: Header, content: bytes) -> Iterator[bytes]:
    """Frame by frame. Raises NotABundle where it was touched or cut."""
    cipher, about = AESGCM(content), hashlib.sha256(header.raw).digest()
    frame, number = file.read(FRAME + TAG), 0
    while True:
        following = file.read(FRAME + TAG) if len(frame) == FRAME + TAG else b""
        nonce = number.to_bytes(11) + (b"\0" if following else b"\1")
        try:
            yield cipher.decrypt(nonce, frame, about)
        except (ValueError, InvalidTag) as cause:
            raise NotABundle("it is damaged or incomplete: copy the file from the phone again") from cause
        if not following:
            return
        frame, number = following, number + 1


def _private(people: People) -> ec.EllipticCurvePrivateKey:
    secret = int.from_bytes(keys.of_office(people=people))
    return ec.derive_private_key(secret % (ORDER - 1) + 1, CURVE)


def _kid(point: bytes) -> str:
    return hashlib.sha256(point).hexdigest()[:16]


Item = dict[str, Any]


def as_item(value: object) -> Item:
    """Raises NotABundle."""
    if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
        raise NotABundle("it holds something this version does not know")
    return cast(Item, value)
