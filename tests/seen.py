"""What stood on the pages of a test that failed: the words of a time-out alone do not tell why."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Error, Page

WORDS_MAX = 1_500
PATIENCE_MS = 2_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call" and report.failed and isinstance(item, pytest.Function):
        for page in _open_pages(item):
            report.sections.append(_told(page))
    return report


def _open_pages(item: pytest.Function) -> list[Page]:
    browsers = [value for value in item.funcargs.values() if isinstance(value, Browser)]
    return [page for browser in browsers for context in browser.contexts for page in context.pages]


def _told(page: Page) -> tuple[str, str]:
    """A section of the report: the address and the words in sight."""
    try:
        words = page.locator("body").inner_text(timeout=PATIENCE_MS)
    except Error as error:
        words = f"could not be read: {error}"
    return f"On the page {page.url}", words[:WORDS_MAX]
