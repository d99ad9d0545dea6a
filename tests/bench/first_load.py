"""P1: what a phone fetches before the form stands, compressed, the service worker's script included."""

import json
from dataclasses import dataclass

from tests.browser.phone import Phone
from tests.source import ROOT

DIST = ROOT / "pwa" / "dist"
APART = ("sw.js", "shrink.js")
"""Fetched by workers, which the page's own record does not show."""


@dataclass(frozen=True, slots=True)
class Load:
    """Bytes on the wire, headers included."""

    scripts: int
    everything: int


def first_load(phone: Phone, where: str = "/lapor", apart: tuple[str, ...] = APART) -> Load:
    """`phone` has never been here."""
    link = phone.context.new_cdp_session(phone.page)
    link.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    link.on(
        "Network.responseReceived", lambda told: urls.update({told["requestId"]: told["response"]["url"]})
    )
    link.on(
        "Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]})
    )

    phone.page.goto(phone.url + where)
    phone.page.wait_for_load_state("networkidle")

    worker = {name: len((DIST / f"{_built(name)}.br").read_bytes()) for name in apart}
    total = {urls[key]: size for key, size in sizes.items() if key in urls} | worker
    return Load(sum(size for url, size in total.items() if url.endswith(".js")), sum(total.values()))


def _built(name: str) -> str:
    files: dict[str, str] = json.loads((DIST / "manifest.json").read_text())["files"]
    return files.get(name, name)
