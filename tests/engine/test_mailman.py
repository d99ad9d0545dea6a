"""E-mail leaves over a real line."""

from pathlib import Path

import pytest

from backend.mailman import SmtpMailman
from backend.reports.digest_ports import Refused
from backend.reports.notice_ports import Undelivered
from tests.services.certificates import certificate
from tests.services.mail_server import mail_server
from tests.services.ports import free_port


def at(port: int, sender: str = "masdarling@example.org") -> SmtpMailman:
    return SmtpMailman("127.0.0.1", port, "none", sender)


def test_a_message_arrives_as_it_was_written() -> None:
    with mail_server() as office:
        at(office.port).deliver("siti@example.org", "Ringkasan – Senin", "Lewat tenggat: 3.\n.\nSelesai")

    [message] = office.taken
    assert (message["From"], message["To"]) == ("masdarling@example.org", "siti@example.org")
    assert message["Subject"] == "Ringkasan – Senin"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@example.org>")
    assert message.get_content().splitlines()[:3] == ["Lewat tenggat: 3.", ".", "Selesai"]


@pytest.mark.parametrize("told", ["550 5.1.1 nobody of that name", "553 5.1.3 no address", "556 5.1.10 none"])
def test_an_address_at_which_nobody_is_is_told_from_a_server_that_takes_nothing_now(told: str) -> None:
    with mail_server() as office:
        office.refuses = told
        with pytest.raises(Refused, match=told[:3]):
            at(office.port).deliver("x@example.org", "a", "b")


@pytest.mark.parametrize(
    "told",
    [
        "451 later",
        "550 no",
        "550 5.7.1 relaying denied",
        "550 5.1.8 bad sender",
        "554 blocked, see 5.1.1",
        "452 4.2.2 full",
    ],
)
def test_a_server_that_takes_nothing_says_nothing_of_an_address(told: str) -> None:
    with mail_server() as office:
        office.refuses = told
        with pytest.raises(Undelivered, match=told[:3]):
            at(office.port).deliver("x@example.org", "a", "b")


def test_without_a_line_it_is_tried_again() -> None:
    with pytest.raises(Undelivered):
        at(free_port()).deliver("x@example.org", "a", "b")


def test_nobody_writes_a_header_of_their_own() -> None:
    for to in ("x@example.org\r\nBcc: y@example.org", "x@"):
        with mail_server() as office, pytest.raises(Refused):
            at(office.port).deliver(to, "a", "b")

    assert office.taken == []


@pytest.mark.parametrize("sender", ["m@b.id\n", "a@b.id\r\nBcc: c@d.id", "madü@b.id", "x@"])
def test_a_sender_no_letter_can_bear_is_our_fault_and_ends_nothing(sender: str) -> None:
    with mail_server() as office, pytest.raises(Undelivered):
        at(office.port, sender).deliver("x@example.org", "a", "b")

    assert office.taken == []


def test_without_a_server_and_a_sender_there_is_no_mail() -> None:
    assert not SmtpMailman("", 587, "starttls", "a@example.org").is_there
    assert not at(25, sender="").is_there


def test_a_password_is_said_only_behind_starttls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with mail_server(context) as office:
        mailman = SmtpMailman("127.0.0.1", office.port, "starttls", "a@example.org", "masdarling", "rahasia")
        mailman.deliver("siti@example.org", "Ringkasan", "isi")

    assert (len(office.taken), office.is_secret, office.users) == (1, True, ["masdarling"])


def test_a_server_that_is_not_who_it_should_be_is_told_nothing(tmp_path: Path) -> None:
    _, context = certificate(tmp_path)
    with mail_server(context) as office, pytest.raises(Undelivered, match="CERTIFICATE_VERIFY_FAILED"):
        SmtpMailman("127.0.0.1", office.port, "starttls", "a@example.org", "masdarling", "rahasia").deliver(
            "siti@example.org", "Ringkasan", "isi"
        )

    assert (office.taken, office.users) == ([], [])
