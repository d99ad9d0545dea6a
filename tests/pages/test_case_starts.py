"""Answers begin with words of the register, in the language of whoever will read them."""

import html

import pytest
from flask.testing import FlaskClient

from backend.reports.report import Report
from tests.pages.seed import a_report
from tests.pages.world import NOW, World


@pytest.fixture
def report(world: World) -> Report:
    report = a_report(1, now=NOW)
    world.keep([report])
    return report


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def words(world: World, code: str, language: str) -> str:
    return str(getattr(world.city.register().templates[code].words, language))


def page(rani: FlaskClient, report: Report) -> str:
    return html.unescape(rani.get(f"/tinjau/{report.id}").text)


def test_words_are_offered_where_they_lead_to(world: World, report: Report, rani: FlaskClient) -> None:
    ask, _, rest = page(rani, report).partition('id="tolak"')

    for template in world.city.templates(report.category, "needs_info"):
        assert f'data-words="{template.words.id}"' in ask
        assert f'data-words="{template.words.id}"' not in rest
    assert f'data-words="{world.city.templates(report.category, "rejected")[0].words.id}"' in rest


def test_who_is_told_in_english_is_answered_in_english_and_an_agency_never_is(
    world: World, report: Report, rani: FlaskClient
) -> None:
    world.reads[report.sender.owner] = "en"

    shown = page(rani, report)

    assert words(world, "ask-landmark", "en") in shown
    assert words(world, "ask-landmark", "id") not in shown
    assert ">Patokan</button>" in shown, "what the reviewer presses is in the reviewer's language"


def test_without_a_script_the_words_are_chosen_from_a_list(
    world: World, report: Report, rani: FlaskClient
) -> None:
    sent = {"verdict": "ask", "version": 1, "start": "ask-landmark", "words": "Dekat masjid?"}

    rani.post(f"/tinjau/{report.id}", data=sent)

    asked = world.reports.get(report.id).steps[-1].words
    assert asked == words(world, "ask-landmark", "id") + "\nDekat masjid?"


def test_a_way_to_begin_that_is_gone_leaves_what_was_written(
    world: World, report: Report, rani: FlaskClient
) -> None:
    sent = {"verdict": "ask", "version": 1, "start": "gone", "words": "Dekat masjid?"}

    rani.post(f"/tinjau/{report.id}", data=sent)

    assert world.reports.get(report.id).steps[-1].words == "Dekat masjid?"
