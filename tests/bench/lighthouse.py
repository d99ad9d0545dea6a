"""P2: Lighthouse's slow phone (slow 4G, CPU x4) on pages, by pwa/bench/lighthouse.mjs."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.bench.figures import Figure, median
from tests.bench.saying import tell
from tests.services.chromium import CHROMIUM
from tests.source import ROOT

PLACE = ROOT / "pwa" / "bench"


@dataclass(frozen=True, slots=True)
class Page:
    """One look at a page: milliseconds, scores from 0 to 100, and what was not perfect."""

    url: str
    lcp_ms: float
    tti_ms: float
    scores: Mapping[str, int]
    faults: Sequence[str]


def look(pages: Sequence[Mapping[str, str]]) -> list[Page]:
    """`pages`: {"url": …, "cookie": …}; the cookie only where one must be signed in."""
    npm, node = shutil.which("npm"), shutil.which("node")
    assert npm, "npm is missing: Lighthouse runs on Node"
    assert node
    if not (PLACE / "node_modules").exists():
        subprocess.run([npm, "ci", "--silent", "--no-fund", "--no-audit"], cwd=PLACE, check=True)
    done = subprocess.run(
        [node, "lighthouse.mjs"],
        cwd=PLACE,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        input=json.dumps(list(pages)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [_page(json.loads(line)) for line in done.stdout.splitlines()]


def told(where: str, seen: Sequence[Page], lcp_s: float, tti_s: float) -> Sequence[Figure]:
    """Medians of looks at one page; what was not perfect is said as it goes."""
    lowest = min(median([page.scores[name] for page in seen]) for name in seen[0].scores)
    for fault in sorted({fault for page in seen for fault in page.faults}):
        tell(f"{where}: {fault}")
    return [
        Figure("P2", f"{where}: LCP", median([page.lcp_ms for page in seen]) / 1000, "s", lcp_s),
        Figure("P2", f"{where}: TTI", median([page.tti_ms for page in seen]) / 1000, "s", tti_s),
        Figure("P2", f"{where}: lowest of the four scores", lowest, "", None, 100),
    ]


def _page(told: dict[str, object]) -> Page:
    assert not told.pop("error"), told
    return Page(**told)  # type: ignore[arg-type] # as lighthouse.mjs writes it
