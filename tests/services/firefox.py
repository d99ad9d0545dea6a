"""Debian's Firefox through Marionette: Playwright wants a patched one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.services.driven import Browser
from tests.services.marionette import Marionette
from tests.services.missing import missing
from tests.services.ports import free_port

PROGRAM = "/usr/bin/firefox-esr"
PREFERENCES: dict[str, str | int | bool] = {
    "intl.accept_languages": "id",
    "geo.enabled": False,
    "network.captive-portal-service.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
}


class Firefox:
    """See driven.Driver."""

    def __init__(self, marionette: Marionette) -> None:
        self._ask = marionette.ask
        self._element = marionette.element

    def open(self, url: str) -> None:
        self._ask("WebDriver:Navigate", url=url)

    def run(self, script: str) -> Any:
        return self._ask("WebDriver:ExecuteAsyncScript", script=script, args=[], sandbox=None)["value"]

    def press(self, xpath: str) -> None:
        self._ask("WebDriver:ElementClick", id=self._element("xpath", xpath))

    def choose(self, css: str, file: Path) -> None:
        self._ask("WebDriver:ElementSendKeys", id=self._element("css selector", css), text=str(file))


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Browser]:
    if not Path(PROGRAM).exists():
        missing("firefox-esr (apt-get install firefox-esr)")
    port = free_port()
    with _started(tmp_path / "profile", port):
        marionette = Marionette(port)
        marionette.ask("WebDriver:NewSession", strictFileInteractability=False)
        marionette.ask("WebDriver:SetTimeouts", script=60_000)
        yield Browser(Firefox(marionette))
        marionette.close()


@contextmanager
def _started(profile: Path, port: int) -> Iterator[None]:
    profile.mkdir()
    lines = [_preference(name, value) for name, value in {**PREFERENCES, "marionette.port": port}.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [PROGRAM, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with (profile / "log.txt").open("wb") as log:
        program = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        program.terminate()
        try:
            program.wait(15)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait(5)


def _preference(name: str, value: str | int | bool) -> str:
    said = str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')
    return f'user_pref("{name}", {said});'
