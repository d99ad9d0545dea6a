"""What anybody may ask for tells two cities apart only where what was published differs.

Two cities are alike in all that residents may know and different in everything else: who reported, from where
within the square, what was answered, who decided, what was never published. Every route that is open to all
answers both alike. Routes are found by walking the application, so that a new one is asked, too.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.routing import Rule

from backend.bench.parcel import uuid7
from backend.dumping import ask_for_dumps
from backend.people.person import Grant, Role
from backend.privacy import asking
from backend.privacy.ports import GRACE
from backend.reports import review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import State
from backend.reports.plain import new_report_id
from backend.reports.ports import Kind, Sensitive, Work
from backend.reports.report import Actor, Echo, Photo, Report, Sender, Step
from backend.reports.wita import WITA
from backend.tasks import tasks_over
from sync import digest, number
from tests.http.house import House, a_house
from tests.media.drawing import encoded, scene
from tests.people.builders import a_person
from tests.sync.making import a_place, a_promise, moment_in, opened
from tests.test_doors import doors, is_open

PUBLISHED, PENDING = "01984250-1000-7e4f-8a3b-1c2d3e4f5a6b", "01984250-1000-7e4f-9a3b-1c2d3e4f5a6c"
UUID7 = re.compile(rb"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")
HOME = "64.74.03.1002"
NUMBER, OTHER_NUMBER = number.make(lambda n: 5 % n), number.make(lambda n: 7 % n)
NUMBERS = {PUBLISHED: NUMBER, PENDING: OTHER_NUMBER}
PICTURE = encoded(scene(), "JPEG")
SHA256 = digest.sha256(PICTURE)
SENSITIVE: dict[Sensitive, str] = {"no": "SMP-01", "rt": "LMB-02", "kelurahan": "HJU-04"}
"""A category of the built-in register for each."""

FILLED = {
    "report_id": PUBLISHED,
    "sha256": SHA256,
    "size": 320,
    "code": HOME,
    "rt": "019",
    "number": NUMBER,
    "typed": NUMBER,
    "token": "x",
    "ticket": "x",
    "request_id": "x",
    "name": "x.js",
    "shape": "json",
    "subject": PUBLISHED,
    "version": "0" * 20,
    "ending": "csv",
    "month": "2026-11",
    "file": "laporan-2026-11.csv.gz",
}
"""What to put into an address, by the name its rule gives it. A new name needs a line here."""
ASKED_AS = [
    {"Accept": kind, "Accept-Language": tongue} for kind in ("text/html", "*/*") for tongue in ("id", "en")
]
FINGERPRINTS = re.compile(rb'"(?:digest|signature)": ?"[^"]*"|<code[^>]*>.*?</code>')
"""The holder of a number may compare them with what the phone sealed; they tell nothing by themselves."""


BUDI, ANI = Sender("phone-1", "person-1"), Sender("phone-7", "person-7")
SITI = Actor("reviewer", "siti", "Siti Aminah")


@dataclass(frozen=True)
class Secrets:
    """What residents may not know."""

    lat: float = 0.13612
    lon: float = 117.45204
    accuracy_m: float = 12
    minute: int = 0
    decided: int = 0
    """Minutes until it is verified and drawn."""
    sender: Sender = BUDI
    identity: str = "named"
    name: str = "Budi Santoso"
    contact: str = "0812 3456 7890"
    answer: str = "1 kantong"
    rt: str = "19"
    reviewer: Actor = SITI
    joined: Sender = ANI
    pending: str = "Kata yang tidak terbit"


ONE = Secrets()
OTHER = Secrets(
    lat=0.13698,
    lon=117.45291,
    accuracy_m=48,
    minute=37,
    decided=23,
    sender=Sender("phone-2"),
    identity="confidential",
    name="Ani Rahmawati",
    contact="ani@contoh.id",
    answer="1 truk atau lebih",
    rt="RT 019",
    reviewer=Actor("admin", "rani", "Rani Wulandari"),
    joined=Sender("phone-8"),
    pending="",
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    yield from lived_in(tmp_path_factory.mktemp("one"), ONE)


def lived_in(folder: Path, secrets: Secrets, category: str = "SMP-01") -> Iterator[House]:
    house = a_city(folder, secrets, category)
    yield house
    house.shuts()


def a_city(folder: Path, secrets: Secrets, category: str) -> House:
    house = a_house(folder)
    house.people.key("office", b"the same key in both cities 1234")
    house.knows(replace(a_person(Grant(Role.VOLUNTEER, HOME), name=secrets.name), id="person-1"))
    keep(house, PUBLISHED, secrets, f"Menumpuk di pasar, hubungi {secrets.contact}", category)
    if secrets.pending:
        keep(house, PENDING, secrets, secrets.pending, category)
    house.reports.add_echo(PUBLISHED, Echo(secrets.joined, house.time()))
    works(house)
    verifies_after(house, secrets.decided, secrets.reviewer)
    ask_for_dumps(house.parts)
    works(house)
    return house


def keep(house: House, report_id: str, secrets: Secrets, note: str, category: str) -> None:
    """A report that has come in with its photo."""
    at = house.time() - timedelta(hours=2, minutes=secrets.minute)
    envelope = opened(
        report_id=report_id,
        id=report_id,
        category=category,
        note=note,
        rt=secrets.rt,
        identity=secrets.identity,
        answers={"volume": secrets.answer},
        where=a_place(lat=secrets.lat, lon=secrets.lon, accuracy_m=secrets.accuracy_m),
        photos=[a_promise() | {"sha256": SHA256, "size": len(PICTURE)}],
    )
    photo = Photo(SHA256, len(PICTURE), "image/jpeg", offset=len(PICTURE), complete_at=at, stored_at=at)
    step = Step(State.RECEIVED, Actor("sender", secrets.sender.owner), at)
    report = Report(
        envelope,
        NUMBERS[report_id],
        secrets.sender,
        HOME,
        at,
        at,
        (step,),
        (photo,),
        ("near_border",),
        complete_at=at,
    )
    house.chest.seal(report, photo, PICTURE)
    house.reports.add(report, [Work(Kind.DERIVE, report_id, SHA256)])


def verifies_after(house: House, minutes: int, by: Actor) -> None:
    """Drawn at that minute as well; an hour later both cities have the same time."""
    begin = house.time()
    house.time.passes(timedelta(minutes=minutes))
    verifies(house, by)
    works(house)
    house.time.now = begin + timedelta(hours=1)


def verifies(house: House, by: Actor) -> None:
    decides(house, Choice(Verdict.VERIFY, 1, publish=[SHA256]), by)


def works(house: House) -> None:
    tasks = tasks_over(house.parts)
    while leases := house.parts.outbox.claim(10, lease_s=60, now=house.time()):
        for lease in leases:
            tasks[lease.work.kind](lease)


def open_routes(app: APIFlask, kind: str = "") -> list[Rule]:
    """What may be read without a credential, by whoever asks or by whoever holds something."""
    found = [
        (rule, door)
        for rule in app.url_map.iter_rules()
        for door in doors(app.view_functions[rule.endpoint])
        if "GET" in (rule.methods or ()) and is_open(door)
    ]
    return [rule for rule, door in found if door.startswith(kind)]


OF_THE_MACHINE = "/readyz"
"""How much room its disk has at this moment: no city's secret, and never the same twice."""
Told = tuple[int, str, bytes]
"""Status, headers without the time of the answer, and body."""


def told(house: House, kind: str = "") -> dict[str, Told]:
    """What every open route answers, whatever it is asked as."""
    visitor, answers = house.stranger(), {}
    bound = house.app.url_map.bind("localhost")
    for rule in open_routes(house.app, kind):
        if rule.rule == OF_THE_MACHINE:
            continue
        path = bound.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments})
        for headers in ASKED_AS:
            answer = visitor.gets(path, headers=headers)
            key = f"{path} {headers['Accept']} {headers['Accept-Language']}"
            answers[key] = answer.status_code, headers_of(answer), answer.data
    return answers


def headers_of(answer: Any) -> str:
    return "\n".join(sorted(f"{name}: {words}" for name, words in answer.headers if name != "Date"))


def differences(one: House, other: House, kind: str = "") -> list[str]:
    ours, theirs = told(one, kind), told(other, kind)
    return [
        path
        for path, (status, headers, data) in ours.items()
        if (status, headers, FINGERPRINTS.sub(b"", data))
        != (*theirs[path][:2], FINGERPRINTS.sub(b"", theirs[path][2]))
    ]


def test_what_was_published_is_answered_at_all(one: House) -> None:
    answers = told(one)

    shown = {path.split()[0] for path, (status, _, data) in answers.items() if b"Menumpuk di pasar" in data}
    pictures = {
        path.split()[0] for path, (status, *_) in answers.items() if status == 200 and ".webp" in path
    }
    assert shown >= {
        "/",
        f"/kelurahan/{HOME}",
        f"/laporan/{PUBLISHED}",
        f"/api/v1/kelurahan/{HOME}/pack",
        "/api/v1/public/reports",
    }
    assert pictures == {f"/media/{PUBLISHED}/{SHA256}/320.webp"}


def test_no_id_that_is_told_tells_more_than_a_day(one: House) -> None:
    ids = {str(found, "ascii") for *_, data in told(one).values() for found in UUID7.findall(data)}
    made = {new_report_id(one.time()), uuid7()}  # by the form, and as phones do (pwa/shared/uuid.js)

    assert PUBLISHED in ids
    assert {moment_in(each).astimezone(WITA).time() for each in ids | made} == {time()}


def test_nothing_private_tells_two_cities_apart(one: House, tmp_path: Path) -> None:
    for other in lived_in(tmp_path, OTHER):
        assert differences(one, other, "anyone") == []


def test_whoever_holds_a_number_learns_where_a_report_stands_and_nobodys_secrets(
    one: House, tmp_path: Path
) -> None:
    for other in lived_in(tmp_path, replace(OTHER, minute=0, decided=0)):
        assert differences(one, other, "holders") == []


def test_a_neighbour_in_the_next_square_is_told_apart(one: House, tmp_path: Path) -> None:
    """The comparison itself: it would notice a position that is any finer."""
    for other in lived_in(tmp_path, replace(ONE, lat=0.13712)):
        paths = {path.split()[0] for path in differences(one, other)}

        assert paths == {
            "/", f"/kelurahan/{HOME}/kartu.jpg",
            f"/kelurahan/{HOME}", f"/laporan/{PUBLISHED}", f"/api/v1/kelurahan/{HOME}/pack",
            "/api/v1/public/reports", "/api/v1/public/cells", "/peta",
            "/ogc/collections/reports/items", f"/ogc/collections/reports/items/{PUBLISHED}",
            # Whose shared link shows the squares of the kelurahan:
            f"/kelurahan/{HOME}/rt/019", f"/ogc/collections/kelurahan/items/{HOME}",
            "/data/laporan.csv", DUMP,
            # Whose ETag is of the whole document they show a part of:
            f"/kelurahan/{HOME}/cetak", f"/kelurahan/{HOME}/kartu", "/peta/daftar",
            "/open311/v2/requests.json", f"/open311/v2/requests/{PUBLISHED}.json",
        }  # fmt: skip


@pytest.mark.parametrize(("within", "elsewhere"), [("rt", {"rt": "19"}), ("kelurahan", {"rt": "7"})])
def test_of_a_sensitive_category_no_output_tells_more_than_its_rt_or_its_kelurahan(
    within: Sensitive, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    here, there = ONE, replace(ONE, lat=0.13912, lon=117.45504, **elsewhere)  # type: ignore[arg-type]  # its fields
    for first in lived_in(tmp_path, here, SENSITIVE[within]):
        for second in lived_in(tmp_path, there, SENSITIVE[within]):
            assert differences(first, second) == []


def test_the_rt_is_told_of_what_may_be_told_by_rt_alone(tmp_path: Path) -> None:
    for house in lived_in(tmp_path, replace(ONE, rt="23"), SENSITIVE["rt"]):
        page = house.stranger().gets(f"/laporan/{PUBLISHED}", headers={"Accept": "text/html"}).text

        assert "RT 023" in page
        assert "<svg" not in page.split("<main")[1] or 'class="halo"' not in page


DUMP = "/data/bulan/2026-11/laporan-2026-11.csv.gz"
TOKEN = f"/open311/v2/tokens/{PUBLISHED}.json"
"""Says an id back, and nothing of it."""


def test_what_was_published_is_in_the_files_of_its_month_and_taken_back_in_none(tmp_path: Path) -> None:
    for house in lived_in(tmp_path, replace(ONE, pending="")):
        held = house.stranger().gets(DUMP).data
        rejects(house)
        works(house)

        assert b"Menumpuk di pasar" in gzip.decompress(held)
        assert house.stranger().gets(DUMP).status_code == 404
        assert list(house.bucket.list("public/dumps/")) == []


@pytest.mark.parametrize("takes_back", ["rejects", "undoes", "rejects_and_forgets"])
def test_what_is_taken_back_is_in_no_output_any_more(takes_back: str, tmp_path: Path) -> None:
    for house in lived_in(tmp_path, ONE):
        WAYS[takes_back](house)
        works(house)

        assert traces_in(house) == []
        assert {key.split("/")[1] for key in house.bucket.list("public/")} == {"city", HOME}  # counts alone


def test_of_a_sender_who_is_forgotten_nothing_was_told_before_either(tmp_path: Path) -> None:
    for house in lived_in(tmp_path, replace(ONE, pending="")):
        before = told(house, "anyone")
        forgets(house, BUDI)
        kept = house.reports.get(PUBLISHED)

        assert kept.sender.owner != BUDI.owner
        assert told(house, "anyone") == before


def traces_in(house: House) -> list[str]:
    """Outputs open to all that know of the report; its id said back is none."""
    answers = told(house, "anyone")
    traces = (PUBLISHED.encode(), SHA256.encode(), b"Menumpuk di pasar")
    named = [path for path, (status, *_) in answers.items() if PUBLISHED in path and status != 404]
    others = [path for path, (_, headers, data) in answers.items() if PUBLISHED not in path
              and any(trace in data + headers.encode() for trace in traces)]  # fmt: skip
    return [path for path in named if path.split()[0] != TOKEN] + others


def rejects(house: House) -> None:
    """The reviewer changes their mind, and nothing of it is for residents."""
    decides(house, Choice(Verdict.REJECT, house.reports.get(PUBLISHED).version, reason="outside_city"))


def undoes(house: House) -> None:
    decides(house, Choice(Verdict.UNDO, house.reports.get(PUBLISHED).version))


def rejects_and_forgets(house: House) -> None:
    """Before anything is drawn anew its row is gone with its sender."""
    rejects(house)
    forgets(house, BUDI)


WAYS = {way.__name__: way for way in (rejects, undoes, rejects_and_forgets)}


def forgets(house: House, sender: Sender) -> None:
    """As on the page of one's own data, and the hour of grace passes."""
    asking.delete(sender.owner, None, requests=house.parts.requests, people=house.people, now=house.time())
    house.time.passes(GRACE)
    works(house)


def decides(house: House, choice: Choice, by: Actor = SITI) -> None:
    review.decide(
        PUBLISHED,
        choice,
        by=by,
        reports=house.parts.reports,
        catalogue=house.parts.city,
        clock=house.parts.clock,
        queue=house.parts.queue,
    )
