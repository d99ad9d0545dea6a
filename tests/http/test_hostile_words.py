"""Whatever is typed into whichever field of whichever page: nothing of it runs, leads away or breaks."""

from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from tests.hostile.words import HOSTILE, TYPED, made_by
from tests.http.forms import Installation
from tests.http.house import HOST

ELSEWHERE = [
    "https://jahat.example", "//jahat.example", "/\\jahat.example", "/\t/jahat.example",
    "\\\\jahat.example", "javascript:alert(1)", "http:jahat.example", "///jahat.example",
    "/%09/jahat.example", "https:/jahat.example",
]  # fmt: skip
"""Where nobody must be sent by a link to us. Browsers read each of them as another site, or nearly."""


def harm(answer: TestResponse) -> list[str]:
    """What must not come of it, whatever was asked."""
    way = answer.headers.get("Location", "")
    away = not way.startswith((f"{HOST}/", "/")) or way.startswith(("//", "/\\"))
    found = [f"leads to {way}"] if way and away else []
    if answer.status_code >= 500:
        found.append(f"is answered {answer.status_code}")
    if "html" in answer.content_type:
        found += made_by(answer.text)
    return found


@cache
def fields_of(installation: Installation) -> frozenset[str]:
    return frozenset({"lanjut", "dari", "sesudah"}) | {
        name
        for path, login in installation.pages.items()
        for form in installation.forms(path, login)
        for name in form.fields
    }


def places(installation: Installation, text: str) -> Iterator[str]:
    """Every address of the application with the text for each of its parts, and for each name of a query."""
    said = quote(text, safe="")
    for rule in installation.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments:
            yield "".join(said if part.startswith("<") else part for part in _parts(rule.rule))
    query = "&".join(f"{name}={said}" for name in sorted(fields_of(installation)))
    yield from (f"{path.partition('?')[0]}?{query}" for path in installation.pages)


def _parts(rule: str) -> list[str]:
    return rule.replace("<", "\0<").replace(">", ">\0").split("\0")


KEPT = ("markup", "another alphabet", "a statement", "words that turn round")
"""Of what is typed, where a second database could keep it otherwise: pages are made alike over both."""


def texts(installation: Installation) -> dict[str, str]:
    is_first = installation.parts.settings.database.startswith("sqlite")
    return TYPED if is_first else {what: TYPED[what] for what in KEPT}


def test_no_field_of_any_form_lets_anything_through(installation: Installation) -> None:
    typed = texts(installation)
    tried, found = 0, {}
    for path, login in installation.pages.items():
        for form in installation.forms(path, login):
            for name in form.fields:
                for what, text in typed.items():
                    answer = installation.sends(form, {**form.fields, name: text}, login)
                    tried += 1
                    if harmed := harm(answer):
                        found[f"{form.method} {form.action} {name}: {what}"] = harmed

    assert found == {}
    assert tried > 40 * len(typed)


def test_what_was_kept_of_it_is_shown_as_words(installation: Installation) -> None:
    """Runs after the one above: names, notes and reasons are hostile by now."""
    found = {path: harm(installation.visitor(login).get(path)) for path, login in installation.pages.items()}

    assert {path: harmed for path, harmed in found.items() if harmed} == {}


@pytest.mark.parametrize("login", ["", "rani", "adi"])
def test_no_address_lets_anything_through(installation: Installation, login: str) -> None:
    visitor, found = installation.visitor(login), {}
    for text in [*HOSTILE.values(), "//jahat.example", "/\\jahat.example"]:
        for place in places(installation, text[:1_000]):
            if harmed := harm(visitor.get(place)):
                found[f"{place[:60]} {text[:40]}"] = harmed

    assert found == {}


@pytest.mark.parametrize("way", ELSEWHERE)
def test_nobody_is_led_to_another_site(installation: Installation, way: str) -> None:
    visitor = installation.visitor("rani")

    answers = [
        visitor.get("/masuk", query_string={"lanjut": way}),
        visitor.post("/masuk", data={"nama": "rani", "sandi": "x", "lanjut": way}),
        visitor.post("/bahasa", data={"bahasa": "en", "lanjut": way}, headers={"Referer": way}),
        visitor.get("/tinjau", headers={"Referer": way, "Host": "jahat.example"}),
        visitor.get("/laporan//x", headers={"Host": "jahat.example"}),
    ]

    assert [harm(answer) for answer in answers] == [[]] * len(answers)
