"""A mail server on this machine (RFC 5321): takes messages, and refuses what it is told to."""

import base64
import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any, cast

ANSWERS = {b"QUIT": "500 never heard of parting"}
"""To be sure that nothing depends on it."""


@dataclass
class MailServer:
    """`refuses` is what every recipient is answered; what was taken lies in `taken`.

    With `secret` it offers STARTTLS (RFC 3207), and signs in whoever asks after that (RFC 4954): `users`.
    """

    secret: ssl.SSLContext | None = None
    port: int = 0
    refuses: str = ""
    taken: list[EmailMessage] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    is_secret: bool = False
    """Whether the last message came over TLS."""


class _Server(socketserver.ThreadingTCPServer):
    def __init__(self, office: MailServer) -> None:
        self.office = office
        super().__init__(("127.0.0.1", 0), _Desk)


class _Desk(socketserver.StreamRequestHandler):
    @property
    def office(self) -> MailServer:
        return cast(_Server, self.server).office

    @property
    def is_secret(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            word, *more = line.split() or [b""]
            self.answer(word.upper(), more)
            if word.upper() == b"QUIT":
                break
        if self.is_secret:
            self.connection.close()

    def answer(self, word: bytes, more: list[bytes]) -> None:
        own = {b"EHLO": self.greet, b"STARTTLS": self.hide, b"AUTH": self.sign_in}
        if self.office.secret and word in own:
            return own[word](more)
        if word == b"DATA":
            self.take()
        refused = self.office.refuses if word == b"RCPT" else ""
        return self.say(refused or ANSWERS.get(word, "250 so be it"))

    def greet(self, _: list[bytes]) -> None:
        self.say("250-here\r\n250 " + ("AUTH PLAIN" if self.is_secret else "STARTTLS"))

    def hide(self, _: list[bytes]) -> None:
        self.say("220 go on")
        assert self.office.secret
        self.connection = self.office.secret.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)

    def sign_in(self, more: list[bytes]) -> None:
        self.office.users.append(base64.b64decode(more[-1]).split(b"\0")[1].decode())
        self.say("235 welcome")

    def take(self) -> None:
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        message: Any = message_from_bytes(b"".join(map(_plain, lines)), policy=policy.default)
        self.office.taken.append(message)
        self.office.is_secret = self.is_secret

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def _plain(line: bytes) -> bytes:
    """A dot at the beginning of a line travels as two (RFC 5321, 4.5.2)."""
    return line[1:] if line.startswith(b"..") else line


@contextmanager
def mail_server(secret: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    office = MailServer(secret)
    with _Server(office) as server:
        office.port = server.server_address[1]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield office
        server.shutdown()
