"""The demo city: a volunteer's invitation and three sign-ins, made at the first start and kept in DATA."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from backend.people import invitations, passwords, tokens, totp
from backend.people.person import Grant, Person, Role
from backend.people.ports import Unknown
from backend.people.safe import Safe
from backend.people.standing import is_demanded
from backend.secrets_kept import keep, remembered
from backend.wiring import Parts

HOME = "64.74.03.1002"
"""Gunung Telihan, where Masdarling began."""
INVITES = 50
LASTS = timedelta(days=180)
STAFF = (
    ("peninjau", "Peninjau Gunung Telihan", Grant(Role.REVIEWER, HOME)),
    ("petugas", "Petugas DLH", Grant(Role.OFFICER, "DLH")),
    ("admin", "Admin Kota", Grant(Role.ADMIN)),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    role: str
    login: str
    password: str
    app: str = ""
    """The secret of their authenticator app, where a second factor is demanded: see `person code`."""


@dataclass(frozen=True, slots=True)
class Demo:
    """`invitation` is the token of the volunteers' link."""

    invitation: str
    sign_ins: tuple[SignIn, ...]


def demo(parts: Parts) -> Demo:
    """The demo city's people; made when DATA does not remember them, or the database does not know them."""
    path = demo_file(parts.settings.data)
    kept = remembered(path)
    if kept and _known(kept, parts):
        return Demo(kept["invitation"], tuple(SignIn(**one) for one in kept["sign_ins"]))
    made = Demo(_invitation(parts), tuple(_staff(*one, parts) for one in STAFF))
    keep(path, json.dumps(asdict(made), indent=1))
    return made


def _known(kept: dict[str, str], parts: Parts) -> bool:
    try:
        invitations.look(kept["invitation"], people=parts.people, now=parts.clock())
    except Unknown:
        return False
    return True


def _invitation(parts: Parts) -> str:
    grant = Grant(Role.VOLUNTEER, HOME)
    _, token = invitations.make(
        grant, people=parts.people, now=parts.clock(), name="", uses=INVITES, lasts=LASTS
    )
    return token


def _staff(login: str, name: str, grant: Grant, parts: Parts) -> SignIn:
    password = secrets.token_urlsafe(12)
    try:
        person = parts.people.by_login(login)
    except Unknown:
        person = Person(tokens.new_id(), name, (grant,), parts.clock(), login, passwords.hashed(password))
        parts.people.add(person)
    else:
        parts.people.set_password(person.id, passwords.hashed(password))
    return SignIn(grant.role.value, login, password, _app(person, parts))


def _app(person: Person, parts: Parts) -> str:
    """A second factor nobody needs a phone for."""
    if not is_demanded(person):
        return ""
    secret = totp.new_secret()
    safe = Safe(parts.settings.secret_key.get_secret_value())
    parts.factors.set_totp(person.id, safe.seal(secret))
    return secret


def code(login: str, parts: Parts) -> str | None:
    """What the authenticator app of somebody of the demo city shows now; None when nobody has one."""
    kept = remembered(demo_file(parts.settings.data)).get("sign_ins", [])
    secret = next((one["app"] for one in kept if one["login"] == login and one.get("app")), None)
    return totp.code_at(secret, parts.clock()) if secret else None


def demo_file(data: Path) -> Path:
    """Where the passwords of the demo city lie."""
    return data / "demo.json"
