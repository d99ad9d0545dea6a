"""A look at the whole installation, for whoever keeps it running."""

from dataclasses import dataclass
from typing import Any

from backend.health import Finding, look
from backend.reports.ports import Lease
from backend.secrets_kept import is_secret
from backend.wiring import Parts

TODO = {
    "database": "is the server running, and MASDARLING_DATABASE_URL right?",
    "bucket": "is the server or disk there, and MASDARLING_BUCKET right?",
    "work": "mend what the errors say, then `masdarling doctor --revive`",
    "register": "`masdarling city check`",
    "secret key": "set MASDARLING_SECRET_KEY to a long random text (`masdarling run` makes one by itself)",
}


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
        told = [f"  {name:16} {value}" for name, value in self.configured.items()]
        for finding in self.findings:
            told.append(f"{'ok   ' if finding.well else 'WRONG'} {finding.name:12} {finding.words}")
            if not finding.well and finding.name in TODO:
                told.append(f"                   -> {TODO[finding.name]}")
        told += [f"laid aside: {_named(lease)}: {error}" for lease, error in self.dead]
        return told

    def facts(self) -> dict[str, Any]:
        return {
            "well": self.well,
            "configured": self.configured,
            "findings": [{"name": f.name, "well": f.well, "words": f.words} for f in self.findings],
            "dead": [{"work": _named(lease), "error": error} for lease, error in self.dead],
        }


def examine(parts: Parts) -> Examination:
    findings = (_key(parts), *look(parts))
    reachable = next(f.well for f in findings if f.name == "database")
    return Examination(_configured(parts), findings, parts.outbox.dead() if reachable else ())


def _configured(parts: Parts) -> dict[str, str]:
    chosen = parts.settings
    return {
        "data": str(chosen.data.absolute()),
        "database": chosen.database.rsplit("@", 1)[-1],
        "bucket": chosen.bucket_address + (f" at {chosen.s3_endpoint}" if chosen.s3_endpoint else ""),
        "broker": chosen.broker_url.rsplit("@", 1)[-1] or "none: the worker finds its work",
        "base url": chosen.base_url,
        "public reporting": "on" if chosen.public_reporting else "off",
    }


def _key(parts: Parts) -> Finding:
    key = parts.settings.secret_key.get_secret_value()
    if key and not is_secret(key):
        return Finding("secret key", well=False, words="too short, or too easy to guess")
    if key:
        return Finding("secret key", well=True, words="set")
    if (parts.settings.data / "secret-key").exists():
        return Finding("secret key", well=True, words="made by `run` and kept in DATA")
    return Finding("secret key", well=False, words="missing")


def _named(lease: Lease) -> str:
    return f"{lease.work.kind.value} {lease.work.report} {lease.work.photo[:8]}".rstrip()
