"""What the forms of a case say, as a choice the rules know."""

from uuid import UUID

from flask import g, request

from backend.reports.choices import Choice, Spot, Verdict
from backend.reports.report import Report
from backend.routes.covers_form import covers_in
from backend.routes.decisions import InTheField, read
from backend.routes.pages_case_starts import begun
from backend.routes.turning_away import OtherOwner
from sync.envelope import Problem, Unreadable


def as_said() -> None:
    """Raise OtherOwner when somebody else has signed in since the decision was made on this device."""
    if request.form.get("as", g.person.id) != g.person.id:
        raise OtherOwner(g.person.id)


def filled_in(report: Report) -> Choice:
    """Raises Unreadable when the form is not one of ours."""
    form = request.form
    verdict, version = form.get("verdict", ""), form.get("version", type=int)
    if verdict not in list(Verdict) or not version:
        raise Unreadable(Problem("verdict", "is unknown"))
    return Choice(
        Verdict(verdict),
        version,
        reason=form.get("reason", ""),
        words=begun(form, report),
        publish=form.getlist("publish"),
        head=form.get("head", "").strip(),
        kelurahan=form.get("kelurahan", ""),
        category=form.get("category", ""),
        opd=form.get("opd", ""),
        photo="photo" in form,
        covers=covers_in(form),
        public_note=form.get("public_note"),
        id=_id(form.get("id", "")),
        field=_spot(form.get("field", "")),
    )


def _id(sent: str) -> str:
    """Made by the page's script, so that a repeat is known. Raises Unreadable."""
    try:
        return str(UUID(sent)) if sent else ""
    except ValueError as cause:
        raise Unreadable(Problem("id", "is no UUID")) from cause


def _spot(sent: str) -> Spot | None:
    """Where somebody decided in the field; a phone that does not know says `null`. Raises Unreadable."""
    if sent in {"", "null"}:
        return None
    return Spot(**read(InTheField, sent.encode()).model_dump())
