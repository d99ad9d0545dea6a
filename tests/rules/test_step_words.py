"""What a sender reads of a decision, beside the state."""

import pytest

from backend.city.edition import built_in
from backend.city.reading import register_of
from backend.reports.moves import State
from backend.reports.report import Step
from backend.step_words import beside
from tests.rules.town import KANAAN, NOON, SITI

REGISTER = register_of(built_in())


@pytest.mark.parametrize(
    ("state", "detail", "words"),
    [
        (State.RECEIVED, {"kelurahan": KANAAN}, "Dipindahkan ke Kelurahan Kanaan, yang akan memeriksanya."),
        (State.ASSIGNED, {"opd": "DLH", "decision": "a"}, f"Diteruskan kepada {REGISTER.opd['DLH'].name}."),
        (State.NEEDS_INFO, {"photo": "wanted"}, "Peninjau juga meminta foto."),
        (State.RECEIVED, {"undoes": "2", "category": ""}, "Keputusan sebelumnya dibatalkan."),
        (State.VERIFIED, {"opd": ""}, None),
        (State.VERIFIED, {"field": "{}"}, None),
    ],
)
def test_a_step_is_told_in_plain_words(state: State, detail: dict[str, str], words: str | None) -> None:
    told = beside(Step(state, SITI, NOON, detail=detail), REGISTER)

    assert (told["id"] if told else None) == words


def test_a_category_is_called_by_its_name() -> None:
    told = beside(Step(State.RECEIVED, SITI, NOON, detail={"category": "SMP-01"}), REGISTER)

    assert told
    assert REGISTER.categories["SMP-01"].label.id in told["id"]
    assert REGISTER.categories["SMP-01"].label.en in told["en"]


def test_the_sender_of_a_merged_report_reads_how_the_same_thing_stands() -> None:
    told = beside(Step(State.DUPLICATE, SITI, NOON, detail={"heads": "a"}), REGISTER, State.IN_PROGRESS)

    assert told
    assert told["id"] == "Laporan yang sama itu sekarang: Dikerjakan."
