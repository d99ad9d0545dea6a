"""A world served over a real socket, and what a browser finds there."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from backend.reports.moves import PUBLIC, State
from backend.residents.tokens import token
from backend.routes import cookies
from tests.pages.follower import ANI
from tests.pages.seed import HOME, SEASON
from tests.pages.world import World
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


@dataclass
class Site:
    """`base` is the address, `world` what answers there."""

    base: str
    world: World

    def first(self, state: State, photos: int = 1, *, within: str = "") -> str:
        """The id of a report in that state, with at least so many photos, of that kelurahan."""
        kept = [r for r in self.world.reports.kept.values() if within in {"", r.kelurahan}]
        return next(r.id for r in kept if r.state is state and len(r.photos) >= photos)

    @property
    def sensitive(self) -> str:
        """The id of a published report of which residents read no more than the RT."""
        kept, city = self.world.reports.kept.values(), self.world.city
        return next(r.id for r in kept if r.state in PUBLIC and city.sensitive(r.category) == "rt")

    @property
    def pages(self) -> dict[str, str]:
        """Every page by name: its path, after a @ who is signed in, or `hp`: on Budi's phone."""
        shown = self.world.reports.kept[self.first(State.VERIFIED, 2)]
        fixed = self.world.reports.kept[self.first(State.RESOLVED, 2)]
        home = shown.kelurahan
        return {
            "home": "/",
            "find": "/kelurahan?nama=gunung",
            "kelurahan": f"/kelurahan/{home}",
            "kelurahan-empty": "/kelurahan/64.74.01.1004",
            "kelurahan-season": f"/kelurahan/{SEASON}",
            "rt": f"/kelurahan/{SEASON}/rt/012",
            "card": f"/kelurahan/{home}/kartu",
            "notice": f"/kelurahan/{home}/cetak",
            "map": "/peta",
            "map-narrowed": "/peta?jenis=SMP&status=open&sejak=2026-10&kelurahan=64.74.03.1002",
            "open-data": "/data",
            "ogc": "/ogc/collections/reports/items",
            "report": f"/laporan/{shown.id}",
            "report-fixed": f"/laporan/{fixed.id}",
            "report-closed": f"/laporan/{self.first(State.CLOSED_UNRESOLVED)}",
            "report-said": f"/laporan/{fixed.id}?suara=beres",
            "followed-fixed": f"/lacak/{fixed.number}",
            "track": "/lacak",
            "track-typo": "/lacak/MD-0000-0001",
            "followed": f"/lacak/{shown.number}",
            "follow": f"/ikuti?kelurahan={home}&surel=periksa",
            "follow-point": "/ikuti?titik=0.1364,117.4527&radius=500&surel=salah",
            "letters": f"/ikuti/surel/{token(ANI.id, 'tests')}",
            "invitation": f"/undangan/{self.world.invitation}",
            "invitation-in-app": f"/undangan/{self.world.invitation}#dalam-whatsapp",
            "invitation-in-app-ios": f"/undangan/{self.world.invitation}#dalam-instagram",
            "invitation-over": "/undangan/x",
            "return-link": f"/undangan/{self.world.way_back}",
            "sign-in": "/masuk",
            "sign-out": "/keluar@rani",
            "simple": "/lapor/sederhana",
            "simple-form": "/lapor/sederhana?jenis=SMP-01",
            "privacy": "/privasi",
            "about": "/tentang",
            "data": "/data-saya@rani",
            "data-request": "/data-saya/permintaan/asked",
            "audit-log": "/admin/riwayat@adi",
            "retention": "/admin/retensi@adi",
            "report-sensitive": f"/laporan/{self.sensitive}",
            "not-found": "/tidak-ada",
            "queue": "/tinjau@rani",
            "queue-empty": "/tinjau?keadaan=duplicate@rani",
            "queue-map": "/tinjau?keadaan=received&peta=1@rani",
            "queue-views": "/tinjau?keadaan=received&foto=1@rani",
            "case": f"/tinjau/{self.first(State.RECEIVED, 5)}@rani",
            "case-waiting": f"/tinjau/{self.first(State.RECEIVED, 3)}@rani",
            "case-rejected": f"/tinjau/{self.first(State.REJECTED)}@rani",
            "case-published": f"/tinjau/{self.first(State.VERIFIED, within=HOME)}@rani",
            "case-place": f"/tinjau/{self.first(State.RECEIVED, 5)}/peta@rani",
            "field": "/tinjau/lapangan@rani",
            "officer": "/petugas@eko",
            "office": "/admin@adi",
            "people": "/admin/orang@adi",
            "person": "/admin/orang/p-rani@adi",
            "person-new": "/admin/orang/baru@adi",
            "password": f"/sandi/{self.world.way_in}",
            "password-over": "/sandi/x",
            "pair": "/pasangkan",
            "phones": "/hp-saya@hp",
            "watch": "/pusat@komang",
            "read": "/baca@audi",
            "read-narrowed": "/baca?keadaan=verified&cari=jembatan@audi",
            "read-case": f"/baca/{self.first(State.VERIFIED, 2)}@audi",
            "account": "/akun@adi",
            "account-reviewer": "/akun@rani",
            "factor": "/akun/faktor@rani",
            "factor-set": "/akun/faktor@adi",
            "prove": "/masuk/bukti@adi",
            "prove-password": "/masuk/bukti@rani",
            "bundles": "/admin/berkas@adi",
            "invitations": "/admin/undangan@rani",
            "city": "/admin/kota@adi",
            "city-table": "/admin/kota/kategori@adi",
            "city-form": "/admin/kota/kategori/ubah/AIR-01@adi",
            "city-versions": "/admin/kota/versi@adi",
        }

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
def served(world: World) -> Iterator[Site]:
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.port}", world)
    server.shutdown()


def in_theme(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Change the colours of a page that is open, and let none be on its way to another."""
    page.bring_to_front()  # where several are open, one that nobody sees changes later
    page.emulate_media(color_scheme=scheme)
    page.evaluate(ARRIVE)


ARRIVE = """document.getAnimations()
  .filter((one) => one instanceof CSSTransition)
  .forEach((one) => one.finish())"""


@cache
def axe() -> str:
    return (ROOT / "pwa/node_modules/axe-core/axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2, A and AA, and its best practices."""
    page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((result) => result.violations)")
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]]
