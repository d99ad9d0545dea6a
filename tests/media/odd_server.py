"""An S3 server that does what a test tells it to: the answers a good one gives once in a million times."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler, bytes], None]
"""Gets the request and its body, and answers or does not."""


@dataclass
class OddServer:
    """`answers` are given in turn, by method; the last one stays. `asked` is what came in."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, handler: Handler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        self.asked.append(handler.command)
        turn = self.answers[handler.command]
        (turn.pop(0) if len(turn) > 1 else turn[0])(handler, body)


def reply(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: Handler, _: bytes) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    return answer


def refuse(status: int, code: str) -> Answer:
    return reply(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())


def taken(handler: Handler, body: bytes) -> None:
    """A put that went well."""
    reply(200, ETag=f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"')(handler, body)


def hang_up(handler: Handler, _: bytes) -> None:
    """The answer is lost."""
    handler.close_connection = True


@contextmanager
def odd_server(**answers: list[Answer]) -> Iterator[OddServer]:
    """Answers by method: `odd_server(PUT=[hang_up, taken])`."""
    odd = OddServer(answers)

    class OneRequest(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            odd.serve(self)
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), OneRequest) as server:
        odd.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield odd
        finally:
            server.shutdown()
            thread.join()
