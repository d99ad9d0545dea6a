"""P1: what a phone fetches before the form stands, compressed."""

from dataclasses import dataclass

from tests.browser.phone import Phone
from tests.source import ROOT


@dataclass(frozen=True, slots=True)
class Load:
    """Bytes on the wire, headers included: until the page can be used, and what came after it by itself."""

    scripts: int
    everything: int
    later: int
    plain: int
    """Of everything, what is no picture."""


PICTURES = (".webp", ".png", ".jpg")
WORKER = ROOT / "pwa" / "dist" / "sw.js.br"
"""The service worker's script, which the page's own record does not show."""
STANDS = """(selector) => {
  new MutationObserver((_, watching) => {
    if (!document.querySelector(selector)?.offsetParent) return
    window.stoodAt = performance.now()
    watching.disconnect()
  }).observe(document, { childList: true, subtree: true, attributes: true })
}"""
BEFORE = """() => performance.getEntriesByType('resource')
  .filter((one) => one.startTime <= window.stoodAt).map((one) => one.name)"""


def first_load(phone: Phone, where: str = "/lapor", stands: str = "masdarling-app main h1") -> Load:
    """`phone` has never been here. `stands`: what is seen when the page can be used.

    What is begun later comes in the background: the service worker, what delivers, what is near.
    """
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

    phone.page.add_init_script(f"({STANDS})({stands!r})")
    phone.page.goto(phone.url + where)
    phone.page.wait_for_selector(stands)
    phone.page.wait_for_load_state("networkidle")

    needed = {phone.url + where, *phone.page.evaluate(BEFORE)}
    total = {urls[key]: size for key, size in sizes.items() if key in urls}
    first = {url: size for url, size in total.items() if url in needed}
    scripts = sum(size for url, size in first.items() if url.endswith(".js"))
    later = sum(total.values()) - sum(first.values()) + WORKER.stat().st_size
    plain = sum(size for url, size in first.items() if not url.endswith(PICTURES))
    return Load(scripts, sum(first.values()), later, plain)
