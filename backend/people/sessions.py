"""Staff who are signed in. Every look asks the store, so that signing out and disabling act at once."""

from datetime import datetime, timedelta

from backend.people import tokens
from backend.people.person import Person, Session
from backend.people.ports import People, Unknown

LIFE = timedelta(days=14)
"""Unused for so long, a session ends."""
LONGEST = timedelta(days=90)
"""However busy, it ends then."""
SEEN_EVERY = timedelta(hours=1)


def begin(person: Person, *, people: People, now: datetime, label: str = "") -> str:
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
        )
    )
    return token


def person(token: str, *, people: People, now: datetime) -> Person:
    """Who is signed in with this token. Raises Unknown."""
    if not token:
        raise Unknown("no session")
    session, who = people.session(tokens.hashed(token))
    if now - session.seen_at > LIFE or now - session.created_at > LONGEST:
        people.end_session(session.token_hash)
        raise Unknown("the session is over")
    if now - session.seen_at >= SEEN_EVERY:
        people.session_seen(session.id, now)
    return who


def end(token: str, *, people: People) -> None:
    """Sign out. An unknown token is no error."""
    if token:
        people.end_session(tokens.hashed(token))
