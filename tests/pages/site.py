"""A world served over a real socket, and what a browser finds there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from wsgiref.types import WSGIApplication

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from backend.reports.moves import State
from backend.routes import cookies
from tests.pages import seed
from tests.pages.addresses import first, others, residents
from tests.pages.world import NOW, World
from tests.source import ROOT

PHONE, DESK, NARROWEST = (360, 740), (1366, 768), (320, 640)
"""Pixels."""

AGENTS = {
    "dalam-whatsapp": "Mozilla/5.0 (Linux; Android 11; CPH2127 Build/RKQ1.200903.002; wv) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 WhatsApp/2.24.10.85 A",
    "dalam-instagram": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 Instagram 331.0.0.29.90 (iPhone12,1; iOS 17_5_1; id_ID; id)",
}
"""What the browser calls itself where a place ends in #NAME, which no server hears of."""

SMALL_TARGETS = """[...document.querySelectorAll('button, select, summary, input, nav a, a.button')]
  .filter((el) => el.type !== 'hidden')
  .map((el) => el.closest('label') ?? el)
  .filter((el) => el.checkVisibility() && el.getBoundingClientRect().height < 44)
  .map((el) => el.outerHTML.slice(0, 120))"""
"""Controls lower than a thumb needs."""


Around = Callable[[WSGIApplication], WSGIApplication]
"""What is put before an application."""


@dataclass
class Site:
    """`base` is the address, `world` what answers there."""

    base: str
    world: World

    def first(self, state: State, photos: int = 1, *, within: str = "") -> str:
        """The id of a report in that state, with at least so many photos, of that kelurahan."""
        return first(self.world, state, photos, within=within)

    @property
    def pages(self) -> dict[str, str]:
        """Every page by name: its path, after a @ who is signed in, or `hp`: on Budi's phone."""
        return residents(self.world) | others(self.world)

    @contextmanager
    def visit(
        self,
        browser: Browser,
        place: str,
        size: tuple[int, int] = PHONE,
        *,
        scheme: str = "light",
        locale: str = "id-ID",
        scripts: bool = True,
        touch: bool = False,
    ) -> Iterator[Page]:
        """A page opened in a browser of its own."""
        path, _, login = place.partition("@")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]  # one of its words
            locale=locale,
            java_script_enabled=scripts,
            has_touch=touch,
            user_agent=AGENTS.get(path.partition("#")[2]),
            base_url=self.base,
        )
        if login == "hp":
            token = self.world.phone_of("p-budi")
            context.add_cookies([{"name": cookies.DEVICE, "value": token, "url": self.base}])
        elif login:
            token = self.world.session_of(login)
            context.add_cookies([{"name": cookies.SESSION, "value": token, "url": self.base}])
        page = context.new_page()
        page.goto(path)
        yield page
        context.close()


@contextmanager
def a_week(folder: Path, around: Around = lambda app: app) -> Iterator[Site]:
    """A week in Bontang with all that staff and residents made of it, served."""
    world = World(folder, built=True)
    world.keep([*seed.a_week(NOW), *seed.a_season(NOW)], with_pictures=True)
    world.invite()
    world.arranges()
    world.works()
    world.guards()
    with served(world, around) as site:
        yield site


@contextmanager
def served(world: World, around: Around = lambda app: app) -> Iterator[Site]:
    server = make_server("127.0.0.1", 0, around(world.app), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.port}", world)
    server.shutdown()


def in_theme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Change the colours of a page that is open, and let none be on its way to another."""
    page.bring_to_front()  # where several are open, one that nobody sees changes later
    page.emulate_media(color_scheme=scheme)
    page.evaluate(ARRIVE)


ARRIVE = """for (let round = 0; round < 9; round += 1) {
  const moving = document.getAnimations().filter((one) => one instanceof CSSTransition)
  for (const one of moving) one.finish()
}"""
"""By rounds: what inherits a colour that arrived sets out for it only then."""


@cache
def axe() -> str:
    return (ROOT / "pwa/node_modules/axe-core/axe.min.js").read_text()


def violations(page: Page, *tags: str) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2, A and AA, and its best practices; or `tags` alone."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate(
        "(only) => axe.run({ resultTypes: ['violations'], ...only }).then((result) => result.violations)",
        {"runOnly": tags} if tags else {},
    )
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]]
