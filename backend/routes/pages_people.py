"""The people of the office: found, taken on, given roles, helped, shut out."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import about
from backend.people import office
from backend.people.account import NoName
from backend.people.person import Person
from backend.people.ports import LastAdmin, LoginTaken
from backend.people.roles import Action
from backend.people.searching import Wanted, found
from backend.routes.doors import may
from backend.routes.grants_form import choices, grants, value
from backend.routes.qr import qr
from backend.wiring import parts

bp = Blueprint("pages_people", __name__)

HERE = "/admin/orang"
SHOWN_MAX = 200

FAULTS: dict[type[Exception], str] = {
    NoName: "name",
    LastAdmin: "last",
    LoginTaken: "taken",
    office.OwnAccount: "own",
    office.NoLogin: "login",
    office.NoGrant: "grant",
    office.NoReason: "reason",
    office.Changed: "changed",
}
"""What is told on the form that was handed in."""


@bp.get("/admin/orang")
@may(Action.MANAGE_PEOPLE)
def list_people() -> ResponseReturnValue:
    asked = Wanted(**{key: request.args.get(key, "") for key in ("q", "peran", "di", "keadaan")})
    listed = found(parts().people.all(), asked)
    return render_template(
        "people.html", listed=listed[:SHOWN_MAX], count=len(listed), asked=asked, choices=_choices()
    )


@bp.get("/admin/orang/baru")
@may(Action.MANAGE_PEOPLE)
def new_person() -> ResponseReturnValue:
    return _form()


@bp.post("/admin/orang")
@may(Action.MANAGE_PEOPLE)
def add_person() -> ResponseReturnValue:
    """The link to choose a password is shown in this answer and never again. Raises what FAULTS names."""
    form, now = request.form, parts().clock()
    held = grants(form.getlist("peran"), parts().city.register())
    person = office.somebody(form.get("nama", ""), form.get("masuk", ""), held, now=now)
    about("person", person.id, roles=", ".join(map(value, held)))
    parts().people.add(person)
    return _page(person, link=_link(person)), 201


@bp.get("/admin/orang/<person_id>")
@may(Action.MANAGE_PEOPLE)
def look(person_id: str) -> ResponseReturnValue:
    return _page(_person(person_id))


@bp.post("/admin/orang/<person_id>/tautan")
@may(Action.MANAGE_PEOPLE)
def make_password_link(person_id: str) -> ResponseReturnValue:
    person = _person(person_id)
    return _page(person, link=_link(person)), 201


@bp.post("/admin/orang/<person_id>/peran")
@may(Action.MANAGE_PEOPLE)
def change_grants(person_id: str) -> ResponseReturnValue:
    person, register, form = _person(person_id), parts().city.register(), request.form
    held = grants([*form.getlist("peran"), form.get("tambah", "")], register, kept=person.grants)
    seen = grants(form.getlist("semula"), register, kept=person.grants)
    about("person", person.id, roles=", ".join(map(value, held)))
    office.change_grants(person, held, seen=seen, by=g.person, people=parts().people)
    return _done(person, "roles")


@bp.post("/admin/orang/<person_id>/tutup")
@may(Action.MANAGE_PEOPLE)
def disable_person(person_id: str) -> ResponseReturnValue:
    person = _because(person_id)
    office.shut_out(person, g.reason, by=g.person, people=parts().people, now=parts().clock())
    return _done(person, "shut")


@bp.post("/admin/orang/<person_id>/buka")
@may(Action.MANAGE_PEOPLE)
def enable_person(person_id: str) -> ResponseReturnValue:
    person = _person(person_id)
    parts().people.enable(person.id)
    return _done(person, "open")


@bp.post("/admin/orang/<person_id>/sesi")
@may(Action.MANAGE_PEOPLE)
def end_sessions(person_id: str) -> ResponseReturnValue:
    person = _person(person_id)
    parts().people.end_all_of(person.id, parts().clock())
    return _done(person, "sessions")


@bp.post("/admin/orang/<person_id>/faktor")
@may(Action.MANAGE_PEOPLE)
def reset_factor(person_id: str) -> ResponseReturnValue:
    person = _because(person_id)
    office.reset_factor(person, people=parts().people, factors=parts().factors, now=parts().clock())
    return _done(person, "factor")


def refused(error: Exception) -> ResponseReturnValue:
    fault = FAULTS[type(error)]
    return (_page(g.found, fault=fault) if "found" in g else _form(fault=fault)), 422


for _kind in FAULTS:
    bp.register_error_handler(_kind, refused)


def _person(person_id: str) -> Person:
    """Raises Unknown."""
    person = parts().people.get(person_id)
    g.found = person
    about("person", person_id)
    return person


def _because(person_id: str) -> Person:
    """Of what needs a reason, which the audit log keeps. Raises Unknown, NoReason."""
    person = _person(person_id)
    g.reason = office.reasoned(request.form.get("alasan", ""))
    about("person", person.id, why=g.reason)
    return person


def _link(person: Person) -> str:
    token = office.password_link(person, tickets=parts().tickets, now=parts().clock())
    return f"{parts().settings.base_url}/sandi/{token}"


def _done(person: Person, what: str) -> ResponseReturnValue:
    return redirect(f"{HERE}/{person.id}?jadi={what}", 303)


def _choices() -> object:
    return choices(parts().city.register())


def _form(**facts: object) -> str:
    return render_template("person_new.html", choices=_choices(), form=request.form, **facts)


def _page(person: Person, link: str = "", **facts: object) -> str:
    people = parts().people
    return render_template(
        "person.html",
        person=people.get(person.id),
        proofs=parts().factors.of(person.id),
        sessions=people.sessions_of(person.id),
        phones=people.devices_of(person.id),
        choices=_choices(),
        value=value,
        link=link,
        qr=qr(link),
        done=request.args.get("jadi", ""),
        **facts,
    )
