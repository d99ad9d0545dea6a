"""Where reports are kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from backend.reports.moves import State
from backend.reports.ports.kept import Charge, Chunk, Held, Line, Page, Progress, Reckoned, Turn, Wanted
from backend.reports.ports.work import Work
from backend.reports.report import Echo, Report, Sender, Voice
from sync.envelope import Place

COUNT_MAX = 1_000
"""How far it is counted what somebody is to read."""


class Reports(Protocol):
    def add(self, report: Report, work: Sequence[Work] = ()) -> None:
        """Keep a new report with its first step and promised photos. Raises Taken, NumberTaken.

        Raises Unavailable, too, while what a removed report of that id left is being removed.
        """

    def get(self, report_id: str) -> Report:
        """Raises NotFound."""

    def held(self, report_id: str) -> Held:
        """Raises NotFound."""

    def by_number(self, number: str) -> Report:
        """Raises NotFound."""

    def append(
        self, report: Report, work: Sequence[Work] = (), *, public: Sequence[str] | None = None
    ) -> None:
        """Append the report's newest step; `public`, when given, names the photos shown from now on.

        Raises Stale when the kept report is not exactly one step behind.
        """

    def append_together(
        self,
        report: Report,
        others: Sequence[Report],
        work: Sequence[Work] = (),
        *,
        public: Sequence[str] | None = None,
        members: Mapping[str, Collection[str]],
    ) -> None:
        """Append the newest step of a report that is merged or parted, and of the `others` that go with it.

        `members` says which ids must stand behind which head afterwards. Raises Stale when the report is not
        exactly one step behind, Regrouped when anything else is not as it was read.
        """

    def members(self, heads: Collection[str]) -> dict[str, tuple[Report, ...]]:
        """The reports merged into each of these, oldest first; heads of none are left out."""

    def followers(self, head: str) -> tuple[str, ...]:
        """Owners of the reports merged into it, each once."""

    def near(
        self, place: Place, *, since: datetime, states: Collection[State], limit: int
    ) -> tuple[Report, ...]:
        """Those since then in the cells around the place, newest first: all within 440 m, and some more."""

    def add_echo(self, report_id: str, echo: Echo, work: Sequence[Work] = ()) -> bool:
        """False, and no work, when that sender's is kept already. The archive lacks it from then on."""

    def drop_echo(self, report_id: str, by: Sender, work: Sequence[Work] = (), *, at: datetime) -> bool:
        """False, and no work, when there was none. `at` is when the work is due."""

    def set_voice(self, report_id: str, voice: Voice, work: Sequence[Work] = ()) -> None:
        """Instead of what that sender said before of the same kind. The archive lacks it from then on."""

    def drop_voice(
        self, report_id: str, by: Sender, work: Sequence[Work] = (), *, rated: bool, at: datetime
    ) -> bool:
        """The sender's rating, or else the confirmation. False, and no work, when there was none."""

    def answer(self, report: Report, work: Sequence[Work] = ()) -> None:
        """Append the report's newest step together with its newest reply and the photos that one promises.

        Raises Stale when the kept report is not exactly one step behind.
        """

    def chunks(self, report_id: str, photo: str) -> tuple[Chunk, ...]:
        """Acknowledged chunks by offset; they touch one another."""

    def add_chunk(
        self, report_id: str, photo: str, chunk: Chunk, *, last: bool, at: datetime, work: Sequence[Work] = ()
    ) -> Progress:
        """Acknowledge a chunk whose bytes are durable already. `last` completes the photo.

        `work` is committed only with the last chunk. When it is the last chunk of the last photo the report
        becomes complete. Raises NotFound, WrongOffset.
        """

    def start_over(self, report_id: str, photo: str) -> None:
        """Forget the photo's chunks: its offset is 0 again. Nothing happens once it is complete."""

    def discard(self, report_id: str, work: Sequence[Work] = (), *, at: datetime) -> None:
        """Remove a report that is partial and not judged yet; `at` is when that is, and the work due.

        Raises NotFound, else Stale.
        """

    def lines_of(
        self, sender: Sender, *, since: datetime | None = None, limit: int = 500
    ) -> tuple[Line, ...]:
        """The sender's own reports, newest first: of the person and all their phones, else of the phone."""

    def owners_of(self, sender: Sender) -> Collection[str]:
        """Of which owners `lines_of` tells: the person and all their phones, else the phone."""

    def past(self, sender: Sender, *, besides: str) -> dict[State, int]:
        """How many of the sender's other reports are in which state (of the newest thousand)."""

    def queue(
        self,
        kelurahan: Sequence[str] | None,
        states: Sequence[State],
        *,
        after: Turn | None = None,
        limit: int = 50,
    ) -> tuple[Line, ...]:
        """Reports to review, first due first, after that place. None means every kelurahan."""

    def page(
        self, wanted: Wanted, *, after: Turn | None = None, before: Turn | None = None, limit: int = 50
    ) -> Page:
        """What is wanted of the queue: from its beginning, or right after or right before a place."""

    def work_of(
        self, charge: Charge, *, after: Turn | None = None, before: Turn | None = None, limit: int = 50
    ) -> Page:
        """Published reports of that charge, first due first: like `page`."""

    def lines(self, ids: Collection[str]) -> tuple[Line, ...]:
        """Those of them that are kept, in whatever order."""

    def whole(self, ids: Collection[str]) -> tuple[Report, ...]:
        """The same, whole."""

    def counts(self, kelurahan: Sequence[str] | None, *, most: int | None = None) -> dict[State, int]:
        """By state: all of them, or each counted no further than to `most`."""

    def count(self, wanted: Wanted) -> int:
        """Of what is wanted, counted to COUNT_MAX; among the reports that a page would look through."""

    def counts_by_category(self, kelurahan: Sequence[str] | None, state: State) -> dict[str, int]:
        """Empty when there are more reports than COUNT_MAX."""

    def public_of(self, categories: Collection[str]) -> tuple[str, ...]:
        """Ids of all that residents see of some categories."""

    def published_after(self, report_id: str, limit: int) -> tuple[str, ...]:
        """Ids of what residents see, in their order, those after that one."""

    def abandoned(self, before: datetime, limit: int = 100) -> tuple[str, ...]:
        """Ids of partial reports received before then, with chunks still lying in the bucket."""

    def unarchived(self, before: datetime, limit: int = 100) -> tuple[str, ...]:
        """Ids of reports received before then that the archive lacks as they stand, with no work due."""

    def reckon(self, mark: str, *, most: int) -> Reckoned:
        """Bring due dates up to the calendar of this mark, of so many reports; of none when all are."""

    def restore(self, report: Report) -> None:
        """Keep a report read back from the archive, with all its steps. Raises Taken."""
