"""Messages reach a real push service, opened there as a browser opens them; and no machine of our own."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Thread

import pytest

from backend.postman import WebPushPostman
from backend.push_line import Inside, Line
from backend.reports.notice_ports import Gone, Subscription, Undelivered
from backend.settings import Settings
from tests.services.push_service import PushService, push_service

KEY = "p5V83kYzQQLdwxTX84MMyqAKjTs5y3ufasYhpS_VSPU"
MESSAGE = json.dumps({"web_push": 8030})


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.fixture
def postman() -> WebPushPostman:
    return WebPushPostman(KEY, subject="mailto:admin@example.org", anywhere=True)


def to(service: PushService, endpoint: str = "") -> Subscription:
    asked = service.subscription()
    keys = asked["keys"]
    now = datetime(2026, 11, 23, 4, tzinfo=UTC)
    return Subscription("d", "o", endpoint or asked["endpoint"], keys["p256dh"], keys["auth"], "id", now)


def test_a_message_is_opened_by_the_browser_it_was_sealed_for(
    service: PushService, postman: WebPushPostman
) -> None:
    postman.deliver(to(service), MESSAGE, topic="t" * 32, ttl_s=60)

    [(said, headers)] = service.taken
    assert said == {"web_push": 8030}
    assert (headers["topic"], headers["ttl"], headers["content-encoding"]) == ("t" * 32, "60", "aes128gcm")
    assert postman.key in headers["authorization"]


@pytest.mark.parametrize(
    "address",
    [
        "https://lapor.example.org",
        "https://lapor.example.org:8443",
        "https://lapor",
        "https://[2001:db8::1]:8443",
        "https://10.0.0.8",
        "http://localhost:8000",
    ],
)
def test_wherever_the_site_is_reached_a_message_says_who_runs_it(service: PushService, address: str) -> None:
    subject = Settings(base_url=address).vapid_contact

    WebPushPostman(KEY, subject=subject, anywhere=True).deliver(to(service), MESSAGE, topic="t", ttl_s=60)

    assert service.taken


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_went_away_is_gone(service: PushService, postman: WebPushPostman, status: int) -> None:
    service.answers = [(status, {})]

    with pytest.raises(Gone):
        postman.deliver(to(service), MESSAGE, topic="t", ttl_s=60)


@pytest.mark.parametrize("point", ["A" * 87, "B" * 87, "BA" + "A" * 85])
def test_a_browser_whose_keys_are_none_is_gone(
    service: PushService, postman: WebPushPostman, point: str
) -> None:
    with pytest.raises(Gone):
        postman.deliver(replace(to(service), p256dh=point), MESSAGE, topic="t", ttl_s=60)

    assert service.asked == 0


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        ((429, {"Retry-After": "90"}), 90),
        ((429, {"Retry-After": "9" * 400}), 3600),
        ((500, {}), 0),
        ((302, {"Location": "http://127.0.0.1:1/"}), 0),
    ],
)
def test_whatever_else_it_answers_is_tried_again(
    service: PushService, postman: WebPushPostman, answer: tuple[int, dict[str, str]], wait: float
) -> None:
    service.answers = [answer]

    with pytest.raises(Undelivered) as refused:
        postman.deliver(to(service), MESSAGE, topic="t", ttl_s=60)

    assert refused.value.retry_after_s == wait
    assert service.asked == 1  # no redirect is followed


def test_a_push_service_that_is_away_is_tried_again(service: PushService, postman: WebPushPostman) -> None:
    with pytest.raises(Undelivered):
        postman.deliver(to(service, "http://127.0.0.1:9/x"), MESSAGE, topic="t", ttl_s=60)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x",
        "https://127.0.0.1/x",
        "https://10.0.0.8/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:10.0.0.8]/x",
        "https://[64:ff9b::a00:8]/x",
        "https://[2002:a00:8::1]/x",
        "https://[::127.0.0.1]/x",
        "https://[fec0::1]/x",
        "https://224.0.0.1/x",
        "https://localhost/x",
        "https://localhost./x",
        "https://bucket.internal/x",
        "https://name:word@push.example.org/x",
        "https://push.example.org:port/x",
        "https://push.example.org/a\0b",
        "https://push.example.org/a b",
        "https://push.example.org/a\nb",
        "https://push.example.org/é",
        "https://push..example.org/x",
        "ftp://push.example.org/x",
        "",
    ],
)
def test_an_address_that_leads_inside_is_none(endpoint: str) -> None:
    assert not WebPushPostman(KEY, subject="mailto:a@b.c").reaches(endpoint)


def test_an_address_of_a_push_service_is_one() -> None:
    assert WebPushPostman(KEY, subject="mailto:a@b.c").reaches("https://fcm.googleapis.com/fcm/send/abc")


def test_a_name_that_turns_out_to_lead_inside_is_not_spoken_to(service: PushService) -> None:
    with pytest.raises(Inside):
        Line().post(f"{service.url}/x", data=b"", headers={}, timeout=5)

    assert service.asked == 0


def test_an_answer_that_never_ends_is_not_listened_to_for_long() -> None:
    asked = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip, args=(server, asked), daemon=True).start()
        endpoint = f"http://127.0.0.1:{server.getsockname()[1]}/x"

        with pytest.raises(TimeoutError):
            Line(anywhere=True).post(endpoint, data=b"", headers={}, timeout=0.5)

    assert asked.is_set()


def drip(server: socket.socket, asked: Event) -> None:
    """One byte of a header now and then, as long as anybody listens; a while at the most."""
    link, _ = server.accept()
    asked.set()
    with link, suppress(OSError):
        link.sendall(b"HTTP/1.1 201 Created\r\n")
        for _ in range(100):
            link.sendall(b"x")
            time.sleep(0.1)
        link.sendall(b": y\r\nContent-Length: 0\r\n\r\n")


def test_without_a_key_nobody_is_told() -> None:
    assert WebPushPostman("", subject="mailto:a@b.c").key == ""
