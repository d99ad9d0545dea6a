"""What tests ask of a browser that Playwright does not drive, whichever protocol it speaks."""

import time
from pathlib import Path
from typing import Any, Protocol

ASK = """const done = arguments[arguments.length - 1]
Promise.resolve(%s).then((value) => done({ value }), (error) => done({ error: String(error) }))"""
PATIENCE_S = 30


class Driver(Protocol):
    """The narrowest common part of Marionette and WebDriver."""

    def open(self, url: str) -> None: ...
    def run(self, script: str) -> Any:
        """`script` calls back through its last argument."""

    def press(self, xpath: str) -> None: ...
    def choose(self, css: str, file: Path) -> None: ...


class Browser:
    """A person at a browser: looks until something is there, then touches it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def opens(self, url: str) -> None:
        self.driver.open(url)

    def asks(self, expression: str) -> Any:
        """The value of an expression, awaited when it is a promise."""
        answer = self.driver.run(ASK % expression)
        if "error" in answer:
            raise AssertionError(f"{expression[:80]}: {answer['error']}")
        return answer.get("value")

    def waits(self, expression: str, within: float = PATIENCE_S) -> Any:
        """Until the expression is true."""
        end = time.monotonic() + within
        while not (seen := self.asks(expression)):
            if time.monotonic() > end:
                raise AssertionError(
                    f"not within {within} s: {expression}\n{self.asks('document.body.innerText')}"
                )
            time.sleep(0.1)
        return seen

    def presses(self, words: str, kind: str = "button") -> None:
        """What bears these words: `kind` is the name of its element."""
        xpath = f"//{kind}[contains(normalize-space(.), '{words}')]"
        found = f"document.evaluate({xpath!r}, document, null, 9).singleNodeValue"
        self.waits(f"{found} !== null")
        self.asks(f"{found}.scrollIntoView({{block: 'center'}})")
        self.driver.press(xpath)

    def takes(self, photo: Path) -> None:
        self.driver.choose("input[data-from=gallery]", photo)

    def shows(self, words: str) -> None:
        self.waits(f"document.body.innerText.includes({words!r})")
