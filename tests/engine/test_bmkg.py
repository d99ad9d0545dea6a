"""BMKG over a real line, and whatever else may answer in its place."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest

from backend import bmkg
from backend.bmkg import Bmkg
from backend.residents.weather import Unanswered, Unreadable

ALERT = """<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><info><event>Hujan Lebat</event>
<headline>Hujan lebat disertai petir di Kalimantan Timur</headline>
<description>Terjadi di {where} dan sekitarnya.</description>
<expires>2026-11-23T14:00:00+08:00</expires></info></alert>"""
FEED = """<rss version="2.0"><channel>
<item><title>Hujan Lebat di Papua</title><link>{here}/papua.xml</link></item>
<item><title>Hujan Lebat di Kalimantan Timur</title><link>{here}/kaltim.xml</link></item>
<item><title>Hujan Lebat di Kalimantan Timur</title><link>http://169.254.169.254/secrets</link></item>
</channel></rss>"""


@dataclass
class Service:
    """What is answered by path: bytes, or a status; `asked` are the paths."""

    here: str = ""
    answers: dict[str, bytes | int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    slow_s: float = 0.0

    @property
    def client(self) -> Bmkg:
        return Bmkg(f"{self.here}/prakiraan-cuaca", f"{self.here}/alerts")


@pytest.fixture
def service() -> Iterator[Service]:
    told = Service()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            answer = told.answers.get(self.path.split("?")[0], 404)
            self.send_response(200 if isinstance(answer, bytes) else answer)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            for n in range(0, len(answer) if isinstance(answer, bytes) else 0, 65_536):
                sleep(told.slow_s)
                self.wfile.write(answer[n : n + 65_536])  # type: ignore[index]  # bytes

        def log_message(self, *_: object) -> None:
            """Nothing: pytest shows it otherwise."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.here = f"http://127.0.0.1:{server.server_port}"
    yield told
    server.shutdown()
    server.server_close()


def test_a_kelurahan_is_asked_for_by_its_code_of_the_ministry(service: Service) -> None:
    service.answers["/prakiraan-cuaca"] = json.dumps({"data": []}).encode()

    assert service.client.forecast("64.74.01.1001") == {"data": []}
    assert service.asked == ["/prakiraan-cuaca?adm4=64.74.01.1001"]


@pytest.mark.parametrize("status", [302, 403, 404, 429, 500])
def test_a_refusal_may_heal_and_no_redirect_is_followed(service: Service, status: int) -> None:
    service.answers |= {"/prakiraan-cuaca": status, "/elsewhere": b"{}"}

    with pytest.raises(Unanswered):
        service.client.forecast("x")

    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"[" * 100_000, b"\xff\xfe\x00", b" " * (bmkg.ANSWER_MAX + 1)]
)
def test_an_answer_that_is_no_json_is_unreadable(service: Service, data: bytes) -> None:
    service.answers["/prakiraan-cuaca"] = data

    with pytest.raises(Unreadable):
        service.client.forecast("x")


def test_nobody_there_may_heal() -> None:
    with pytest.raises(Unanswered):
        Bmkg("http://127.0.0.1:1/x", "").forecast("x")


def test_a_file_is_no_service() -> None:
    with pytest.raises(Unanswered):
        Bmkg("file:///etc/passwd", "").forecast("x")


def test_who_answers_drop_by_drop_is_not_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bmkg, "PATIENCE_S", 0.3)
    service.answers["/prakiraan-cuaca"], service.slow_s = b" " * 400_000, 0.15

    with pytest.raises(Unanswered):
        service.client.forecast("x")


def test_a_warning_for_the_city_is_told_and_no_link_leads_elsewhere(service: Service) -> None:
    service.answers["/alerts"] = FEED.format(here=service.here).encode()
    service.answers["/kaltim.xml"] = ALERT.format(where="Bontang, Samarinda").encode()

    told = service.client.warnings()

    assert told == [
        {
            "event": "Hujan Lebat",
            "words": "Hujan lebat disertai petir di Kalimantan Timur",
            "until": "2026-11-23T06:00:00+00:00",
        }
    ]
    assert service.asked == ["/alerts", "/kaltim.xml"]


def test_a_warning_for_other_cities_is_none_of_ours(service: Service) -> None:
    service.answers["/alerts"] = FEED.format(here=service.here).encode()
    service.answers["/kaltim.xml"] = ALERT.format(where="Balikpapan").encode()

    assert service.client.warnings() == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><rss>&a;</rss>',
        b"<rss>" * 5,
        b'<?xml version="1.0" encoding="nope"?><rss/>',
    ],
)
def test_a_feed_that_is_none_is_unreadable(service: Service, data: bytes) -> None:
    service.answers["/alerts"] = data

    with pytest.raises(Unreadable):
        service.client.warnings()


def test_without_an_address_for_warnings_nobody_is_asked(service: Service) -> None:
    assert Bmkg(service.here, "").warnings() == []
    assert service.asked == []
