"""A page of another site, open in the same browser, can change nothing here."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.browser.conftest import Archive
from tests.browser.phone import Phone
from tests.browser.whose import ME, invited
from tests.system import System

pytestmark = pytest.mark.browser

FORGED = """async (site) => {
  const id = '01990000-0000-7000-8000-00000000f017'
  const how = { credentials: 'include', mode: 'no-cors' }
  const sent = { credentials: 'include' }
  const json = { 'Content-Type': 'application/json' }
  const tries = [
    fetch(`${site}/api/v1/sign-out`, { ...how, method: 'POST', body: '{}' }),
    fetch(`${site}/api/v1/devices`, { ...how, method: 'POST', body: '{}' }),
    fetch(`${site}/api/v1/me/return-link`, { ...how, method: 'POST', body: '{}' }),
    fetch(`${site}/api/v1/reports/${id}`, { ...sent, method: 'PUT', headers: json, body: '{}' }),
    fetch(`${site}/api/v1/reports/${id}`, { ...sent, method: 'DELETE' }),
    fetch(`${site}/api/v1/me/key`, sent).then((answer) => answer.text()),
  ]
  return (await Promise.allSettled(tries)).map(({ status, value }) => status === 'fulfilled' ? value : status)
}"""


@pytest.fixture
def other_site() -> Iterator[str]:
    app = Flask("another site")
    field = '<input name="setuju" value="ya"><button>x</button>'
    page = f'<!doctype html><form method="post" action="{{}}">{field}</form>'
    app.add_url_rule("/<path:where>", view_func=lambda where: page.format(f"http://{where}"))
    server = make_server("localhost", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_f17_a_request_forged_by_another_site_is_refused(
    phone: Phone, system: System, archive: Archive, other_site: str
) -> None:
    invited(phone, system, "Rudi")
    here = phone.url.removeprefix("http://")
    spare = system.facts("invite", "--kelurahan", "64.74.03.1002", "--name", "Palsu")["link"].rpartition("/")[
        2
    ]
    refused = []
    for path in (f"undangan/{spare}", "keluar", "masuk", "api/v1/sign-out", "api/v1/devices", "bahasa"):
        phone.page.goto(f"{other_site}/{here}/{path}")
        with phone.page.expect_navigation() as answered:
            phone.page.get_by_role("button").click()
        answer = answered.value
        refused.append(answer.status if answer else None)

    phone.page.goto(f"{other_site}/{here}/")
    told = phone.page.evaluate(FORGED, phone.url)

    assert refused == [403] * 6
    assert not [text for text in told if isinstance(text, str) and "key" in text]
    assert archive.digests("01990000-0000-7000-8000-00000000f017") == {}
    phone.opens()
    assert phone.page.evaluate(ME) == "Rudi"
    phone.reports(note="masih Rudi").waits_until("stored")
