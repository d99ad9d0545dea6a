"""A mail server on this machine (RFC 5321): takes messages, and refuses what it is told to."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any

ANSWERS = {b"QUIT": "500 never heard of parting"}
"""To be sure that nothing depends on it."""


@dataclass
class MailServer:
    """`refuses` is what every recipient is answered; what was taken lies in `taken`."""

    port: int = 0
    refuses: str = ""
    taken: list[EmailMessage] = field(default_factory=list)


def _plain(line: bytes) -> bytes:
    """A dot at the beginning of a line travels as two (RFC 5321, 4.5.2)."""
    return line[1:] if line.startswith(b"..") else line


@contextmanager
def mail_server() -> Iterator[MailServer]:
    office = MailServer()

    class Desk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            while line := self.rfile.readline():
                word = line.split()[0].upper() if line.split() else b""
                self._answer(word)
                if word == b"QUIT":
                    return

        def _answer(self, word: bytes) -> None:
            if word == b"DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                message: Any = message_from_bytes(b"".join(map(_plain, lines)), policy=policy.default)
                office.taken.append(message)
            refused = office.refuses if word == b"RCPT" else ""
            self._say(refused or ANSWERS.get(word, "250 so be it"))

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Desk) as server:
        office.port = server.server_address[1]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield office
        server.shutdown()
