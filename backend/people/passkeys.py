"""Passkeys (WebAuthn Level 2): a second factor, and a way in without a password.

User verification is demanded, so that the phone alone, without its owner's finger or PIN, opens nothing.
A challenge is marked instead of kept: asking for one writes nothing. It is spent when it is answered.
`webauthn` takes 10 MB and is loaded when the first passkey is met.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from backend.people import tokens
from backend.people.person import Passkey, Person, Ticket
from backend.people.ports import Factors, People, Tickets, Unknown
from backend.people.safe import Safe
from backend.people.throttle import Wrong

LASTS = timedelta(minutes=5)
NONCE, EXPIRY, MARK = 16, 8, 32
"""Bytes of a challenge: random, unix seconds, and the mark over both and what it is for."""
NEW, SIGN_IN = "new", "sign-in"
SPENT = "challenge"
LABEL_MAX = 120
"""Characters."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What passkeys of this site are made for, and what is needed to ask and to check."""

    base_url: str
    safe: Safe
    factors: Factors
    tickets: Tickets
    now: datetime

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""


def offer(person: Person, lock: Lock) -> dict[str, Any]:
    """PublicKeyCredentialCreationOptions, as JSON: for navigator.credentials.create."""
    import webauthn  # noqa: PLC0415 -- as said above
    from webauthn.helpers import base64url_to_bytes, structs  # noqa: PLC0415 -- the same

    made = webauthn.generate_registration_options(
        rp_id=lock.host,
        rp_name="Masdarling",
        user_id=person.id.encode(),
        user_name=person.login or person.name,
        user_display_name=person.name,
        challenge=_challenge(f"{NEW}:{person.id}", lock),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.id))
            for key in lock.factors.of(person.id).passkeys
        ],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return _as_json(webauthn.options_to_json(made))


def add(person: Person, answer: str, label: str, lock: Lock) -> Passkey:
    """Keep the passkey the browser made. `answer` is its RegistrationResponseJSON. Raises Wrong."""
    import webauthn  # noqa: PLC0415 -- as said above
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415 -- the same

    challenge = _spend(answer, f"{NEW}:{person.id}", lock)
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=lock.host,
            expected_origin=lock.base_url,
            require_user_verification=True,
        )
    except _no_answer() as cause:
        raise Wrong("the passkey does not fit") from cause
    passkey = Passkey(
        bytes_to_base64url(made.credential_id),
        person.id,
        made.credential_public_key,
        made.sign_count,
        label[:LABEL_MAX],
        lock.now,
    )
    lock.factors.add_passkey(passkey)
    return passkey


def ask(lock: Lock) -> dict[str, Any]:
    """PublicKeyCredentialRequestOptions, as JSON. It names no key: the browser offers those it has."""
    import webauthn  # noqa: PLC0415 -- as said above
    from webauthn.helpers import structs  # noqa: PLC0415 -- the same

    asked = webauthn.generate_authentication_options(
        rp_id=lock.host,
        challenge=_challenge(SIGN_IN, lock),
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return _as_json(webauthn.options_to_json(asked))


def open_with(answer: str, lock: Lock, *, people: People) -> Person:
    """Whose passkey signed. `answer` is the browser's AuthenticationResponseJSON. Raises Wrong."""
    import webauthn  # noqa: PLC0415 -- as said above

    challenge = _spend(answer, SIGN_IN, lock)
    try:
        passkey = lock.factors.passkey(_key_of(answer))
        person = people.get(passkey.person)
        shown = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=lock.host,
            expected_origin=lock.base_url,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _no_answer() as cause:
        raise Wrong("the passkey does not fit") from cause
    if person.disabled_at:
        raise Wrong("the passkey does not fit")
    lock.factors.passkey_used(passkey.id, shown.new_sign_count, lock.now)
    return person


def _challenge(purpose: str, lock: Lock) -> bytes:
    until = int((lock.now + LASTS).timestamp()).to_bytes(EXPIRY)
    begun = secrets.token_bytes(NONCE) + until
    return begun + lock.safe.mark(begun + purpose.encode())


def _spend(answer: str, purpose: str, lock: Lock) -> bytes:
    """The challenge that was answered, if we made it for this, lately, and nobody answered it before."""
    challenge = _answered(answer)
    begun, mark = challenge[: NONCE + EXPIRY], challenge[NONCE + EXPIRY :]
    until = int.from_bytes(begun[NONCE:])
    ours = len(challenge) == NONCE + EXPIRY + MARK and secrets.compare_digest(
        mark, lock.safe.mark(begun + purpose.encode())
    )
    if not ours or until < lock.now.timestamp():
        raise Wrong("not a challenge of ours, or an old one")
    ticket = Ticket(SPENT, tokens.hashed(begun.hex()), lock.now + LASTS)
    if not lock.tickets.put(ticket, lock.now):
        raise Wrong("answered before")
    return challenge


def _answered(answer: str) -> bytes:
    """Raises Wrong when the answer is none."""
    from webauthn.helpers import base64url_to_bytes  # noqa: PLC0415 -- as said above

    try:
        client: Mapping[str, Any] = json.loads(
            base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"])
        )
        return base64url_to_bytes(client["challenge"])
    except _no_answer() as cause:
        raise Wrong("not the answer of a passkey") from cause


def _key_of(answer: str) -> str:
    """The id of a passkey as it is kept. Raises what _no_answer says."""
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url  # noqa: PLC0415 -- as said above

    return bytes_to_base64url(base64url_to_bytes(_as_json(answer)["id"]))


def _no_answer() -> tuple[type[Exception], ...]:
    """What reading something raises that anybody may have made up: of a key nobody has, cut, of other types,
    nested too deeply.
    """
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 -- as said above

    return (Unknown, WebAuthnException, ValueError, KeyError, TypeError, RecursionError)


def _as_json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found
