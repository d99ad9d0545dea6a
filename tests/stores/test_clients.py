"""Keys of programs, and what they posted, over every database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.open311.clients import REMEMBERED, Client, Post, Unknown, known, make, told_apart
from backend.open311.faults import NoKey, OtherBody
from backend.stores.clients import SqlClients
from backend.stores.database import Database
from tests.stores.making import NOON


@pytest.fixture
def clients(database: Database) -> SqlClients:
    return SqlClients(database)


@pytest.fixture
def client(clients: SqlClients) -> Client:
    return make("SP4N", per_hour=60, clients=clients, now=NOON)[0]


@pytest.fixture
def post(client: Client) -> Post:
    return Post(client.id, "kunci-1", "of these bytes", "the-report", NOON)


def test_a_key_is_known_until_it_is_ended_and_is_kept_nowhere(clients: SqlClients) -> None:
    client, key = make("SP4N", per_hour=60, clients=clients, now=NOON)

    assert known(key, clients) == client
    assert key not in str(clients.all())
    clients.end(client.id, NOON)
    with pytest.raises(NoKey):
        known(key, clients)
    with pytest.raises(Unknown):
        clients.end(client.id, NOON)


@pytest.mark.parametrize("key", ["", "x"])
def test_another_key_is_none(clients: SqlClients, key: str) -> None:
    with pytest.raises(NoKey):
        known(key, clients)


def test_what_was_posted_under_a_key_first_is_what_it_stays(clients: SqlClients, post: Post) -> None:
    assert told_apart(post, clients) == post
    clients.done(post)

    again = replace(post, report="another", at=NOON + timedelta(hours=1))

    assert told_apart(again, clients) == replace(post, done=True)
    with pytest.raises(OtherBody):
        told_apart(replace(again, digest="of other bytes"), clients)


def test_after_a_while_a_key_may_be_used_anew(clients: SqlClients, post: Post) -> None:
    told_apart(post, clients)

    later = replace(post, digest="of other bytes", at=NOON + REMEMBERED + timedelta(seconds=1))

    assert told_apart(later, clients) == later


def test_two_programs_may_use_the_same_key(clients: SqlClients, post: Post) -> None:
    other, _ = make("Lain", per_hour=60, clients=clients, now=NOON)
    told_apart(post, clients)

    theirs = replace(post, client=other.id, digest="of other bytes")

    assert told_apart(theirs, clients) == theirs
