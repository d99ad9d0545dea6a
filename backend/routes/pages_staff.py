"""What every page of the staff shares: where a person may go."""

from dataclasses import dataclass

from flask import Blueprint, g

from backend.people.person import Person
from backend.people.roles import Action, scopes
from backend.routes.pages_way import HOME

bp = Blueprint("pages_staff", __name__)


@dataclass(frozen=True, slots=True)
class Section:
    """`words` is the key of its name."""

    path: str
    icon: str
    words: str
    action: Action
    unless: Action | None = None
    """Whoever may do this has a better page for it."""


SECTIONS = (
    Section("/tinjau", "inbox", "staff.review", Action.REVIEW),
    Section("/pusat", "map", "watch.title", Action.WATCH),
    Section("/petugas", "hammer", "staff.work", Action.WORK),
    Section("/admin/undangan", "mail-plus", "staff.invitations", Action.INVITE),
    Section("/admin", "settings", "staff.admin", Action.MANAGE_PEOPLE),
    Section("/admin/riwayat", "clock", "audit.title", Action.AUDIT),
    Section("/baca", "list", "watch.reports", Action.READ, unless=Action.REVIEW),
)
"""In the order a person meets them; the first allowed one is where signing in leads."""


def sections(person: Person) -> list[Section]:
    return [
        section
        for section in SECTIONS
        if scopes(person, section.action) and not (section.unless and scopes(person, section.unless))
    ]


def first_page(person: Person) -> str:
    allowed = sections(person)
    return allowed[0].path if allowed else HOME


@bp.app_context_processor
def staff() -> dict[str, object]:
    """For templates behind a door of the staff."""
    person: Person | None = g.get("person")
    return {"me": person, "sections": sections(person) if person else []}
