"""Staff who are signed in. Every look asks the store, so that signing out and disabling act at once."""

from datetime import datetime, timedelta

from backend.people import tokens
from backend.people.person import Person, Session, Stage
from backend.people.ports import People, Unknown

LIFE = timedelta(days=14)
"""Unused for so long, a session ends."""
LONGEST = timedelta(days=90)
"""However busy, it ends then."""
HALF_LIFE = timedelta(minutes=10)
"""Between the password and the second factor."""
SEEN_EVERY = timedelta(hours=1)


def begin(
    person: Person, *, people: People, now: datetime, label: str = "", stage: Stage = Stage.PLAIN
) -> str:
    """A new session with a token nobody has seen before (so none can be planted); returns the token."""
    token = tokens.make()
    people.add_session(
        Session(
            id=tokens.new_id(),
            token_hash=tokens.hashed(token),
            person=person.id,
            created_at=now,
            seen_at=now,
            label=label,
            stage=stage,
        )
    )
    return token


def known(token: str, *, people: People, now: datetime) -> tuple[Session, Person]:
    """Whose token it is, half signed in or wholly. Raises Unknown."""
    if not token:
        raise Unknown("no session")
    session, who = people.session(tokens.hashed(token))
    life = HALF_LIFE if session.stage is Stage.HALF else LIFE
    if now - session.seen_at > life or now - session.created_at > LONGEST:
        people.end_session(session.token_hash)
        raise Unknown("the session is over")
    if now - session.seen_at >= SEEN_EVERY:
        people.session_seen(session.id, now)
    return session, who


def person(token: str, *, people: People, now: datetime) -> Person:
    """Who is signed in with this token. Raises Unknown, too, while the second factor is still to come."""
    session, who = known(token, people=people, now=now)
    if session.stage is Stage.HALF:
        raise Unknown("the second factor is still to come")
    return who


def end(token: str, *, people: People) -> None:
    """Sign out. An unknown token is no error."""
    if token:
        people.end_session(tokens.hashed(token))
