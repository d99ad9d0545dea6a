"""How many drawn faces and plates the machine proposes, and what it proposes where there are none.

`python -m tests.bench.cascades` prints the table of docs/privacy-photos.md.
"""

from collections.abc import Callable, Iterator, Sequence

from media.privacy import finds
from tests.media.people import Street, faces, plates, street
from tests.media.test_privacy import is_found

SIZES = (40, 60, 120, 240)
TILTS = (0, 10, 20, 30)
WITHOUT = 12
"""Streets with nobody in them."""


def share(shown: Sequence[Street]) -> str:
    return f"{sum(map(is_found, shown))} of {len(shown)}"


def lines(kind: str, drawn: Callable[[int, float], Iterator[Street]], sizes: Sequence[int]) -> Iterator[str]:
    for size in sizes:
        counted = [share(list(drawn(size, tilt))) for tilt in TILTS]
        yield f"| {kind}, {size} px | {' | '.join(counted)} |"


def main() -> None:
    for line in (*lines("face", faces, SIZES), *lines("plate", plates, [2 * size for size in SIZES])):
        print(line, flush=True)  # noqa: T201 - the table is what it is for
    wrong = sum(len(finds(street(100 + seed)) or ()) for seed in range(WITHOUT))
    print(f"false proposals in {WITHOUT} streets: {wrong}")  # noqa: T201 - the same


if __name__ == "__main__":
    main()
