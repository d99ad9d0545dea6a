"""Where every page lies in a world that is filled: those of residents, and the others."""

from backend.reports.moves import State
from backend.reports.report import Report
from backend.residents.tokens import token
from tests.pages.follower import ANI
from tests.pages.seed import HOME, SEASON
from tests.pages.world import World


def first(world: World, state: State, photos: int = 1, *, within: str = "") -> str:
    """The id of a report in that state, with at least so many photos, of that kelurahan."""
    kept = [r for r in world.reports.kept.values() if within in {"", r.kelurahan}]
    return next(r.id for r in kept if r.state is state and len(r.photos) >= photos)


def _open(world: World, *, sensitive: str) -> Report:
    """A published one that waits, with photos, of a kind whose place is told so finely."""
    kept, city = world.reports.kept.values(), world.city
    waiting = [r for r in kept if r.state is State.VERIFIED and len(r.photos) > 1]
    return next(r for r in waiting if city.sensitive(r.category) == sensitive)


def residents(world: World) -> dict[str, str]:
    """What residents open, without an account."""
    shown, sensitive = _open(world, sensitive="no"), _open(world, sensitive="rt")
    fixed = world.reports.kept[first(world, State.RESOLVED, 2)]
    home = shown.kelurahan
    return {
        "home": "/",
        "find": "/kelurahan?nama=gunung",
        "find-none": "/kelurahan?nama=samarinda",
        "kelurahan": f"/kelurahan/{home}",
        "kelurahan-empty": "/kelurahan/64.74.01.1004",
        "kelurahan-season": f"/kelurahan/{SEASON}",
        "rt": f"/kelurahan/{SEASON}/rt/012",
        "card": f"/kelurahan/{home}/kartu",
        "notice": f"/kelurahan/{home}/cetak",
        "map": "/peta",
        "map-narrowed": "/peta?jenis=SMP&status=open&sejak=2026-10&kelurahan=64.74.03.1002",
        "map-empty": "/peta?jenis=KES&status=closed",
        "open-data": "/data",
        "ogc": "/ogc/collections/reports/items",
        "ogc-landing": "/ogc/?f=html",
        "report": f"/laporan/{shown.id}",
        "report-fixed": f"/laporan/{fixed.id}",
        "report-closed": f"/laporan/{first(world, State.CLOSED_UNRESOLVED)}",
        "report-said": f"/laporan/{fixed.id}?suara=beres",
        "followed-fixed": f"/lacak/{fixed.number}",
        "track": "/lacak",
        "track-typo": "/lacak/MD-0000-0001",
        "followed": f"/lacak/{shown.number}",
        "follow-city": "/ikuti",
        "follow-rt": f"/ikuti?kelurahan={home}&rt=012",
        "follow-report": f"/ikuti?laporan={shown.id}",
        "follow": f"/ikuti?kelurahan={home}&surel=periksa",
        "follow-point": "/ikuti?titik=0.1364,117.4527&radius=500&surel=salah",
        "letters": f"/ikuti/surel/{token(ANI.id, 'tests')}",
        "simple": "/lapor/sederhana",
        "simple-form": "/lapor/sederhana?jenis=SMP-01",
        "privacy": "/privasi",
        "about": "/tentang",
        "report-sensitive": f"/laporan/{sensitive.id}",
        "not-found": "/tidak-ada",
    }


def others(world: World) -> dict[str, str]:
    """What opens with an account, a link or a phone; after a @ whose, or `hp`: on Budi's phone."""
    return {
        "invitation": f"/undangan/{world.invitation}",
        "invitation-in-app": f"/undangan/{world.invitation}#dalam-whatsapp",
        "invitation-in-app-ios": f"/undangan/{world.invitation}#dalam-instagram",
        "invitation-over": "/undangan/x",
        "return-link": f"/undangan/{world.way_back}",
        "sign-in": "/masuk",
        "sign-out": "/keluar@rani",
        "data": "/data-saya@rani",
        "data-request": "/data-saya/permintaan/asked",
        "audit-log": "/admin/riwayat@adi",
        "retention": "/admin/retensi@adi",
        "queue": "/tinjau@rani",
        "queue-empty": "/tinjau?keadaan=duplicate@rani",
        "queue-map": "/tinjau?keadaan=received&peta=1@rani",
        "queue-views": "/tinjau?keadaan=received&foto=1@rani",
        "case": f"/tinjau/{first(world, State.RECEIVED, 5)}@rani",
        "case-waiting": f"/tinjau/{first(world, State.RECEIVED, 3)}@rani",
        "case-rejected": f"/tinjau/{first(world, State.REJECTED)}@rani",
        "case-published": f"/tinjau/{first(world, State.VERIFIED, within=HOME)}@rani",
        "case-place": f"/tinjau/{first(world, State.RECEIVED, 5)}/peta@rani",
        "field": "/tinjau/lapangan@rani",
        "officer": "/petugas@eko",
        "office": "/admin@adi",
        "people": "/admin/orang@adi",
        "person": "/admin/orang/p-rani@adi",
        "person-new": "/admin/orang/baru@adi",
        "password": f"/sandi/{world.way_in}",
        "password-over": "/sandi/x",
        "pair": "/pasangkan",
        "phones": "/hp-saya@hp",
        "watch": "/pusat@komang",
        "read": "/baca@audi",
        "read-narrowed": "/baca?keadaan=verified&cari=jembatan@audi",
        "read-case": f"/baca/{first(world, State.VERIFIED, 2)}@audi",
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
