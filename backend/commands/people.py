"""People and invitations."""

import sys
from getpass import getpass

import click

from backend import demo
from backend.audit.acting import about
from backend.banner import qr
from backend.commands.acted import by_cli
from backend.commands.rooms import opened
from backend.commands.saying import Trouble, as_json, say
from backend.people import invitations, office, passwords, tokens
from backend.people.person import Grant, Invitation, Person, Role
from backend.people.ports import LastAdmin, LoginTaken, Unknown
from backend.wiring import Parts

STAFF = [role.value for role in Role if role is not Role.VOLUNTEER]


@click.command()
@click.option(
    "--role", type=click.Choice([Role.VOLUNTEER.value]), default=Role.VOLUNTEER.value, show_default=True
)
@click.option("--kelurahan", default="", help="Code of the kelurahan, e.g. 64.74.03.1002.")
@click.option("--for", "who", default="", help="Id of a volunteer who signed out: a link to come back.")
@click.option("--name", default="", help="For whom it is.")
@click.option("--uses", default=1, show_default=True, help="How many people may use it.")
@as_json
def invite(role: str, kelurahan: str, who: str, name: str, uses: int, *, wants_json: bool) -> None:
    """Make an invitation: a link and a QR code. With --for a link that lets a volunteer in again."""
    with opened() as parts, by_cli("invite", "person" if who else "kelurahan", who or kelurahan):
        if who:
            made, token = _return(who, parts)
        else:
            _demand_kelurahan(kelurahan, parts)
            grant = Grant(Role(role), kelurahan)
            made, token = invitations.make(
                grant, people=parts.people, now=parts.clock(), name=name, uses=uses
            )
        address = invitations.link(parts.settings.base_url, token)
        facts = {
            "link": address,
            "expires_at": made.expires_at,
            "uses": made.uses_left,
            "kelurahan": made.grant.scope,
        }
        words = f"{address}\n{qr(address)}\nfor {made.uses_left}, until {made.expires_at:%Y-%m-%d}"
        say(facts, words, wants_json=wants_json)


def _return(who: str, parts: Parts) -> tuple[Invitation, str]:
    try:
        return invitations.make_return(parts.people.get(who), people=parts.people, now=parts.clock())
    except Unknown as cause:
        raise Trouble(f"nobody has the id {who}", "see `masdarling person list`") from cause
    except invitations.NotByLink as cause:
        raise Trouble(str(cause), "staff sign in with their login and password") from cause


def _demand_kelurahan(code: str, parts: Parts) -> None:
    known = parts.city.register().kelurahan
    if code not in known:
        listed = "\n".join(f"     {k.code}  {k.name}" for k in known.values())
        raise Trouble(f"no kelurahan has the code {code}", f"choose one of\n{listed}")


@click.group()
def person() -> None:
    """People who sign in."""


@person.command()
@click.option("--role", type=click.Choice(STAFF), required=True)
@click.option(
    "--scope", default="*", show_default=True, help="Kelurahan code (reviewer) or OPD code (officer)."
)
@click.option("--login", required=True)
@click.option("--name", required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@as_json
def add(role: str, scope: str, login: str, name: str, *, password_stdin: bool, wants_json: bool) -> None:
    """Add someone who signs in."""
    with opened() as parts, by_cli("add_person"):
        _demand_scope(Role(role), scope, parts)
        secret = _password(from_stdin=password_stdin)
        made = Person(
            tokens.new_id(),
            name,
            (Grant(Role(role), scope),),
            parts.clock(),
            login.strip(),
            passwords.hashed(secret),
        )
        about("person", made.id, role=role, scope=scope)
        try:
            parts.people.add(made)
        except LoginTaken as cause:
            raise Trouble(f"somebody signs in as {login} already", "choose another --login") from cause
        say(
            {"id": made.id, "login": login, "role": role, "scope": scope},
            f"{name} may sign in as {login}",
            wants_json=wants_json,
        )


def _demand_scope(role: Role, scope: str, parts: Parts) -> None:
    if role is Role.REVIEWER and scope != "*":
        _demand_kelurahan(scope, parts)
    known = parts.city.register().opd
    if role is Role.OFFICER and scope not in known:
        raise Trouble(f"no OPD has the code {scope}", f"choose one with --scope: {', '.join(known)}")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    secret = getpass("Password: ")
    if getpass("The same again: ") != secret:
        raise Trouble("the two are not the same", "try again")
    return secret


@person.command("list")
@as_json
def list_people(*, wants_json: bool) -> None:
    """Who may sign in, and who was invited."""
    with opened() as parts:
        found = parts.people.all()
        facts = [
            {
                "id": one.id,
                "name": one.name,
                "login": one.login,
                "grants": [f"{grant.role.value}:{grant.scope}" for grant in one.grants],
                "disabled_at": one.disabled_at,
            }
            for one in found
        ]
        lines = [
            f"{one.id}  {one.login or '-':16} {one.name:28} "
            + ", ".join(f"{grant.role.value}:{grant.scope}" for grant in one.grants)
            + ("  (disabled)" if one.disabled_at else "")
            for one in found
        ]
        say(facts, "\n".join(lines) or "nobody yet", wants_json=wants_json)


@person.command()
@click.argument("who")
@as_json
def disable(who: str, *, wants_json: bool) -> None:
    """Shut somebody out: WHO is an id or a login. Sessions and devices end too."""
    with opened() as parts, by_cli("disable_person"):
        found = _known(who, parts)
        about("person", found.id)
        _shut_out(found, parts)
        say({"id": found.id}, f"{found.name} is shut out", wants_json=wants_json)


def _shut_out(person: Person, parts: Parts) -> None:
    try:
        parts.people.disable(person.id, parts.clock())
    except LastAdmin as cause:
        raise Trouble(
            f"{person.name} is the last admin", "add another one first: masdarling person add"
        ) from cause


@person.command("reset-factor")
@click.argument("who")
@as_json
def reset_factor(who: str, *, wants_json: bool) -> None:
    """For whoever lost their second factor: WHO is an id or a login. Sessions and devices end too."""
    with opened() as parts, by_cli("reset_factor"):
        found = _known(who, parts)
        about("person", found.id)
        office.reset_factor(found, people=parts.people, factors=parts.factors, now=parts.clock())
        said = f"{found.name} signs in by password alone, and is asked for a new factor where one is demanded"
        say({"id": found.id}, said, wants_json=wants_json)


@person.command("code")
@click.argument("login")
@as_json
def show_code(login: str, *, wants_json: bool) -> None:
    """The code of this moment for somebody of the demo city, in place of an app on a phone."""
    with opened() as parts:
        code = demo.code(login, parts)
        if code is None:
            raise Trouble(
                f"the demo city has no code for {login}",
                "people who are real read it from their own app; see `masdarling person reset-factor`",
            )
        say({"code": code}, code, wants_json=wants_json)


def _known(who: str, parts: Parts) -> Person:
    """By id or login. Raises Trouble."""
    try:
        return next((p for p in parts.people.all() if p.id == who), None) or parts.people.by_login(who)
    except Unknown as cause:
        raise Trouble(f"nobody is known as {who}", "see `masdarling person list`") from cause
