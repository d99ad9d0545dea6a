"""Whether somebody has proven enough who they are for what they are about to do.

A session is made anew with each proof, so its age is the age of the last one.
"""

from datetime import datetime, timedelta

from backend.people.person import Person, Role, Session, Stage
from backend.people.roles import Action

DEMANDED_OF = frozenset({Role.ADMIN})
"""They do nothing without a second factor. All others of the staff are offered one."""
SENSITIVE = frozenset({Action.MANAGE_PEOPLE, Action.MANAGE_CITY})
"""These take a proof that is RECENT."""
RECENT = timedelta(hours=1)
GRACE = timedelta(hours=1)
"""For handing in a form that was opened while the proof was recent."""


def is_demanded(person: Person) -> bool:
    return any(grant.role in DEMANDED_OF for grant in person.grants)


def suffices(session: Session, person: Person, action: Action, now: datetime, *, handing_in: bool) -> bool:
    if session.stage is not Stage.STRONG:
        return not is_demanded(person)
    return action not in SENSITIVE or is_recent(session, now, handing_in=handing_in)


def is_recent(session: Session, now: datetime, *, handing_in: bool = False) -> bool:
    return now - session.created_at <= (RECENT + GRACE if handing_in else RECENT)
