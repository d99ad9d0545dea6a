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
    "icon-48.png": (48, 0.84, 7.0),  # beside the page's title: each page fetches it
    "icon-192.png": (192, 0.84, 7.0),
    "icon-512.png": (512, 0.84, 7.0),
    "icon-maskable-192.png": (192, 0.64, 0.0),
    "icon-maskable-512.png": (512, 0.64, 0.0),  # within the safe zone: a circle of 80 % of the side
    "apple-touch-icon.png": (180, 0.76, 0.0),  # iOS rounds the corners itself
}
SHORTCUTS = {"report": "camera", "mine": "inbox", "around": "map"}
"""A shortcut of the installed app -> its Lucide icon."""
LUCIDE = HERE.parent / "node_modules" / "lucide-static" / "icons"


def shortcut(sign: str) -> str:
    """A round green sign with the icon in sand."""
    drawing = (LUCIDE / f"{sign}.svg").read_text().partition("<svg")[2].partition(">")[2]
    pen = f'fill="none" stroke="{SAND}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="100%" height="100%">'
        f'<circle cx="24" cy="24" r="24" fill="{GREEN}"/><g transform="translate(12 12)" {pen}>'
        f"{drawing.replace('</svg>', '')}</g></svg>"
    )


def svg(share: float, radius: float) -> str:
    """The icon on a square of 32 units."""
    inset = 16 * (1 - share)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="100%" height="100%">'
        f'<rect width="32" height="32" rx="{radius}" fill="{GREEN}"/>'
        f'<g transform="translate({inset} {inset}) scale({share})">{MARK}</g></svg>'
    )


def main() -> None:
    drawings = {name: (pixels, svg(share, radius)) for name, (pixels, share, radius) in ICONS.items()}
    drawings |= {f"shortcut-{name}-96.png": (96, shortcut(sign)) for name, sign in SHORTCUTS.items()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, (pixels, drawing) in drawings.items():
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}")
            page.screenshot(path=HERE / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
