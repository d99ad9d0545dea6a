"""Each working day's digest: asked for by the sweep, carried out by a worker."""

from functools import partial

from backend import digest_words
from backend.people.ports import Unknown
from backend.people.reviewing import reviewed_by
from backend.reports import digest, digest_sending
from backend.reports.ports import Lease
from backend.wiring import Parts


def ask_for_digests(parts: Parts) -> int:
    """Those of reviewers who have not had today's; of how many."""
    if digest.day_of(parts.clock(), parts.city) is None:
        return 0
    places = parts.city.register().kelurahan
    reviewers = [person.id for person in parts.people.all() if reviewed_by(person, places)]
    return digest.ask(reviewers, now=parts.clock(), calendar=parts.city, digests=parts.digests)


def send_digest(parts: Parts, lease: Lease) -> None:
    """The body of a task; may run twice."""
    digest_sending.send(
        lease,
        choice=parts.digests.choice(lease.work.report),
        compose=partial(_composed, parts, lease.work.report),
        outbox=parts.outbox,
        subscriptions=parts.subscriptions,
        postman=parts.postman,
        mailman=parts.mailman,
        push=partial(digest_words.push, parts),
        mail=partial(digest_words.mail, parts),
        calendar=parts.city,
        clock=parts.clock,
    )


def _composed(parts: Parts, person_id: str) -> digest.Digest | None:
    try:
        person = parts.people.get(person_id)
    except Unknown:
        return None
    if not (places := reviewed_by(person, parts.city.register().kelurahan)):
        return None
    return digest.compose(places, now=parts.clock(), calendar=parts.city, reports=parts.reports)
