"""python -m tests.media.trial LIMIT_MB < FILE: make copies in little memory; say what it took."""

import json
import resource
import sys
import time
from pathlib import Path

from media.photo import Unusable, copies


def peak_mb() -> float:
    """Of this program alone: ru_maxrss would begin with the peak of whoever started it."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def main(limit_mb: int) -> None:
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (limit_mb * 1_000_000, limit_mb * 1_000_000))
    before, began = peak_mb(), time.process_time()
    try:
        made = sorted(len(copy) for copy in copies(data).values())
        outcome = f"copies of {made} bytes"
    except Unusable as error:
        outcome = f"unusable: {error}"
    spent = time.process_time() - began
    sys.stdout.write(
        json.dumps({"outcome": outcome, "seconds": spent, "mb": peak_mb() - before, "peak_mb": peak_mb()})
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
