"""Keys the server keeps for others: whose queue a phone holds sealed, and who may open a rescue bundle.

They are random and lie in the database, not derived from the secret key: that may be changed one day, and a
queue sealed on a phone before must still open after.
"""

import secrets

from backend.people.person import Device
from backend.people.ports import People

BYTES = 32
OFFICE = "office"


def of_queue(device: Device, *, people: People) -> bytes:
    """The key that seals what this device captured: its person's, or its own while it is nobody's.

    Given to the devices of that person alone. AES-256.
    """
    return of_owner(person=device.person, device=device.id, people=people)


def of_owner(*, person: str | None, device: str, people: People) -> bytes:
    """The same, by whose it is."""
    return people.key(f"person:{person}" if person else f"device:{device}", secrets.token_bytes(BYTES))


def of_office(*, people: People) -> bytes:
    """The secret of the installation's own key pair: what is made from it never leaves the server."""
    return people.key(OFFICE, secrets.token_bytes(BYTES))
