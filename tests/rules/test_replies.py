"""The sender answers a reviewer's question: kept once, by the sender alone, while the question is open."""

import json
from typing import Any

import pytest

from backend.reports import replies
from backend.reports.lost import ABANDONED_AFTER, abandoned
from backend.reports.moves import State
from backend.reports.ports import NotFound
from backend.reports.receipt import of as receipt_of
from backend.reports.report import Custody, Report, Sender
from sync.reply import Reply, reopen_reply
from sync.verdict import Verdict
from tests.rules.town import BUDI, SOMEBODY, Parcel, Town, a_picture, an_id, sha256

PICTURE, OTHER, MORE = a_picture(seed=1), a_picture(seed=2), a_picture(seed=3)


def a_reply(parcel: Parcel, *pictures: bytes, **changes: Any) -> Reply:
    promised = [{"sha256": sha256(p), "size": len(p), "type": "image/jpeg"} for p in pictures]
    said = {
        "v": 1,
        "id": an_id(),
        "report": parcel.id,
        "words": "Di belakang pasar",
        "answered_at": "2026-11-24T08:15:04+08:00",
        "photos": promised,
        **changes,
    }
    return reopen_reply(json.dumps(said).encode())


def answers(town: Town, reply: Reply, by: Sender = BUDI) -> tuple[Verdict, Report]:
    return replies.receive(reply, by=by, reports=town.reports, clock=town.time, queue=town.queue)


@pytest.fixture
def asked(town: Town) -> Parcel:
    """A report somebody asked about."""
    parcel = town.has(PICTURE)
    town.decides(parcel, "ask", words="Di sebelah mana?")
    town.works()
    return parcel


def test_an_answer_brings_the_report_back_to_the_reviewers(town: Town, asked: Parcel) -> None:
    verdict, report = answers(town, a_reply(asked))

    assert verdict is Verdict.NEW
    assert report == town.reports.get(asked.id)
    assert (report.state, report.steps[-1].words) == (State.RECEIVED, "Di belakang pasar")
    assert (report.steps[-1].by.kind, report.steps[-1].by.id) == ("sender", "budi")
    [line] = town.reports.queue(None, [State.RECEIVED])
    assert line.answered


def test_an_answer_sent_again_is_kept_once_wherever_the_report_went_since(town: Town, asked: Parcel) -> None:
    reply = a_reply(asked)
    answers(town, reply)
    town.decides(asked, "verify")

    verdict, report = answers(town, reply)

    assert verdict is Verdict.REPEAT
    assert (report.state, len(report.replies)) == (State.VERIFIED, 1)


def test_other_bytes_under_the_id_of_an_answer_clash(town: Town, asked: Parcel) -> None:
    reply = a_reply(asked)
    answers(town, reply)

    verdict, report = answers(town, a_reply(asked, id=reply.id, words="Bukan itu"))

    assert verdict is Verdict.CLASH
    assert [kept.reply for kept in report.replies] == [reply]


def test_an_answer_nobody_waits_for_is_refused_and_says_where_the_report_stands(town: Town) -> None:
    parcel = town.has()
    town.decides(parcel, "verify")

    with pytest.raises(replies.NotAsked) as refused:
        answers(town, a_reply(parcel))

    assert refused.value.state is State.VERIFIED
    assert town.reports.get(parcel.id).replies == ()


def test_nobody_answers_for_somebody_else(town: Town, asked: Parcel) -> None:
    with pytest.raises(NotFound):
        answers(town, a_reply(asked), by=SOMEBODY)

    assert town.reports.get(asked.id).state is State.NEEDS_INFO


def test_a_reviewer_who_decides_at_the_same_moment_is_not_overruled(
    town: Town, asked: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = town.reports.answer

    def beaten(*args: Any) -> None:
        monkeypatch.undo()
        town.decides(asked, "reject", reason="not_here")
        keep(*args)

    monkeypatch.setattr(town.reports, "answer", beaten)

    with pytest.raises(replies.NotAsked):
        answers(town, a_reply(asked))

    assert town.reports.get(asked.id).state is State.REJECTED


def test_photos_of_an_answer_come_as_photos_of_the_report(town: Town, asked: Parcel) -> None:
    reply = a_reply(asked, OTHER, MORE)
    _, report = answers(town, reply)
    before = report.custody

    town.takes(asked, OTHER)
    town.takes(asked, MORE)
    town.works()

    now = town.reports.get(asked.id)
    assert (before, now.custody) == (Custody.PARTIAL, Custody.STORED)
    assert [photo.reply for photo in now.photos] == ["", reply.id, reply.id]
    assert town.archived(asked).replies == now.replies
    assert [photo.stored_at for photo in town.archived(asked).photos] == [town.time()] * 3
    assert replies.custody(now, now.replies[0]) is Custody.STORED


def test_an_answer_is_not_called_stored_before_its_photos_are(town: Town, asked: Parcel) -> None:
    reply = a_reply(asked, OTHER)
    answers(town, reply)
    town.works()

    waiting = town.reports.get(asked.id)
    assert replies.custody(waiting, waiting.replies[0]) is Custody.PARTIAL
    assert town.archived(asked).replies == waiting.replies

    town.takes(asked, OTHER)
    whole = town.reports.get(asked.id)
    assert replies.custody(whole, whole.replies[0]) is Custody.COMPLETE


def test_a_photo_the_report_has_already_is_not_kept_twice(town: Town, asked: Parcel) -> None:
    _, report = answers(town, a_reply(asked, PICTURE))
    town.works()

    now = town.reports.get(asked.id)
    assert len(now.photos) == 1
    assert report.custody is Custody.STORED
    assert replies.custody(now, now.replies[0]) is Custody.STORED
    assert town.archived(asked) == now


def test_words_alone_are_archived_at_once(town: Town, asked: Parcel) -> None:
    answers(town, a_reply(asked))

    town.works()

    kept = town.reports.get(asked.id)
    assert kept.replies[0].stored_at == town.time()
    assert town.archived(asked) == kept


def test_the_receipt_names_every_answer(town: Town, asked: Parcel) -> None:
    reply = a_reply(asked, OTHER)
    answers(town, reply)
    town.takes(asked, OTHER)
    town.works()

    told = receipt_of(town.reports.get(asked.id), key=b"key")

    assert told["answers"] == [
        {
            "id": reply.id,
            "digest": reply.digest,
            "received_at": town.time().isoformat(),
            "stored_at": town.time().isoformat(),
        }
    ]


def test_photos_that_come_late_to_an_old_report_are_not_swept_away(town: Town, asked: Parcel) -> None:
    town.time.now += ABANDONED_AFTER
    town.time.passes(days=1)
    answers(town, a_reply(asked, OTHER))
    town.takes(asked, OTHER, 0, 500)

    swept = abandoned(reports=town.reports, chest=town.chest, clock=town.time)

    assert swept == 0
    assert town.takes(asked, OTHER, 500).complete
