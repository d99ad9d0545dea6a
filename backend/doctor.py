"""A look at the whole installation, for whoever keeps it running."""

import os
import shutil
import socket
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from backend.health import Finding, look
from backend.reports.ports import Lease, Unavailable
from backend.secrets_kept import is_secret
from backend.wiring import Parts

TODO = {
    "database": "is its server running (or its disk there), and MASDARLING_DATABASE_URL right?",
    "wall": "run that as an administrator of PostgreSQL, then start Masdarling again",
    "bucket": "is its server running (or its disk there), and MASDARLING_BUCKET right?",
    "broker": "is it running, and MASDARLING_BROKER_URL right? Nothing is lost meanwhile, it waits",
    "work": "mend what the errors say, then `masdarling doctor --revive`",
    "register": "`masdarling city check`",
    "requests": "is a worker running? `masdarling doctor --revive` tries again what was laid aside",
    "secret key": "set MASDARLING_SECRET_KEY to a long random text (`masdarling run` makes one by itself)",
    "data": "make room, or let MASDARLING_DATA name a folder that can be written",
    "address": "set MASDARLING_BASE_URL to the https:// address people open",
    "push": "MASDARLING_PUSH_ANYWHERE is for tests: take it away",
}
ROOM_BYTES = 1 << 30
PORTS = {"redis": 6379, "rediss": 6379, "amqp": 5672, "amqps": 5671}
PATIENCE_S = 3.0


@dataclass(frozen=True, slots=True)
class Examination:
    """`configured` are settings without secrets; `dead` is work that was laid aside, with its error."""

    configured: dict[str, str]
    findings: tuple[Finding, ...]
    dead: tuple[tuple[Lease, str], ...]

    @property
    def well(self) -> bool:
        return all(finding.well for finding in self.findings)

    def lines(self) -> list[str]:
        told = [f"      {name:12} {value}" for name, value in self.configured.items()] + [""]
        for finding in self.findings:
            told.append(f"{'ok   ' if finding.well else 'WRONG'} {finding.name:12} {finding.words}")
            if not finding.well:
                told.append(f"      {'':12} -> {TODO[finding.name]}")
        told += [
            f"laid aside: {named(lease)}, attempt {lease.attempt}: {error}" for lease, error in self.dead
        ]
        return told

    def facts(self) -> dict[str, Any]:
        return {
            "well": self.well,
            "configured": self.configured,
            "findings": [
                {"name": f.name, "well": f.well, "words": f.words, "todo": "" if f.well else TODO[f.name]}
                for f in self.findings
            ],
            "dead": [{"work": named(lease), "error": error} for lease, error in self.dead],
        }


def examine(parts: Parts) -> Examination:
    others = (_wall, _broker, _key, _data, _address, _push)
    seen = (*look(parts), *(check(parts) for check in others))
    findings = tuple(replace(finding, words=finding.words.partition("\n")[0]) for finding in seen)
    try:
        dead = parts.outbox.dead()
    except Unavailable:
        dead = ()
    return Examination(_configured(parts), findings, dead)


def named(lease: Lease) -> str:
    """A piece of work, for people."""
    return f"{lease.work.kind.value} of report {lease.work.report} {lease.work.photo[:8]}".rstrip()


def bare(url: str) -> str:
    """An address without name and password."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rsplit('@', 1)[-1]}"


def _configured(parts: Parts) -> dict[str, str]:
    chosen = parts.settings
    return {
        "data": str(chosen.data.absolute()),
        "database": bare(chosen.database),
        "bucket": chosen.bucket_address + (f" at {chosen.s3_endpoint}" if chosen.s3_endpoint else ""),
        "broker": bare(chosen.broker_url) or "none: the worker finds its work itself",
        "address": chosen.base_url,
        "strangers": "may report" if chosen.public_reporting else "may not report",
    }


def _wall(parts: Parts) -> Finding:
    """Not vital: pages answer all the same."""
    try:
        lacking = parts.public.lacking()
    except Unavailable:
        return Finding("wall", well=True, words="not asked: the database does not answer")
    if lacking:
        words = f"the database does not confine pages that are open to all: {lacking}"
        return Finding("wall", well=False, words=words)
    return Finding("wall", well=True, words="pages open to all reach what was published, and nothing else")


def _broker(parts: Parts) -> Finding:
    """Whether somebody listens there. Not vital: without it beat finds the work."""
    if parts.settings.embedded:
        return Finding("broker", well=True, words="none is needed")
    url = urlsplit(parts.settings.broker_url)
    place = (url.hostname or "localhost", url.port or PORTS.get(url.scheme, 0))
    try:
        socket.create_connection(place, timeout=PATIENCE_S).close()
    except OSError as error:
        return Finding("broker", well=False, words=f"{place[0]}:{place[1]}: {error}")
    return Finding("broker", well=True, words="answers")


def _key(parts: Parts) -> Finding:
    key = parts.settings.secret_key.get_secret_value()
    if key and not is_secret(key):
        return Finding("secret key", well=False, words="too short, or too easy to guess")
    if key:
        return Finding("secret key", well=True, words="set")
    if (parts.settings.data / "secret-key").exists():
        return Finding("secret key", well=True, words="made by `run` and kept in DATA")
    return Finding("secret key", well=False, words="missing")


def _data(parts: Parts) -> Finding:
    folder = parts.settings.data
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("data", well=False, words=f"{folder.absolute()} cannot be written")
    free = shutil.disk_usage(folder).free
    return Finding("data", well=free > ROOM_BYTES, words=f"{free / (1 << 30):.1f} GiB free")


def _address(parts: Parts) -> Finding:
    """Phones keep things offline, and give their position, for https:// and for this machine only."""
    url = urlsplit(parts.settings.base_url)
    if url.scheme == "https" or url.hostname in {"localhost", "127.0.0.1", "::1"}:
        return Finding("address", well=True, words=parts.settings.base_url)
    return Finding("address", well=False, words=f"{parts.settings.base_url}: phones demand https://")


def _push(parts: Parts) -> Finding:
    chosen = parts.settings
    if chosen.push_anywhere:
        return Finding("push", well=False, words="a phone may have messages sent to machines of this network")
    if chosen.vapid_private_key.get_secret_value():
        return Finding("push", well=True, words="phones are told what becomes of their reports")
    if (chosen.data / "vapid-key").exists():
        return Finding("push", well=True, words="`run` has made a key and keeps it in DATA")
    return Finding("push", well=True, words="off: no phone is told what becomes of its reports")
