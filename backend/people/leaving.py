"""Somebody leaves a phone that others use too."""

from datetime import datetime

from backend.people import sessions
from backend.people.person import Device
from backend.people.ports import People


def leave(device: Device, session: str, *, people: People, now: datetime) -> None:
    """The phone's credential ends for good, and the sign-in of a staff member beside it. Twice is once."""
    people.revoke_device(device.id, now)
    sessions.end(session, people=people)
