"""Draws the last figures into the README: `python -m tests.bench.readme`.

They lie in docs/figures/, as `masdarling bench … --output docs/figures/NAME.json` writes them.
"""

import json
from collections.abc import Iterator
from typing import Any

from tests.source import ROOT

README = ROOT / "README.md"
FIGURES = ROOT / "docs" / "figures"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->\n"
MET = {True: "met", False: "**missed**", None: ""}


def drawn(text: str) -> str:
    """`text` with the table of what lies in docs/figures/ between the two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    assert after, f"README.md needs {BEGIN.strip()} and {END.strip()}"
    return "".join([before, BEGIN, *_lines(), END, after])


def _lines() -> Iterator[str]:
    yield "| | figure | value | goal | | beside it |\n"
    yield "|---|---|--:|--:|---|---|\n"
    for path in sorted(FIGURES.glob("*.json"), key=lambda path: path.stem != "phone"):
        for figure in json.loads(path.read_text()):
            yield f"| {' | '.join(_cells(figure))} |\n"


def _cells(figure: dict[str, Any]) -> list[str]:
    beside = f"{figure['reference']} {_number(figure['beside'])}" if figure["beside"] is not None else ""
    value = f"{_number(figure['value'])} {figure['unit']}".rstrip()
    return [figure["name"], figure["what"], value, figure["goal"], MET[figure["met"]], beside]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


if __name__ == "__main__":
    README.write_text(drawn(README.read_text()))
