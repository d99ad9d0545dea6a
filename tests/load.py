"""Phones that send all at once while something breaks."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from backend.bench.parcel import Parcel, scene, seal, unlike
from backend.bench.phone import Kept, Phone

PAUSE_S = 0.2
"""Between two reports of one phone: a crowd that sends steadily, not a backlog that hides what broke."""
PHOTO = scene(800, 600, size=90_000)


def a_parcel(photos: int = 2) -> Parcel:
    return seal([unlike(PHOTO) for _ in range(photos)])


@dataclass
class Crowd:
    """`phones` deliver fresh parcels until told to stop; what they were promised is in `ledger`."""

    port: int
    phones: int = 4
    photos: int = 2
    members: list[Phone] = field(default_factory=list)
    delivered: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def ledger(self) -> list[Kept]:
        return [kept for phone in self.members for kept in phone.acknowledged.values()]

    @property
    def surprises(self) -> list[str]:
        return [said for phone in self.members for said in phone.surprises]

    def join(self) -> None:
        """Give every phone its credential while nothing is broken yet."""
        for _ in range(self.phones):
            phone = Phone("127.0.0.1", self.port, chunk=32 * 1024, timeout=10)
            phone.introduce()
            self.members.append(phone)

    def keep_sending(self, phone: Phone) -> None:
        while not self._over.is_set():
            phone.deliver(a_parcel(self.photos), within=120)
            self.delivered += 1
            self._over.wait(PAUSE_S)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """While this lasts they send; afterwards each finishes the parcel it holds."""
        with ThreadPoolExecutor(self.phones) as pool:
            jobs: Sequence[Future[None]] = [pool.submit(self.keep_sending, phone) for phone in self.members]
            try:
                yield
            finally:
                self._over.set()
            for job in jobs:
                job.result()


def all_stored(phone: Phone, ledger: Sequence[Kept]) -> Callable[[], bool]:
    """Whether the server says `stored` of every parcel: a question to ask again and again."""
    waiting = list(ledger)

    def asked() -> bool:
        while waiting and phone.state(waiting[-1].parcel) == "stored":
            waiting.pop()
        return not waiting

    return asked
