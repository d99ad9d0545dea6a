"""Hints for reviewers about a report as it came in. They never decide anything."""

from backend.reports.ports import Catalogue, Found
from sync.envelope import Envelope

NEAR_BORDER_M = 200
POOR_FIX_M = 100
OLD_FIX_S = 300


def hints(envelope: Envelope, place: Found | None, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes, some with a detail behind a colon; the words for them lie in the translation files."""
    return (*_of_place(envelope, place), *_of_words(envelope, catalogue))


def _of_place(envelope: Envelope, place: Found | None) -> list[str]:
    where = envelope.where
    if where is None or place is None:
        return ["no_point"]
    said = {
        "outside_city": place.outside,
        "near_border": not place.outside and place.border_m < NEAR_BORDER_M,
        "kelurahan_differs": envelope.kelurahan not in {None, place.kelurahan},
        "poor_fix": where.source == "gps" and (where.accuracy_m or 0) > POOR_FIX_M,
        "old_fix": where.source == "gps" and (where.fix_age_s or 0) > OLD_FIX_S,
    }
    return [hint for hint, holds in said.items() if holds]


def _of_words(envelope: Envelope, catalogue: Catalogue) -> list[str]:
    """An answer to a question nobody asked is kept, and named here."""
    if not catalogue.knows_category(envelope.category):
        return ["category_unknown"]
    unknown = catalogue.unknown_answers(envelope.category, envelope.answers, envelope.register)
    return [f"answer_unknown:{name}" for name in unknown]
