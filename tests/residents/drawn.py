"""Months of open data as files, without a database."""

from collections.abc import Sequence
from datetime import date, datetime

from backend.reports.ports import NotFound
from backend.residents.data.ports import Dump, File, Known

SUM = "ab" * 32
NOVEMBER = Dump(
    "2026-11",
    "20261129T081500000000",
    date(2026, 11, 29),
    1_234,
    [
        File("laporan-2026-11.csv.gz", 146_210, SUM, 1),
        File("laporan-2026-11.geojson.gz", 1_262_144, SUM, 1),
        File("README.txt", 3_410, SUM, 1),
        File("SHA256SUMS", 270, SUM, 1),
    ],
)


class FakeDumps:
    """Those it was given."""

    def __init__(self, *dumps: Dump) -> None:
        self._dumps = dumps

    def offered(self) -> Sequence[Dump]:
        return self._dumps

    def get(self, month: str) -> Dump:
        for dump in self._dumps:
            if dump.month == month:
                return dump
        raise NotFound(month)

    def stale(self, before: datetime) -> Sequence[str]:  # noqa: ARG002 - the port's
        return ()

    def known(self, month: str) -> Known:  # noqa: ARG002 - the port's
        return Known()

    def offer(self, month: str, dump: Dump | None, known: Known, *, at: datetime) -> bool:  # noqa: ARG002 - the port's
        return False
