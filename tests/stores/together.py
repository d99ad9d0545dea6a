"""Several callers at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread


def together(callers: int, call: Callable[[int], object]) -> list[Exception | None]:
    """What each call raised, or None."""
    outcomes: list[Exception | None] = [None] * callers
    start = Barrier(callers)

    def run(place: int) -> None:
        start.wait()
        try:
            call(place)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test looks at it
            outcomes[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
