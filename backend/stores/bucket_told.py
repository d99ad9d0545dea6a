"""A bucket's exceptions in the rules' words."""

from collections.abc import Iterator
from contextlib import contextmanager

from backend.reports.ports import NotFound, Unavailable
from media import bucket


@contextmanager
def told() -> Iterator[None]:
    """Raises NotFound, Unavailable."""
    try:
        yield
    except bucket.Missing as cause:
        raise NotFound(str(cause)) from cause
    except bucket.Unavailable as cause:
        raise Unavailable(str(cause)) from cause
