"""What the form of the queue says: one verdict about many reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from flask import request

from backend.reports.choices import Choice, Verdict
from backend.reports.moves import State
from backend.reports.ports import NotFound
from backend.reports.report import Report
from backend.reports.taking_back import ALWAYS
from backend.routes.api_duplicates import proposals
from backend.routes.decisions import MANY
from backend.routes.pages_case_can import OFFERED
from backend.wiring import parts
from sync.envelope import Problem, Unreadable

TOGETHER = (Verdict.VERIFY, Verdict.REJECT, Verdict.MERGE, Verdict.ASSIGN)
"""What many may be given with one reason."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A report, and the version of it that the reviewer saw; written `id_version`."""

    report: UUID
    version: int

    @classmethod
    def read(cls, text: str) -> "Pick":
        """Raises Unreadable."""
        report, _, version = text.partition("_")
        try:
            return cls(UUID(report), max(1, int(version[:9])))
        except ValueError as cause:
            raise Unreadable(Problem("pilih", "names a report and a version")) from cause

    def __str__(self) -> str:
        return f"{self.report}_{self.version}"


@dataclass(frozen=True, slots=True)
class Together:
    """One verdict about many. `id` makes a repeat harmless: each decision has one that follows from it."""

    verdict: Verdict
    picks: tuple[Pick, ...]
    id: UUID
    reason: str = ""
    words: str = ""
    head: str = ""
    opd: str = ""

    def choice(self, pick: Pick, report: Report) -> Choice:
        """Without an agency each report goes to the one that is proposed for it."""
        opd = self.opd
        if self.verdict is Verdict.ASSIGN and not opd:
            opd = next((one.opd for one in proposals(report) if one.why), "")
        return Choice(
            self.verdict,
            pick.version,
            reason=self.reason,
            words=self.words,
            head=self.head,
            opd=opd,
            id=str(uuid5(self.id, str(pick))),
        )


def offered(state: State) -> frozenset[str]:
    """Names of the verdicts that many reports of a state may be given."""
    undo = {Verdict.UNDO.value} if state in ALWAYS else set()
    return frozenset(verdict.value for verdict in TOGETHER if state in OFFERED[verdict]) | undo


def filled_in() -> Together:
    """Raises Unreadable when the form is not ours, or names more than may be decided at once."""
    form = request.form
    verdict = form.get("verdict", "")
    if verdict not in {*TOGETHER, Verdict.UNDO}:
        raise Unreadable(Problem("verdict", "is unknown"))
    picks = tuple(Pick.read(text) for text in dict.fromkeys(form.getlist("pilih")))
    if len(picks) > MANY:
        raise Unreadable(Problem("pilih", f"names more than {MANY} reports"))
    head = form.get("head", "").strip() if verdict == Verdict.MERGE else ""
    return Together(
        Verdict(verdict),
        picks,
        _id(form.get("id", "")),
        reason=form.get("reason", "") if verdict == Verdict.REJECT else "",
        words=form.get(f"words-{verdict}", ""),
        head=head or _oldest(picks if verdict == Verdict.MERGE else ()),
        opd=form.get("opd", ""),
    )


def _id(sent: str) -> UUID:
    """Raises Unreadable."""
    try:
        return UUID(sent)
    except ValueError as cause:
        raise Unreadable(Problem("id", "is no UUID")) from cause


def _oldest(picks: tuple[Pick, ...]) -> str:
    """The id of what arrived first of them; empty for none."""
    found = [(report.received_at, report.id) for report in _those_there(picks)]
    return min(found, default=(None, ""))[1]


def _those_there(picks: tuple[Pick, ...]) -> Iterator[Report]:
    for pick in picks:
        try:
            yield parts().reports.get(str(pick.report))
        except NotFound:
            continue
