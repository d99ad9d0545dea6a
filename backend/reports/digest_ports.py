"""What the daily digest needs from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from backend.reports.ports import Work

PUSH, MAIL = "push", "mail"
CHANNELS = (PUSH, MAIL)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether and where somebody wants the digest. `email` empty: by no e-mail."""

    is_on: bool = True
    email: str = ""
    language: str = "id"


class Digests(Protocol):
    """Each method is one transaction."""

    def choice(self, person: str) -> Choice:
        """What they chose, or what holds for whoever chose nothing."""

    def choose(self, person: str, choice: Choice) -> None: ...

    def ask(self, person: str, day: date, work: Sequence[Work], *, at: datetime) -> bool:
        """Ask for the work of that day, once however many ask. False: it was asked for, or is not wanted."""


class Refused(Exception):
    """Nobody is reached at the address, and never will be."""


class Mailman(Protocol):
    """Hands over e-mail."""

    @property
    def is_there(self) -> bool:
        """Whether this installation can send any."""

    def deliver(self, to: str, subject: str, text: str, *, stop_at: str = "") -> None:
        """Plain text. `stop_at`: the address that ends such letters with one tap (RFC 8058).

        Raises Refused; Undelivered (notice_ports.py) when it may work later.
        """
