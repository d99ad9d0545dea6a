"""Reports as a plain dictionary: what fast tests stand on, and what every database is measured by."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from backend.reports.moves import PUBLIC
from backend.reports.ports import Held, NotFound, Stale, Work
from backend.reports.report import Echo, Report, Sender, Voice


@dataclass
class KeptReports:
    kept: dict[str, Report] = field(default_factory=dict)

    def ask(self, work: Sequence[Work], due: datetime) -> None:
        raise NotImplementedError

    def get(self, report_id: str) -> Report:
        if report_id not in self.kept:
            raise NotFound(report_id)
        return self.kept[report_id]

    def held(self, report_id: str) -> Held:
        if report_id not in self.kept:
            raise NotFound(report_id)
        r = self.kept[report_id]
        return Held(r.id, r.envelope.digest, r.number, r.sender, r.custody, r.photos)

    def owners_of(self, sender: Sender) -> Collection[str]:
        """Every phone has been its person's from the beginning."""
        return (sender.owner,)

    def append(
        self, report: Report, work: Sequence[Work] = (), *, public: Sequence[str] | None = None
    ) -> None:
        now = self.get(report.id)
        if now.version != report.version - 1:
            raise Stale(now)
        shown = tuple(p if public is None else replace(p, public=p.sha256 in public) for p in report.photos)
        self.kept[report.id] = replace(report, photos=shown)
        self.ask(work, report.steps[-1].at)

    def append_together(
        self,
        report: Report,
        others: Sequence[Report],
        work: Sequence[Work] = (),
        *,
        public: Sequence[str] | None = None,
        members: Mapping[str, Collection[str]],  # noqa: ARG002 - nobody else is there to merge
    ) -> None:
        self.append(report, work, public=public)
        for other in others:
            self.append(other)

    def members(self, heads: Collection[str]) -> dict[str, tuple[Report, ...]]:
        every = sorted(self.kept.values(), key=lambda r: (r.received_at, r.id))
        behind = {head: tuple(r for r in every if r.head == head) for head in heads}
        return {head: reports for head, reports in behind.items() if reports}

    def followers(self, head: str) -> tuple[str, ...]:
        return tuple({r.sender.owner for r in self.kept.values() if r.head == head})

    def published_after(self, report_id: str, limit: int) -> tuple[str, ...]:
        shown = sorted(r.id for r in self.kept.values() if r.state in PUBLIC and r.id > report_id)
        return tuple(shown[:limit])

    def _within(self, kelurahan: Collection[str] | None) -> Iterator[Report]:
        yield from (r for r in self.kept.values() if kelurahan is None or r.kelurahan in kelurahan)

    # Who joined in, and what is said of a repair.

    def add_echo(self, report_id: str, echo: Echo, work: Sequence[Work] = ()) -> bool:
        report = self.kept[report_id]
        if any(_same(kept.by, echo.by) for kept in report.echoes):
            return False
        self.kept[report_id] = replace(report, echoes=(*report.echoes, echo))
        self.ask(work, echo.at)
        return True

    def drop_echo(self, report_id: str, by: Sender, work: Sequence[Work] = (), *, at: datetime) -> bool:
        report = self.kept.get(report_id)
        left = tuple(kept for kept in report.echoes if not _same(kept.by, by)) if report else ()
        if report is None or left == report.echoes:
            return False
        self.kept[report_id] = replace(report, echoes=left)
        self.ask(work, at)
        return True

    # What is said of a repair.

    def set_voice(self, report_id: str, voice: Voice, work: Sequence[Work] = ()) -> None:
        self._unsaid(report_id, voice.by, rated=bool(voice.rating))
        report = self.kept[report_id]
        self.kept[report_id] = replace(report, voices=(*report.voices, voice))
        self.ask(work, voice.at)

    def drop_voice(
        self, report_id: str, by: Sender, work: Sequence[Work] = (), *, rated: bool, at: datetime
    ) -> bool:
        if not self._unsaid(report_id, by, rated=rated):
            return False
        self.ask(work, at)
        return True

    def _unsaid(self, report_id: str, by: Sender, *, rated: bool) -> bool:
        report = self.kept.get(report_id)
        if report is None:
            return False
        left = tuple(v for v in report.voices if bool(v.rating) != rated or not _same(v.by, by))
        self.kept[report_id] = replace(report, voices=left)
        return left != report.voices


def _same(kept: Sender, by: Sender) -> bool:
    """One person, or what a device said before it was anybody's."""
    return kept.owner == by.owner or (kept.device == by.device and kept.person is None)
