"""A reviewer of the running system, asking and deciding over the API as the pages do."""

import json
import re
import secrets
from html import unescape
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.browser.phone import Phone
from tests.system import System

PASSWORD = "a long enough password of this test"


class Reviewer:
    """Signed in for the whole city."""

    def __init__(self, system: System) -> None:
        self.url = system.url
        self.login = f"siti-{secrets.token_hex(4)}"
        who = ("--role", "reviewer", "--name", "Siti", "--login", self.login, "--scope", "*")
        system.command("person", "add", *who, "--password-stdin", stdin=PASSWORD + "\n")
        self.browser = build_opener(HTTPCookieProcessor())
        self._posts("/masuk", urlencode({"nama": self.login, "sandi": PASSWORD}).encode())

    def decides(self, report: str, verdict: str, *, version: int, **how: Any) -> None:
        sent = json.dumps({"verdict": verdict, "version": version, **how}).encode()
        self._posts(f"/api/v1/reports/{report}/decisions", sent, kind="application/json")

    def reads(self, path: str) -> str:
        with self.browser.open(Request(self.url + path, headers={"Accept": "text/html"})) as answer:  # noqa: S310
            return str(answer.read().decode())

    def line_of(self, report: str, state: str) -> str:
        """The report's line in the queue, on whatever page of it; other tests have reports there, too."""
        path: str | None = f"/tinjau?keadaan={state}"
        while path:
            page = self.reads(path)
            for line in page.split('<li class="case-row" ')[1:]:
                if line.startswith(f'data-report="{report}"'):
                    return line.partition("</li>")[0]
            onward = re.search(r'rel="next" href="([^"]*setelah=[^"]*)"', page)
            path = unescape(onward[1]) if onward else None
        raise AssertionError(f"{report} is not in the queue of {state}")

    def _posts(self, path: str, data: bytes, kind: str = "application/x-www-form-urlencoded") -> None:
        headers = {"Content-Type": kind, "Origin": self.url, "Sec-Fetch-Site": "same-origin"}
        self.browser.open(Request(self.url + path, data=data, headers=headers)).close()  # noqa: S310 - ours


ANSWERS = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const all = opening.result.transaction('answers').objectStore('answers').getAll()
    all.onsuccess = () => { opening.result.close(); done(all.result) }
  }
})"""


def replies(phone: Phone) -> list[dict[str, Any]]:
    """Every answer in this phone's database."""
    found: list[dict[str, Any]] = phone.page.evaluate(ANSWERS)
    return found
