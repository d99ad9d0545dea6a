"""A web program with little patience and two threads, so that a test need not wait nor knock often."""

from collections.abc import Callable, Iterable
from typing import Any

from backend.patient import PatientWorker

LARGE = 64 << 20
"""Bytes: more than anything between holds."""


class HastyWorker(PatientWorker):
    arrives_s = 0.5
    takes_s = 1
    ends_s = 2.0
    looks_every_s = 0.05


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Reads what is announced and says how much came; at /large sends LARGE bytes."""
    if environ["PATH_INFO"] == "/large":
        start("200 OK", [("Content-Type", "text/plain")])
        return (bytes(1 << 20) for _ in range(LARGE >> 20))
    came = str(len(environ["wsgi.input"].read())).encode()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(came)))])
    return [came]
