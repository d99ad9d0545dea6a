"""Somebody of the staff chooses a password, by a link the office made for them."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import office
from backend.people.passwords import Guessable, Weak
from backend.people.ports import Unknown
from backend.routes.auditing import noted
from backend.routes.doors import holders
from backend.wiring import parts

bp = Blueprint("pages_password", __name__)


@bp.get("/sandi/<ticket>")
@holders("ticket")
def ask(ticket: str) -> ResponseReturnValue:
    """Looking does not use it. Raises Unknown."""
    room = parts()
    g.found = office.whose_link(ticket, people=room.people, tickets=room.tickets, now=room.clock())
    return _page()


@bp.post("/sandi/<ticket>")
@holders("ticket")
def choose(ticket: str) -> ResponseReturnValue:
    """Raises Unknown, Weak."""
    room = parts()
    g.found = office.whose_link(ticket, people=room.people, tickets=room.tickets, now=room.clock())
    person = office.choose_password(
        ticket, request.form.get("baru", ""), people=room.people, tickets=room.tickets, now=room.clock()
    )
    noted("choose_password", "person", person.id, by=person)
    return redirect("/masuk", 303)


@bp.errorhandler(Weak)
def weak(error: Weak) -> ResponseReturnValue:
    return _page(fault="guessable" if isinstance(error, Guessable) else "weak"), 422


@bp.errorhandler(Unknown)
def over(_error: Unknown) -> ResponseReturnValue:
    return render_template("password_over.html"), 404


def _page(fault: str = "") -> str:
    return render_template("password.html", person=g.found, fault=fault)
