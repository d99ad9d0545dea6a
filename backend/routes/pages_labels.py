"""What codes are called and how they look, in the asker's language: categories, states, places, reasons."""

from collections.abc import Mapping

from flask import Flask, g

from backend.city.register import Category, Kelurahan, Words
from backend.reports.moves import PUBLIC
from backend.reports.ports import NotFound
from backend.reports.report import Report
from backend.residents.item import COUNTED
from backend.state_looks import LOOKS, PLAIN, PUBLIC_LOOKS, STANDING_LOOKS, Look
from backend.state_words import for_residents
from backend.wiring import parts
from backend.words import language, say


def register(app: Flask) -> None:
    """Make the labels known to every template."""
    app.jinja_env.globals.update(
        look=look,
        standing_look=standing_look,
        in_turn=in_turn,
        public_look=public_look,
        public_state=public_state,
        category=category_label,
        category_icon=category_icon,
        kelurahan=kelurahan_name,
        agency=agency,
        reason=reason,
        in_language=in_language,
        is_good_news=is_good_news,
        way_to=way_to,
        published=frozenset(state.value for state in PUBLIC),
    )


def way_to(report: Report) -> str:
    """To another case; to what residents know of it where it is not the asker's to review."""
    return f"/tinjau/{report.id}" if g.scopes.covers(report.kelurahan) else f"/lacak/{report.number}"


def number_of(report_id: str) -> str:
    """What people call a report by; empty when it is gone."""
    try:
        return parts().reports.get(report_id).number
    except NotFound:
        return ""


def look(state: str) -> Look:
    return LOOKS[state]


def public_look(state: str, code: str) -> Look:
    return STANDING_LOOKS["good"] if is_good_news(code) else PUBLIC_LOOKS[state]


def public_state(state: str, code: str) -> str:
    return for_residents(language(), state, is_good_news=is_good_news(code))


def is_good_news(code: str) -> bool:
    known = category(code)
    return known is not None and known.good_news


def standing_look(standing: str) -> Look:
    return STANDING_LOOKS[standing]


def in_turn(standing: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many stand how, from open to closed: what was drawn is kept with its keys in another order."""
    return [(way.value, standing[way.value]) for way in COUNTED]


def category(code: str) -> Category | None:
    return parts().city.register().categories.get(code)


def category_label(code: str) -> str:
    known = category(code)
    return in_language(known.label) if known else say("shared.category_other", code=code)


def category_icon(code: str) -> str:
    known = category(code)
    return known.icon if known else PLAIN.icon


def agency(code: str) -> str:
    known = parts().city.register().opd.get(code)
    return known.name if known else code


def kelurahan_name(code: str) -> str:
    known: Kelurahan | None = parts().city.register().kelurahan.get(code)
    return known.name if known else code


def reason(code: str) -> str:
    """The label of a reason a reviewer gave."""
    known = parts().city.register().reasons.get(code)
    return in_language(known.label) if known else code


def in_language(label: Words) -> str:
    return label.en if language() == "en" else label.id
