"""`python -m tests.bench NAME`: figures as JSON on standard output, progress on standard error.

`masdarling bench NAME` runs this, where NAME needs what the tests do: phone, chaos, review, hostile, public.
"""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from backend.bench.figures import Figure
from tests.bench import hostile, phone, public, reliability, review

Measure = Callable[[Playwright, Path, argparse.Namespace], Sequence[Figure]]
BROWSERS: dict[str, Measure] = {
    "phone": phone.figures,
    "chaos": reliability.figures,
    "public": public.figures,
}


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.bench")
    words.add_argument("what", choices=[*BROWSERS, "review", "hostile"])
    words.add_argument("--cuts", type=int, default=2_000)
    words.add_argument("--kills", type=int, default=500, help="of the browser, right after saving")
    words.add_argument("--many", type=int, default=1_000_000, help="reports that a page is taken from")
    words.add_argument("--repetitions", type=int, default=5)
    asked = words.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # of the pages Lighthouse looks at
    with tempfile.TemporaryDirectory(prefix="masdarling-bench-") as place:
        found = _measured(Path(place), asked)
    sys.stdout.write(json.dumps([asdict(figure) for figure in found]))


def _measured(place: Path, asked: argparse.Namespace) -> Sequence[Figure]:
    if asked.what == "review":
        return review.figures(place, repetitions=asked.repetitions, many=asked.many)
    if asked.what == "hostile":
        return hostile.figures(place)
    with sync_playwright() as playwright:
        return BROWSERS[asked.what](playwright, place, asked)


if __name__ == "__main__":
    main()
