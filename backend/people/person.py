"""Who someone is: a person, their roles, the devices and sessions they act through."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    VOLUNTEER = "volunteer"
    REVIEWER = "reviewer"
    OFFICER = "officer"
    COMMAND = "command"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, and where it holds: a kelurahan code, an OPD code, or "*" for the whole city."""

    role: Role
    scope: str = "*"


@dataclass(frozen=True, slots=True)
class Person:
    """`login` and `password_hash` (argon2id, PHC string) are set for staff only."""

    id: str
    name: str
    grants: tuple[Grant, ...]
    created_at: datetime
    login: str | None = None
    password_hash: str | None = None
    disabled_at: datetime | None = None
    withdrawn_at: datetime | None = None
    """Since when they want to be named to nobody (see /data-saya)."""


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that may send. `token_hash` is the SHA-256 (hex) of the secret in its cookie."""

    id: str
    token_hash: str
    created_at: datetime
    seen_at: datetime
    person: str | None = None
    label: str = ""
    revoked_at: datetime | None = None
    let_in: bool = False
    """By a link somebody else made: of the person's reports it is told those it sent itself."""


class Stage(StrEnum):
    """How far somebody has proven who they are."""

    HALF = "half"
    """The password was right, the second factor is still to come: nobody is signed in yet."""
    PLAIN = "plain"
    """By password alone."""
    STRONG = "strong"
    """With a second factor."""


@dataclass(frozen=True, slots=True)
class Session:
    """A staff member signed in on one browser."""

    id: str
    token_hash: str
    person: str
    created_at: datetime
    seen_at: datetime
    label: str = ""
    stage: Stage = Stage.PLAIN


@dataclass(frozen=True, slots=True)
class Passkey:
    """A key pair of WebAuthn. `id` is the credential's id in base64url, `public_key` COSE (RFC 9052)."""

    id: str
    person: str
    public_key: bytes
    sign_count: int
    label: str
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """Something short-lived that is worth something once. `key_hash` is the SHA-256 (hex) of its secret, or
    of what was used and is worth nothing any more.
    """

    kind: str
    key_hash: str
    expires_at: datetime
    person: str | None = None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """Lets `uses_left` people take the grant until it expires. `token_hash` as in Device."""

    id: str
    token_hash: str
    grant: Grant
    created_at: datetime
    expires_at: datetime
    uses_left: int
    name: str = ""
    """For whom it was made; proposed to them as their name."""
    created_by: str = ""
    person: str | None = None
    """Set in a return link: it makes nobody new, it lets this person in again."""
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody accepted an invitation."""

    invitation: str
    person: str
    name: str
    at: datetime
