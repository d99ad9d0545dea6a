"""The pictures a group or a category may have: names of Lucide icons, all in the sprite phones keep."""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "icons.json"


@cache
def icons() -> tuple[str, ...]:
    return tuple(json.loads(FILE.read_text("utf-8")))
