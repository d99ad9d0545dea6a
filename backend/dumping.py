"""Months of open data as files: asked for by the sweep and by what changes, written by a worker."""

from datetime import date

from babel.dates import format_date

from backend.city.called import Called
from backend.reports.ports import Lease
from backend.residents.data import dumps
from backend.residents.data.facts import COLUMNS, Facts
from backend.wiring import Parts
from backend.words import LANGUAGES, locale, said


def ask_for_dumps(parts: Parts) -> int:
    """Of months that changed and were not drawn today; how many."""
    return dumps.ask(dumps=parts.dumps, outbox=parts.outbox, clock=parts.clock)


def draw_dump(parts: Parts, lease: Lease) -> None:
    """The body of a task; may run twice."""
    press(parts).draw(lease.work.report)
    parts.outbox.finish(lease)


def press(parts: Parts) -> dumps.Press:
    return dumps.Press(
        dumps=parts.dumps,
        shelf=parts.shelf,
        showcase=parts.public.showcase,
        facts=Facts(Called(parts.city.register()), parts.settings.base_url),
        about=lambda month, reports, today: about(parts, month, reports, today),
        clock=parts.clock,
    )


def about(parts: Parts, month: str, reports: int, today: date) -> str:
    """The README: what there is, what is not told, each field, licence, whom to ask. In both languages."""
    return "\n\n\n".join(_in(tongue, parts, month, reports, today) for tongue in LANGUAGES) + "\n"


def _in(tongue: str, parts: Parts, month: str, reports: int, today: date) -> str:
    site = parts.settings.base_url
    first = date.fromisoformat(f"{month}-01")
    facts = {
        "month": format_date(first, "MMMM y", locale=locale(tongue)),
        "day": format_date(today, "d MMMM y", locale=locale(tongue)),
        "n": reports,
        "name": f"laporan-{month}",
        "licence": parts.settings.data_licence,
        "site": site,
    }
    fields = "\n".join(f"  {name}: {said(tongue, f'data.of.{name}')}" for name in COLUMNS)
    parted = ("title", "what", "files", "told", "anew", "licence", "contact", "fields")
    return "\n\n".join(said(tongue, f"dump.readme.{part}", **facts) for part in parted) + f"\n\n{fields}"
