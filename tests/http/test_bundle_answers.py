"""An answer to a question comes in by file as from its phone: once, and it stops no other."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.bundles.importing import hand_in
from backend.bundles.opening import public_key
from backend.bundles.outcome import Imported
from backend.people import keys
from backend.people.person import Grant, Role
from backend.reports.report import Actor, Custody
from sync.reply import REPLY_BYTES_MAX
from tests.engine.bundles import a_bundle, pack
from tests.http.house import PHOTO, House, Visitor, a_house, a_parcel
from tests.http.test_answers import MORE, a_reply, answers, decides
from tests.people.builders import KUALA
from tests.services.postgres import PostgresServer

OFFICE = Actor("admin", "p-adi", "Adi")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = ""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.make_database(like=request.getfixturevalue("postgres_template"))
    built = a_house(tmp_path, url=url)
    yield built
    built.shuts()


@pytest.fixture
def phone(house: House) -> Visitor:
    return house.phone(Grant(Role.VOLUNTEER, KUALA))


@pytest.fixture
def asked(house: House, phone: Visitor) -> Any:
    """A report of the phone's person about which somebody asks."""
    return a_question(house, phone)


def a_question(house: House, phone: Visitor) -> Any:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    phone.uploads(parcel, PHOTO)
    decides(house, parcel, "ask", words="Di sebelah mana?")
    return parcel


def item(reply: dict[str, Any], **row: Any) -> bytes:
    named = {"id": reply["id"], "report": reply["report"], **row}
    return pack({"kind": "answer", "row": named, "body": {"$buffer": 0}}, sealed(reply))


def sealed(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply).encode()


def picture(data: bytes) -> bytes:
    return pack({"kind": "answer_photo", "id": "x", "data": {"$buffer": 0}}, data)


END = pack({"kind": "end", "reports": 0, "answers": 1})


def made(house: House, *items: bytes) -> bytes:
    person = next(iter(house.people.persons))
    begin = pack({"kind": "begin", "v": 1, "person": person, "device": "d", "made_at": 0, "reports": 0})
    owner = keys.of_owner(person=person, device="", people=house.people)
    return a_bundle([begin, *items, END], office=public_key(house.people), owner=owner)


def handed_in(house: House, *items: bytes) -> Imported:
    return hand_in(io.BytesIO(made(house, *items)), house.parts, through=OFFICE)


def test_an_answer_is_handed_in_once_and_its_phone_changes_nothing(
    house: House, phone: Visitor, asked: Any
) -> None:
    reply = a_reply(asked, MORE)
    items = (item(reply), picture(MORE))

    first, again = handed_in(house, *items), handed_in(house, *items)
    before = house.reports.get(asked.id)
    told = answers(phone, reply)

    assert (first.answers.new, again.answers.known, again.answers.new) == ([reply["id"]], [reply["id"]], [])
    assert (first.new, first.answers.refused, again.answers.refused) == ([], {}, {})
    assert (told.status_code, told.json["photos"][0]["complete"]) == (200, True)
    assert house.reports.get(asked.id) == before
    assert before.custody is Custody.COMPLETE
    assert before.steps[-1].by.kind == "sender"


def test_what_the_phone_had_begun_of_an_answer_is_finished(house: House, phone: Visitor, asked: Any) -> None:
    reply = a_reply(asked, MORE)
    answers(phone, reply)
    phone.uploads(asked, MORE, 0, 4000)

    done = handed_in(house, item(reply), picture(MORE))

    assert (done.answers.known, done.answers.refused) == ([reply["id"]], {})
    assert phone.stands(asked, MORE).headers["Upload-Complete"] == "?1"


def test_an_answer_after_the_decision_is_refused_and_the_rest_goes_on(
    house: House, phone: Visitor, asked: Any
) -> None:
    decides(house, asked, "verify")
    late, timely = a_reply(asked, MORE), a_reply(a_question(house, phone))

    done = handed_in(house, item(late), picture(MORE), item(timely))

    assert (list(done.answers.refused), done.answers.new) == ([late["id"]], [timely["id"]])
    assert "verified" in done.answers.refused[late["id"]]
    assert house.reports.get(asked.id).replies == ()


def test_other_bytes_under_the_id_of_an_answer_are_refused(house: House, phone: Visitor, asked: Any) -> None:
    reply = a_reply(asked)
    answers(phone, reply)

    done = handed_in(house, item({**reply, "words": "Bukan itu"}))

    assert (list(done.answers.refused), done.answers.known) == ([reply["id"]], [])


def test_nobody_answers_about_what_another_reported(house: House, phone: Visitor) -> None:
    assert phone
    theirs = a_question(house, house.phone(Grant(Role.VOLUNTEER, KUALA)))
    reply = a_reply(theirs)

    done = handed_in(house, item(reply))

    assert (list(done.answers.refused), done.answers.new) == ([reply["id"]], [])
    assert house.reports.get(theirs.id).replies == ()


def test_hostile_answers_are_counted_and_stop_no_other(house: House, phone: Visitor, asked: Any) -> None:
    other, good = a_parcel(), a_reply(asked)
    hostile = [
        item(a_reply(asked), report=other.id),
        item(a_reply(other)),
        item(a_reply(asked, words="Di\0 sana")),
        item(a_reply(asked, words="\ud800")),
        item(a_reply(asked, words=" ")),
        item(a_reply(asked, words="x" * (REPLY_BYTES_MAX + 1))),
        item(a_reply(asked), id="\ud800\0\x1b[2J"),
        item(a_reply(asked), id=7, report={"a": 1}),
        item(a_reply(asked, id="x" * 5000)),
        item(a_reply(asked, PHOTO, MORE, b"x")),
    ]

    done = handed_in(house, *hostile, item(good))

    assert done.answers.new == [good["id"]]
    assert len(done.answers.refused) + done.answers.refused_more == len(hostile)
    assert len(str(done)) < 10_000
    assert phone.sends(asked).status_code == 200


@pytest.mark.parametrize("bad", [{"row": None}, {"row": {"id": "x"}, "body": "words"}, {"body": None}, {}])
def test_an_answer_without_its_bytes_is_unfinished(
    house: House, phone: Visitor, asked: Any, bad: dict[str, Any]
) -> None:
    assert phone
    good = a_reply(asked)

    done = handed_in(house, pack({"kind": "answer", **bad}), picture(MORE), item(good))

    assert (done.answers.unfinished, done.answers.new) == (1, [good["id"]])


@pytest.mark.parametrize("photo", [MORE[:-1], MORE[:-1] + b"X", b"", bytes(64 * 1024)])
def test_a_photo_an_answer_did_not_promise_is_said_and_its_words_stay(
    house: House, phone: Visitor, asked: Any, photo: bytes
) -> None:
    reply = a_reply(asked, MORE)

    done = handed_in(house, item(reply), picture(photo))

    assert (done.answers.new, list(done.answers.refused)) == ([reply["id"]], [reply["id"]])
    assert done.answers.refused[reply["id"]].startswith("a photo")
    assert phone.uploads(asked, MORE).status_code == 204


def test_a_photo_of_a_refused_answer_is_no_photo_of_a_report(house: House, phone: Visitor) -> None:
    assert phone
    parcel = a_parcel(PHOTO)
    report = pack({"kind": "report", "row": {"id": parcel.id}, "body": {"$buffer": 0}}, parcel.body)

    done = handed_in(house, report, item(a_reply(a_parcel())), picture(MORE))

    assert (done.new, done.refused, len(done.answers.refused)) == ([parcel.id], {}, 1)


def test_what_a_later_version_may_put_in_is_counted_and_passed_over(
    house: House, phone: Visitor, asked: Any
) -> None:
    assert phone
    good = a_reply(asked)

    done = handed_in(house, pack({"kind": "song", "row": 7}), item(good), pack({"kind": "song_photo"}))

    assert (done.strange, done.answers.new) == (2, [good["id"]])


def test_the_page_tells_how_many_answers_came(house: House, phone: Visitor, asked: Any) -> None:
    decides(house, asked, "verify")
    late, timely = a_reply(asked), a_reply(a_question(house, phone))
    bundle = made(house, item(late), item(timely), pack({"kind": "song"}))
    office = house.staff(Grant(Role.ADMIN))

    answer = office.asks("POST", "/admin/berkas", data={"berkas": (io.BytesIO(bundle), "x.rescue")})

    assert answer.status_code == 200
    assert "1 jawaban baru diterima" in answer.text
    assert "1 jawaban tidak diterima seluruhnya" in answer.text
    assert "1 bagian berkas belum dikenal" in answer.text
