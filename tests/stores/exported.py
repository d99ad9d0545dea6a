"""python -m tests.stores.exported URL ENDING: write all of open data; say what memory it took."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from backend.residents.data import walk
from backend.residents.data.facts import Facts
from backend.residents.data.tables import FORMATS
from backend.residents.item import Item
from backend.residents.ports import Wanted
from backend.stores.database import open_database
from backend.stores.showcase import SqlShowcase
from tests.source import ROOT


def most_mb(url: str, ending: str, reports: int) -> float:
    """Beyond what the process had before the file of all of them."""
    command = [sys.executable, "-m", "tests.stores.exported", url, ending]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    told = json.loads(done.stdout)
    assert told["reports"] == reports
    return float(told["mb"])


class Codes:
    """Everything goes by its code."""

    def kelurahan(self, code: str) -> str:
        return code

    category = agency = kelurahan


def resident_mb() -> float:
    """With files that are mapped. By now, not at most: pages of a mapped file stay."""
    status = Path("/proc/self/status").read_text().splitlines()
    [line] = [line for line in status if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def main(url: str, ending: str) -> None:
    told, most = 0, 0.0

    def looked_at(pages: Iterator[Sequence[Item]]) -> Iterator[Sequence[Item]]:
        nonlocal told, most
        for page in pages:
            told, most = told + len(page), max(most, resident_mb())
            yield page

    with closing(open_database(url)) as database:
        showcase = SqlShowcase(database)
        showcase.page(Wanted(), limit=1)
        before = resident_mb()
        pages = looked_at(walk.pages(showcase, Wanted()))
        for _ in FORMATS[ending][0](pages, Facts(Codes(), "https://masdarling.example")):
            pass  # gone, as what was sent is
    sys.stdout.write(json.dumps({"reports": told, "mb": most - before}))


if __name__ == "__main__":
    main(*sys.argv[1:])
