"""Invitations for volunteers: made, printed, listed with who came, revoked."""

from datetime import timedelta

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import about
from backend.people import invitations, offers
from backend.people.person import Grant, Invitation, Person, Role
from backend.people.roles import Action, may_invite
from backend.reports.ports import NotFound
from backend.routes.doors import may, within
from backend.routes.qr import qr
from backend.wiring import parts

bp = Blueprint("pages_invitations", __name__)

HERE = "/admin/undangan"
USES_MAX, DAYS_MAX = 200, 60


@bp.get("/admin/undangan")
@may(Action.INVITE)
def list_invitations() -> ResponseReturnValue:
    return _page()


@bp.post("/admin/undangan")
@may(Action.INVITE)
def make_invitation() -> ResponseReturnValue:
    """The link is shown in this answer and never again: only its hash is kept. Raises NotFound."""
    grant = Grant(Role.VOLUNTEER, request.form.get("kelurahan", ""))
    if not parts().city.knows_kelurahan(grant.scope) or not may_invite(g.person, grant):
        raise NotFound("not your kelurahan")
    about("kelurahan", grant.scope, uses=str(_uses()), days=str(_lasts().days))
    made, token = invitations.make(
        grant,
        people=parts().people,
        now=parts().clock(),
        by=g.person.id,
        name=request.form.get("nama", ""),
        uses=_uses(),
        lasts=_lasts(),
    )
    return _page(made=made, link=invitations.link(parts().settings.base_url, token)), 201


@bp.post("/admin/undangan/kembali")
@may(Action.INVITE)
def make_return_link() -> ResponseReturnValue:
    """For a volunteer who signed out of a phone and has no link. Raises Unknown, NotFound, NotByLink."""
    person = parts().people.get(request.form.get("orang", ""))
    if not any(may_invite(g.person, grant) for grant in person.grants):
        raise NotFound("not of your kelurahan")
    about("person", person.id)
    made, token = invitations.make_return(
        person, people=parts().people, now=parts().clock(), by=g.person.id, lasts=invitations.LASTS
    )
    return _page(made=made, link=invitations.link(parts().settings.base_url, token)), 201


@bp.post("/admin/undangan/<invitation_id>/cabut")
@may(Action.INVITE)
def revoke_invitation(invitation_id: str) -> ResponseReturnValue:
    """Who came already stays. Raises NotFound; Unknown when nothing is left to revoke."""
    within(offers.one(invitation_id, people=parts().people).grant.scope)
    parts().people.revoke_invitation(invitation_id, parts().clock())
    return redirect(f"{HERE}?jadi=dicabut#daftar", 303)


def _uses() -> int:
    return _within(request.form.get("kali", type=int), USES_MAX, default=1)


def _lasts() -> timedelta:
    days = _within(request.form.get("hari", type=int), DAYS_MAX, default=invitations.LASTS.days)
    return timedelta(days=days)


def _within(asked: int | None, most: int, *, default: int) -> int:
    return min(max(1, asked), most) if asked else default


def _volunteers() -> list[Person]:
    """Those the asker may let in again."""
    known = parts().people.all(Role.VOLUNTEER)
    mine = [p for p in known if any(may_invite(g.person, grant) for grant in p.grants)]
    return sorted((p for p in mine if not p.login and not p.disabled_at), key=lambda p: p.name.casefold())


def _page(made: Invitation | None = None, link: str = "") -> str:
    places = parts().city.register().kelurahan.values()
    return render_template(
        "invitations.html",
        made=made,
        link=link,
        qr=qr(link),
        listed=offers.listed(g.scopes, people=parts().people, now=parts().clock()),
        places=[place for place in places if g.scopes.covers(place.code)],
        volunteers=_volunteers(),
        is_revoked=request.args.get("jadi") == "dicabut",
    )
