"""A line of the audit log in words: names instead of ids and codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from backend.audit.line import Line
from backend.reports.ports import NotFound, Reports
from backend.routes.pages_labels import agency, category_label, kelurahan_name
from backend.words import knows, say

ACTS = (
    "sign_in", "sign_in_refused", "sign_out", "prove",
    "verify", "reject", "ask", "merge", "reopen", "resolve", "move", "assign", "show", "undo",
    "take_over", "claim", "let_go",
    "open_original", "export", "take", "import_bundle",
    "make_invitation", "revoke_invitation", "make_return_link", "invite",
    "rename", "change_password", "end_one", "end_others", "end_device", "set_app_up", "remove_app", "add",
    "remove_passkey", "make_codes", "choose_digest", "own_browser",
    "correct", "consent", "delete", "take_back",
    "add_person", "change_grants", "make_password_link", "choose_password", "end_sessions", "disable_person",
    "enable_person", "reset_factor",
    "change_register", "return_register", "import_boundaries", "save_view", "rename_view", "remove_view",
    "restore", "retention", "forget", "add_client", "end_client",
)  # fmt: skip
"""What there are words for, in the order in which they are offered. Others are shown as they are called."""
SHORT = 12
"""Characters of an id that nothing is known about."""


@dataclass(frozen=True, slots=True)
class Told:
    """`href`: where the object is read, if anywhere. `facts`: what else the line says, in words."""

    seq: int
    at: datetime
    who: str
    act: str
    what: str
    href: str
    facts: tuple[str, ...]
    refused: bool


@dataclass(slots=True)
class Teller:
    """`names` of people by their ids. A report is looked up once."""

    names: Mapping[str, str]
    reports: Reports
    _numbers: dict[str, str] = field(default_factory=dict)

    def told(self, line: Line) -> Told:
        entry = line.entry
        report = entry.object if entry.kind == "report" else entry.detail.get("report", "")
        number = self._number(report)
        facts = {name: value for name, value in entry.detail.items() if name not in {"report", "refused"}}
        return Told(
            seq=line.seq,
            at=line.at,
            who=entry.who.name or _word(f"audit.by.{entry.who.kind}", entry.who.kind),
            act=_word(f"audit.act.{entry.action}", entry.action),
            what=self._what(entry.kind, entry.object, number),
            href=f"/baca/{report}" if number else "",
            facts=tuple(_fact(name, value) for name, value in facts.items()),
            refused="refused" in entry.detail,
        )

    def _what(self, kind: str, what: str, number: str) -> str:
        called = _word(f"audit.kind.{kind}", kind) if kind else ""
        if kind == "report" and number:
            return number
        if kind == "photo" and number:
            return f"{called} {what[:SHORT]}, {number}"
        known = {"person": lambda: self.names.get(what, ""), "kelurahan": lambda: kelurahan_name(what)}
        name = known[kind]() if kind in known and what else ""
        return " ".join(part for part in (called, name or what[:SHORT]) if part)

    def _number(self, report: str) -> str:
        """Empty for what is no report, or no longer one."""
        if report and report not in self._numbers:
            try:
                self._numbers[report] = self.reports.get(report).number
            except NotFound:
                self._numbers[report] = ""
        return self._numbers.get(report, "")


VALUES: Mapping[str, Callable[[str], str]] = {
    "kelurahan": kelurahan_name,
    "scope": kelurahan_name,
    "category": category_label,
    "opd": agency,
    "state": lambda value: _word(f"shared.state.{value}", value),
    "role": lambda value: _word(f"staff.role.{value}", value),
    "why": lambda value: _word(f"original.why.{value}", value),
}


def _fact(name: str, value: str) -> str:
    told = VALUES[name](value) if name in VALUES else value
    return f"{_word(f'audit.fact.{name}', name)}: {told}"


def _word(key: str, code: str) -> str:
    """One of a newer version, for which there are no words yet, is shown as it is."""
    return say(key) if knows(key) else code
