"""`python -m tests.bench phone|chaos`: figures as JSON on standard output, progress on standard error.

`masdarling bench phone` and `masdarling bench chaos` run this.
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
from tests.bench import phone, reliability

Measure = Callable[[Playwright, Path, argparse.Namespace], Sequence[Figure]]
MEASURES: dict[str, Measure] = {"phone": phone.figures, "chaos": reliability.figures}


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.bench")
    words.add_argument("what", choices=MEASURES)
    words.add_argument("--cuts", type=int, default=2_000)
    words.add_argument("--kills", type=int, default=500, help="of the browser, right after saving")
    words.add_argument("--repetitions", type=int, default=5)
    asked = words.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # of the pages Lighthouse looks at
    with tempfile.TemporaryDirectory(prefix="masdarling-bench-") as place, sync_playwright() as playwright:
        found = MEASURES[asked.what](playwright, Path(place), asked)
    sys.stdout.write(json.dumps([asdict(figure) for figure in found]))


if __name__ == "__main__":
    main()
