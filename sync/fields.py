"""Header fields as HTTP defines them: Structured Field Values (RFC 9651), the few kinds used here."""

import base64
import binascii
import re

_INTEGER = re.compile(r" *([0-9]{1,15}) *")
_BOOLEAN = re.compile(r" *\?([01]) *")
_KEY = r"[a-z*][a-z0-9_.*-]*"
_STRING = r'"(?:[ !#-\[\]-~]|\\["\\])*"'
_BARE = rf":[A-Za-z0-9+/=]*:|{_STRING}|\?[01]|[A-Za-z*][A-Za-z0-9:/!#$%&'*+.^_`|~-]*|-?[0-9]+(?:\.[0-9]+)?"
_MEMBER = re.compile(rf"({_KEY})=:([A-Za-z0-9+/=]*):(?:; *{_KEY}(?:=(?:{_BARE}))?)*")
_COMMA = re.compile(r"[ \t]*,[ \t]*")


def integer(text: str) -> int:
    """A whole number that is not negative. Raises ValueError."""
    found = _INTEGER.fullmatch(text)
    if not found:
        raise ValueError("is not a whole number")
    return int(found[1])


def boolean(text: str) -> bool:
    """Raises ValueError."""
    found = _BOOLEAN.fullmatch(text)
    if not found:
        raise ValueError("is neither ?0 nor ?1")
    return found[1] == "1"


def byte_sequences(text: str) -> dict[str, bytes]:
    """A dictionary of byte sequences, such as Content-Digest. Raises ValueError.

    A key given twice has its last value; parameters are read over (RFC 9651, 3.2 and 3.1.2).
    """
    text = text.strip(" ")
    found: dict[str, bytes] = {}
    at = 0
    while member := _MEMBER.match(text, at):
        found[member[1]] = _base64(member[2])
        at = member.end()
        if at == len(text):
            return found
        comma = _COMMA.match(text, at)
        if not comma:
            break
        at = comma.end()
    raise ValueError("is not a dictionary of byte sequences")


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as cause:
        raise ValueError(f"is not base64: {cause}") from cause
