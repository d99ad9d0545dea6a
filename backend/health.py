"""What this installation depends on, and how each of it is, in words: for /readyz and `masdarling doctor`."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, field
from threading import Lock

from backend.privacy import erasing
from backend.privacy.ports import ALARM
from backend.wiring import Parts

PATIENCE_S = 3.0
"""A dependency that takes longer to answer counts as away."""
KEPT_S = 5.0
"""Findings are kept for so long: whoever asks often learns nothing new and costs nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`vital`: without it no report can be taken."""

    name: str
    well: bool
    words: str
    vital: bool = False


def database(parts: Parts) -> str:
    backlog = parts.outbox.backlog()
    return f"answers; {backlog.get('due', 0)} pieces of work due, {backlog.get('leased', 0)} in hand"


def bucket(parts: Parts) -> str:
    parts.bucket.check()
    return "takes and gives bytes"


def work(parts: Parts) -> str:
    if dead := parts.outbox.backlog().get("dead", 0):
        raise Trouble(f"{dead} pieces of work failed for good: see `masdarling doctor`")
    return "nothing failed for good"


def register(parts: Parts) -> str:
    return f"version {parts.city.version} of the city register is in force"


def requests(parts: Parts) -> str:
    now = parts.clock()
    if late := parts.requests.waiting(now - ALARM):
        raise Trouble(f"{len(late)} requests to delete wait for more than 48 hours; 72 are promised")
    if left := erasing.bytes_left(parts.outbox, now):
        raise Trouble(f"{left} removals of what reports left in the bucket are 48 hours late, or failed")
    return f"{len(parts.requests.waiting(now))} to delete are open, none for long"


class Trouble(Exception):
    """It answers, and says that something is wrong."""


CHECKS: tuple[tuple[str, Callable[[Parts], str], bool], ...] = (
    ("database", database, True),
    ("bucket", bucket, False),
    ("work", work, False),
    ("register", register, False),
    ("requests", requests, False),
)
"""Name, check, vital. The bucket is not: words are taken without it, and photos wait on the phone."""


def look(parts: Parts) -> tuple[Finding, ...]:
    """Ask each dependency, at most PATIENCE_S together."""
    pool = ThreadPoolExecutor(len(CHECKS), thread_name_prefix="health")
    asked = [(name, vital, pool.submit(check, parts)) for name, check, vital in CHECKS]
    end = time.monotonic() + PATIENCE_S
    findings = []
    for name, vital, answer in asked:
        try:
            words, well = answer.result(max(0.0, end - time.monotonic())), True
        except TookTooLong:
            words, well = f"no answer within {PATIENCE_S:g} s", False
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            words, well = str(error) or type(error).__name__, False
        findings.append(Finding(name, well, words, vital))
    pool.shutdown(wait=False)
    return tuple(findings)


@dataclass(slots=True)
class Watch:
    """The findings of the last KEPT_S seconds; one thread looks, the others wait for it."""

    parts: Parts
    _findings: tuple[Finding, ...] = ()
    _until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def findings(self) -> tuple[Finding, ...]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._findings = look(self.parts)
                self._until = time.monotonic() + KEPT_S
            return self._findings
