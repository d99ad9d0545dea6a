"""A cache set up as docs/deploy.md says: everybody gets through it what they get without it."""

import http.client
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.serving import make_server
from werkzeug.test import encode_multipart

from tests.http.house import OWN_PAGE, PHOTO, House
from tests.http.test_public_caches import pictures
from tests.http.test_public_outputs import (
    FILLED,
    HOME,
    ONE,
    PUBLISHED,
    a_city,
    open_routes,
    rejects,
    works,
)
from tests.http.test_simple import FORM
from tests.services.nginx import Front
from tests.system import eventually

SAID = ("Content-Type", "Content-Encoding", "Content-Language", "ETag", "Location", "Cache-Control", "Vary")
PAGE, PROGRAM = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "*/*"
ASKED_AS = [
    {"Accept": kind, "Accept-Language": tongue, "Accept-Encoding": packing}
    for kind, tongue, packing in product(
        (PAGE, PROGRAM, "application/json"),
        ("id-ID,id;q=0.9,en;q=0.8", "en-US,en;q=0.9,id;q=0.8"),
        ("", "gzip, deflate, br"),
    )
]
SECONDS = 3
"""After which a page that was kept is asked for again."""
Told = tuple[int, dict[str, str | None], bytes]


class Counting:
    """The application, and how often it was asked for what."""

    def __init__(self, house: House) -> None:
        self.house, self.asked = house, Counter[str]()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked[environ["PATH_INFO"]] += 1
        return self.house.app(environ, start)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Counting]:
    house = a_city(tmp_path, ONE, "SMP-01")
    yield Counting(house)
    house.shuts()


@pytest.fixture
def server(city: Counting) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, city, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.port
    server.shutdown()
    thread.join()
    server.server_close()


def gets(port: int, path: str, **headers: str) -> Told:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request("GET", path, headers={name.replace("_", "-"): said for name, said in headers.items()})
    answer = line.getresponse()
    told = answer.status, {name: answer.getheader(name) for name in SAID}, answer.read()
    line.close()
    return told


def open_paths(house: House) -> list[str]:
    bound = house.app.url_map.bind("localhost")
    rules = open_routes(house.app, "anyone")
    built = [bound.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments}) for rule in rules]
    return sorted({*built, *pictures(house), f"/laporan/{PUBLISHED}?suara=beres"})


def test_whoever_asks_through_it_gets_what_they_get_without_it(
    city: Counting, server: int, nginx: Front
) -> None:
    front, paths = nginx(server), open_paths(city.house)

    for path, headers in product(paths, ASKED_AS):
        through, again, without = (gets(port, path, **headers) for port in (front, front, server))
        assert through == again == without, (path, headers)


def test_a_page_is_asked_for_once_by_many_and_each_reads_their_own_language(
    city: Counting, server: int, nginx: Front
) -> None:
    front, path = nginx(server), f"/kelurahan/{HOME}"
    city.asked.clear()

    told = [
        gets(front, path, Accept=PAGE, Cookie=f"md_lang={tongue}; other={n}")
        for n in range(9)
        for tongue in ("id", "en")
    ]

    assert [b'<html lang="id">' in told[0][2], b'<html lang="en">' in told[1][2]] == [True, True]
    assert len({body for *_, body in told}) == 2
    assert city.asked[path] == 2


def test_what_is_taken_back_is_gone_from_it_within_seconds(city: Counting, server: int, nginx: Front) -> None:
    front, path = nginx(server), f"/laporan/{PUBLISHED}"
    assert gets(front, path, Accept=PAGE)[0] == 200

    rejects(city.house)
    works(city.house)

    eventually(lambda: gets(front, path, Accept=PAGE)[0] == 404, within=SECONDS)


def test_a_large_photo_comes_through_by_the_plain_form(server: int, nginx: Front) -> None:
    line = http.client.HTTPConnection("127.0.0.1", nginx(server), timeout=20)
    photo = FileStorage(BytesIO(PHOTO.ljust(5 << 20, b"\0")), "foto.jpg", content_type="image/jpeg")
    boundary, body = encode_multipart({**FORM, "id": "01990000-0000-7000-8000-000000000001", "foto": photo})

    kind = f"multipart/form-data; boundary={boundary}"
    line.request("POST", "/lapor/sederhana", body, {"Content-Type": kind, **OWN_PAGE})
    status = line.getresponse().status
    line.close()

    assert status == 303


def test_what_is_of_one_person_is_never_kept(city: Counting, server: int, nginx: Front) -> None:
    front = nginx(server)
    city.asked.clear()

    for _ in range(3):
        gets(front, "/masuk", Accept=PAGE)
        gets(front, "/api/v1/mine", Accept=PROGRAM)

    assert (city.asked["/masuk"], city.asked["/api/v1/mine"]) == (3, 3)
