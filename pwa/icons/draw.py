"""Draws the app's icons, the mark of the site in sand on green: `python pwa/icons/draw.py`.

Needs Chromium (Playwright). The results are committed; run it again after changing the mark.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
GREEN, SAND = "#17603f", "#f6f1e6"
MARK = f"""
<path fill="{SAND}" d="M27 3C13 3 4 9.5 4 19.5C4 25.5 8.5 29 14 29C24 29 28 18 27 3Z"/>
<path fill="none" stroke="{GREEN}" stroke-width="2.4" stroke-linecap="round"
  d="M0 20.4q2.6-2.8 5.2 0t5.2 0 5.2 0 5.2 0 5.2 0 5.2 0M0 25.4q2.2-2 4.4 0t4.4 0 4.4 0 4.4 0 4.4 0 4.4 0"/>
"""
ICONS = {
    # name: (pixels, share of the side the mark takes, corner radius in 32nds of the side)
    "icon-192.png": (192, 0.84, 7.0),
    "icon-512.png": (512, 0.84, 7.0),
    "icon-maskable-512.png": (512, 0.64, 0.0),  # within the safe zone: a circle of 80 % of the side
    "apple-touch-icon.png": (180, 0.76, 0.0),  # iOS rounds the corners itself
}


def svg(share: float, radius: float) -> str:
    """The icon on a square of 32 units."""
    inset = 16 * (1 - share)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="100%" height="100%">'
        f'<rect width="32" height="32" rx="{radius}" fill="{GREEN}"/>'
        f'<g transform="translate({inset} {inset}) scale({share})">{MARK}</g></svg>'
    )


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, (pixels, share, radius) in ICONS.items():
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg(share, radius)}")
            page.screenshot(path=HERE / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
