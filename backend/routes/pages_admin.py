"""The office: what is in force, who works here, and invitations for volunteers."""

from datetime import timedelta

import segno
from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from backend.people import invitations
from backend.people.person import Grant, Invitation, Person, Role
from backend.people.roles import Action, may_invite
from backend.reports.ports import NotFound
from backend.routes.doors import may
from backend.wiring import parts

bp = Blueprint("pages_admin", __name__)

USES_MAX, DAYS_MAX = 200, 60


@bp.get("/admin")
@may(Action.MANAGE_PEOPLE)
def office() -> ResponseReturnValue:
    staff = [person for person in parts().people.all() if person.login]
    lost = parts().vigil.losses()
    return render_template("admin.html", staff=staff, register=parts().city.register(), lost=lost)


@bp.get("/admin/undangan")
@may(Action.INVITE)
def list_invitations() -> ResponseReturnValue:
    return _page()


@bp.post("/admin/undangan")
@may(Action.INVITE)
def make_invitation() -> ResponseReturnValue:
    """The link is shown in this answer and never again: only its hash is kept. Raises NotFound."""
    form = request.form
    grant = Grant(Role.VOLUNTEER, form.get("kelurahan", ""))
    if not parts().city.knows_kelurahan(grant.scope) or not may_invite(g.person, grant):
        raise NotFound("not your kelurahan")
    made, token = invitations.make(
        grant,
        people=parts().people,
        now=parts().clock(),
        by=g.person.id,
        name=form.get("nama", ""),
        uses=_within(form.get("kali", type=int), USES_MAX, default=1),
        lasts=timedelta(days=_within(form.get("hari", type=int), DAYS_MAX, default=invitations.LASTS.days)),
    )
    return _page(made=made, link=invitations.link(parts().settings.base_url, token)), 201


@bp.post("/admin/undangan/kembali")
@may(Action.INVITE)
def make_return_link() -> ResponseReturnValue:
    """For a volunteer who signed out of a phone and has no link. Raises Unknown, NotFound, NotByLink."""
    person = parts().people.get(request.form.get("orang", ""))
    if not any(may_invite(g.person, grant) for grant in person.grants):
        raise NotFound("not of your kelurahan")
    made, token = invitations.make_return(
        person, people=parts().people, now=parts().clock(), by=g.person.id, lasts=invitations.LASTS
    )
    return _page(made=made, link=invitations.link(parts().settings.base_url, token)), 201


def _volunteers() -> list[Person]:
    """Those the asker may let in again."""
    known = parts().people.all(Role.VOLUNTEER)
    mine = [p for p in known if any(may_invite(g.person, grant) for grant in p.grants)]
    return sorted((p for p in mine if not p.login and not p.disabled_at), key=lambda p: p.name.casefold())


def _page(made: Invitation | None = None, link: str = "") -> str:
    now = parts().clock()
    listed = [offer for offer in parts().people.invitations() if g.scopes.covers(offer.grant.scope)]
    places = [p for p in parts().city.register().kelurahan.values() if g.scopes.covers(p.code)]
    return render_template(
        "invitations.html",
        made=made,
        link=link,
        qr=qr(link),
        listed=listed,
        places=places,
        now=now,
        volunteers=_volunteers(),
    )


def qr(link: str) -> Markup:
    """A QR code as SVG; dark on white whatever the theme, so that cameras read it."""
    if not link:
        return Markup()
    code = segno.make(link, error="m", micro=False)
    return Markup(code.svg_inline(svgclass="qr", lineclass=None, dark="#000", light="#fff", omitsize=True))  # noqa: S704 - drawn by segno from modules, not from text


def _within(asked: int | None, most: int, *, default: int) -> int:
    return min(max(1, asked), most) if asked else default
