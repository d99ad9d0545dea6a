"""WebKitGTK through WebDriver, on a screen of its own.

Under automation it keeps nothing after its end, and no Blobs in IndexedDB, as Safari's private windows.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service

from tests.services.driven import Browser
from tests.services.missing import missing

DRIVER = "/usr/bin/WebKitWebDriver"
BROWSERS = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class WebKit:
    """See driven.Driver."""

    def __init__(self, driver: WebKitGTK) -> None:
        self._driver = driver

    def open(self, url: str) -> None:
        self._driver.get(url)

    def run(self, script: str) -> Any:
        return self._driver.execute_async_script(script)

    def press(self, xpath: str) -> None:
        self._driver.find_element(By.XPATH, xpath).click()

    def choose(self, css: str, file: Path) -> None:
        self._driver.find_element(By.CSS_SELECTOR, css).send_keys(str(file))


@contextmanager
def a_screen() -> Iterator[str]:
    """A virtual screen; its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    program = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        program.terminate()
        program.wait(10)


@pytest.fixture
def webkit() -> Iterator[Browser]:
    browser = next(Path("/").glob(BROWSERS), None)
    if browser is None or not Path(DRIVER).exists() or not shutil.which("Xvfb"):
        missing("webkit2gtk-driver and xvfb (apt-get install webkit2gtk-driver xvfb)")
    options = WebKitGTKOptions()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    with a_screen() as screen:
        surroundings = {
            **os.environ,
            "DISPLAY": screen,
            "GDK_BACKEND": "x11",
            "LANG": "id_ID.UTF-8",
            "LANGUAGE": "id",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # it cannot be had as root in a container
        }
        driver = WebKitGTK(options=options, service=Service(DRIVER, env=surroundings))
        driver.set_script_timeout(60)
        yield Browser(WebKit(driver))
        driver.quit()
