"""A city whose bucket and clock the test holds in its hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tinydb import TinyDB, where

from backend.city.city import City
from backend.city.edition import built_in
from backend.city.reading import register_of
from backend.city.register import Register
from media.bucket import Stat, Unavailable
from tests.media.memory import MemoryBucket


class MovingClock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class FailingBucket(MemoryBucket):
    """`away`: nothing answers. `no_more_puts`: whoever writes is killed after that many puts."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False
        self.puts_left: int | None = None
        self.gets = 0

    def get(self, key: str) -> bytes:
        self.gets += 1
        if self.away:
            raise Unavailable("the bucket is away")
        return super().get(key)

    def put(self, key: str, data: bytes, *, content_type: str = "") -> Stat:
        self._count_a_put()
        return super().put(key, data, content_type=content_type)

    def put_new(self, key: str, data: bytes, *, content_type: str = "") -> Stat:
        self._count_a_put()
        return super().put_new(key, data, content_type=content_type)

    def _count_a_put(self) -> None:
        if self.away:
            raise Unavailable("the bucket is away")
        if self.puts_left is not None:
            if not self.puts_left:
                raise KeyboardInterrupt
            self.puts_left -= 1


@pytest.fixture
def bucket() -> FailingBucket:
    return FailingBucket()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def another_city(bucket: FailingBucket, clock: MovingClock) -> Callable[[], City]:
    """The city of another process on the same bucket."""
    return lambda: City(bucket, clock=clock, settle_s=0)


@pytest.fixture
def city(another_city: Callable[[], City]) -> City:
    city = another_city()
    city.ensure()
    return city


@pytest.fixture
def register() -> Register:
    return register_of(built_in())


def renaming(code: str, name: str) -> Callable[[TinyDB], object]:
    """An edit that gives an agency another name."""
    return lambda tables: tables.table("opd").update({"name": name}, where("code") == code)
