"""Open311 GeoReport v2 as programs meet it."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from backend.open311 import clients, posted
from backend.people.person import Grant, Role
from backend.reports import published, review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import State
from backend.reports.report import Step
from tests.http.house import House
from tests.http.test_public_outputs import ONE, PUBLISHED, SITI, a_city

POSTED: Mapping[str, Any] = {
    "service_code": "SMP-01",
    "lat": "0.1362",
    "long": "117.4521",
    "description": "Sampah di belakang pasar",
    "attribute[volume]": "1 kantong",
    "attribute[jenis][]": ["plastik", "lainnya"],
    "email": "budi@contoh.id",
    "phone": "081234567890",
}
V2 = "/open311/v2"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = a_city(tmp_path_factory.mktemp("open311"), ONE, "SMP-01")
    yield house
    house.shuts()


def a_key(house: House, per_hour: int = 60) -> str:
    return clients.make("SP4N", per_hour=per_hour, clients=house.parts.clients, now=house.time())[1]


def posts(house: House, key: str, idempotency: str = "", shape: str = "json", **changed: Any) -> Any:
    """As programs do: a form, no cookie, no word of where it comes from."""
    headers = {"Idempotency-Key": idempotency} if idempotency else {}
    form = {name: value for name, value in {**POSTED, "api_key": key, **changed}.items() if value is not None}
    return house.app.test_client().post(f"{V2}/requests.{shape}", data=form, headers=headers)


def gets(house: House, path: str, **asked: Any) -> Any:
    return house.app.test_client().get(f"{V2}/{path}", query_string=asked)


def test_both_formats_say_the_same(house: House) -> None:
    for path, root in (("services", "services"), ("requests", "service_requests")):
        rows = gets(house, f"{path}.json").json
        document = ET.fromstring(gets(house, f"{path}.xml").data)  # noqa: S314 -- our own

        assert document.tag == root
        assert [[field.tag for field in row] for row in document] == [list(row) for row in rows]
        assert [row[0].text for row in document] == [next(iter(row.values())) for row in rows]


def test_a_published_report_is_a_request_with_nothing_finer_than_its_page_tells(house: House) -> None:
    (told,) = gets(house, f"requests/{PUBLISHED}.json").json

    assert told == gets(house, "requests.json").json[0]
    assert (told["status"], told["service_code"]) == ("open", "SMP-01")
    assert (told["address"], told["agency_responsible"]) == ("RT 019, Gunung Telihan", None)
    assert told["requested_datetime"].endswith("T00:00:00+08:00")
    assert (told["lat"], told["long"]) != (ONE.lat, ONE.lon)
    assert told["media_url"].startswith(f"http://localhost:8000/media/{PUBLISHED}/")
    assert house.stranger().gets(told["media_url"].removeprefix("http://localhost:8000")).status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"service_code": "SMP-01,SMP-02"}, 1),
        ({"service_code": "SMP-02"}, 0),
        ({"status": "open"}, 1),
        ({"status": "closed"}, 0),
        ({"end_date": "2020-01-01T00:00:00Z"}, 0),
        ({"service_request_id": f"{PUBLISHED},x", "status": "closed", "jurisdiction_id": "bontang"}, 1),
    ],
)
def test_requests_are_narrowed_down(house: House, asked: dict[str, str], found: int) -> None:
    assert len(gets(house, "requests.json", **asked).json) == found


def test_what_is_asked_again_unchanged_is_not_sent_again(house: House) -> None:
    first = house.app.test_client().get(f"{V2}/services.json")

    again = house.app.test_client().get(
        f"{V2}/services.json", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_questions_are_attributes(house: House) -> None:
    told = gets(house, "services/SMP-01.json").json

    assert [(one["code"], one["datatype"], one["required"]) for one in told["attributes"]] == [
        ("volume", "singlevaluelist", True),
        ("jenis", "multivaluelist", False),
        ("berulang", "singlevaluelist", False),
    ]
    assert told["attributes"][0]["values"][0] == {"key": "1 kantong", "name": "1 kantong"}


def test_what_a_program_posts_is_a_report_like_any_and_nobody_is_named_in_it(house: House) -> None:
    answer = posts(house, a_key(house), address_string="Jl. Pipa 3", media_url="http://10.0.0.1/foto.jpg")

    report = house.reports.get(answer.json[0]["service_request_id"])
    assert report.state is State.RECEIVED
    assert report.envelope.answers == {"volume": "1 kantong", "jenis": ["plastik", "lainnya"]}
    assert report.envelope.note == "Sampah di belakang pasar"
    assert report.steps[0].by.name == "SP4N"
    assert b"budi@" not in report.envelope.sealed
    assert b"0812" not in report.envelope.sealed


def test_an_address_and_a_picture_are_read_by_reviewers_and_published_nowhere(house: House) -> None:
    sent = posts(house, a_key(house), address_string="Jl. Pipa 3", media_url="http://10.0.0.1/foto.jpg")
    report_id = sent.json[0]["service_request_id"]

    page = house.staff(Grant(Role.REVIEWER, "64.74.03.1002")).gets(f"/tinjau/{report_id}").text
    verified = house.reports.get(report_id).moved(Step(State.VERIFIED, SITI, house.time()))
    told = json.dumps(published.full(verified, house.parts.city))
    assert all(word in page for word in ("Alamat: Jl. Pipa 3", "http://10.0.0.1/foto.jpg"))
    assert "Sampah di belakang pasar" in told
    assert not any(word in told for word in ("Pipa", "10.0.0.1"))


def test_until_it_is_published_only_who_sent_it_learns_how_it_stands(house: House) -> None:
    key = a_key(house)
    (sent,) = posts(house, key).json
    path = f"requests/{sent['service_request_id']}.json"

    assert gets(house, path).status_code == 404
    assert gets(house, path, api_key=a_key(house)).status_code == 404
    assert gets(house, path, api_key="x").status_code == 403
    told = gets(house, path, api_key=key)
    assert (told.json[0]["status"], told.headers["Cache-Control"]) == ("open", "private, no-store")

    rejects(house, sent["service_request_id"])
    assert gets(house, path, api_key=key).json[0]["status"] == "closed"


def rejects(house: House, report_id: str) -> None:
    review.decide(
        report_id,
        Choice(Verdict.REJECT, 1, reason="outside_city"),
        by=SITI,
        reports=house.reports,
        catalogue=house.parts.city,
        clock=house.parts.clock,
        queue=house.parts.queue,
    )


def test_a_token_is_the_id_itself(house: House) -> None:
    assert gets(house, f"tokens/{PUBLISHED}.json").json == [
        {"service_request_id": PUBLISHED, "token": PUBLISHED}
    ]
    assert gets(house, "tokens/x.json").status_code == 404


def test_a_repeat_under_one_idempotency_key_is_one_report(house: House) -> None:
    key = a_key(house)
    first = posts(house, key, "satu").json[0]["service_request_id"]

    assert posts(house, key, "satu").json[0]["service_request_id"] == first
    assert posts(house, key, "dua").json[0]["service_request_id"] != first
    assert posts(house, a_key(house), "satu").json[0]["service_request_id"] != first
    assert posts(house, key, "satu", description="lain").status_code == 422


def test_what_was_cut_short_goes_on_with_the_same_id(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    key = a_key(house)
    with monkeypatch.context() as cut:
        cut.setattr("backend.open311.posting.intake.receive", _cut)
        assert posts(house, key, "terputus").status_code == 500

    first = posts(house, key, "terputus").json[0]["service_request_id"]

    assert house.reports.get(first).envelope.category == "SMP-01"
    assert posts(house, key, "terputus").json[0]["service_request_id"] == first


def test_a_repeat_is_answered_though_the_register_changed_before_the_first_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = a_key(house)
    with monkeypatch.context() as cut:
        cut.setattr(house.parts.clients, "done", _cut)
        assert posts(house, key, "berganti").status_code == 500
    sealed = posted.sealed

    def by_the_next(said: posted.Posted, *, report_id: str, at: datetime, register: int) -> bytes:
        return sealed(said, report_id=report_id, at=at, register=register + 1)

    monkeypatch.setattr("backend.open311.posted.sealed", by_the_next)
    answers = [posts(house, key, "berganti") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert house.reports.get(answers[0].json[0]["service_request_id"]).envelope.register == 1


def _cut(*_: object, **__: object) -> None:
    raise RuntimeError("the machine stopped here")


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"service_code": None}, 400, "service_code"),
        ({"service_code": "TIDAK-ADA"}, 404, ""),
        ({"attribute[volume]": None}, 400, "attribute[volume]"),
        ({"lat": None, "long": None}, 400, "lat and long"),
        ({"lat": "utara"}, 400, "lat and long"),
        ({"lat": "91"}, 400, "lat and long"),
        ({"lat": None, "long": None, "address_id": "x"}, 400, "address_id"),
        ({"description": "x" * 3000}, 422, "note"),
        ({"api_key": None}, 403, "api_key"),
        ({"api_key": "tebakan"}, 403, "api_key"),
    ],
)
@pytest.mark.parametrize("shape", ["json", "xml"])
def test_what_is_wrong_is_said_in_the_shape_of_the_standard(
    house: House, changed: dict[str, Any], status: int, words: str, shape: str
) -> None:
    answer = posts(house, a_key(house), shape=shape, **changed)

    told = answer.json[0] if shape == "json" else _fields(answer.data)
    assert (answer.status_code, int(told["code"])) == (status, status)
    assert words in told["description"]


def _fields(document: bytes) -> dict[str, str]:
    return {field.tag: field.text or "" for field in ET.fromstring(document)[0]}  # noqa: S314 -- our own


@pytest.mark.parametrize(
    "place", [{"address_id": "64.74.03.1002"}, {"address_string": "Jl. Pipa 3, Gunung  TELIHAN."}]
)
def test_a_kelurahan_is_place_enough(house: House, place: dict[str, str]) -> None:
    sent = posts(house, a_key(house), lat=None, long=None, **place)

    assert sent.status_code == 200, sent.text
    assert house.reports.get(sent.json[0]["service_request_id"]).came_to.startswith("64.74.")


def test_a_program_has_a_limit_of_its_own(house: House) -> None:
    key = a_key(house, per_hour=1)
    assert posts(house, key, "a").status_code == 200

    refused = posts(house, key, "b")

    assert (refused.status_code, refused.json[0]["code"]) == (429, 429)
    assert int(refused.headers["Retry-After"]) > 0
    assert posts(house, key, "a").status_code == 200  # a repeat is free
