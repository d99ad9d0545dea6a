"""What a step says beside the state it led to, in plain words."""

from backend.city.register import Register
from backend.reports.moves import UNDOES, State
from backend.reports.report import Step
from backend.words import LANGUAGES, said


def beside(step: Step, register: Register, head: State | None = None) -> dict[str, str] | None:
    """By language; None when there is nothing. `head`: how the report stands that it is merged into."""
    lines = {tongue: " ".join(_lines(step, register, head, tongue)) for tongue in LANGUAGES}
    return lines if lines[LANGUAGES[0]] else None


def _lines(step: Step, register: Register, head: State | None, tongue: str) -> list[str]:
    if UNDOES in step.detail:
        return [said(tongue, "step.undone")]
    told = [
        said(tongue, f"step.{what}", name=_name(what, step.detail[what], register, tongue))
        for what in ("category", "kelurahan", "opd")
        if step.detail.get(what)
    ]
    if "photo" in step.detail:
        told.append(said(tongue, "step.photo"))
    if head:
        told.append(said(tongue, "step.head", state=said(tongue, f"shared.state.{head.value}")))
    return told


def _name(what: str, code: str, register: Register, tongue: str) -> str:
    if what == "category" and code in register.categories:
        return str(getattr(register.categories[code].label, tongue))
    if what == "kelurahan" and code in register.kelurahan:
        return register.kelurahan[code].name
    if what == "opd" and code in register.opd:
        return register.opd[code].name
    return code
