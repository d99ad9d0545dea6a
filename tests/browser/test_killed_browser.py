"""What "Tersimpan di HP ini" is worth when the browser dies in the same moment."""

from pathlib import Path

from playwright.sync_api import Playwright

from tests.bench import killed_browser
from tests.proxy import BadNetwork


def test_every_report_outlives_a_browser_that_is_killed_again_and_again(
    playwright: Playwright, network: BadNetwork, tmp_path: Path
) -> None:
    outcome = killed_browser.run(playwright, network, tmp_path / "profile", kills=4)

    assert outcome.lost == []
    assert outcome.kills == 4
