"""How the server is, told to machines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from backend.people.person import Grant, Role
from backend.reports.ports import Kind, Unavailable
from media import bucket
from tests.http.conftest import Build
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA

AFAR = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}


@dataclass
class Work:
    """The part of an outbox that health asks."""

    dead: int = 0
    fails: bool = False

    def backlog(self) -> dict[str, int]:
        if self.fails:
            raise Unavailable("the database did not answer")
        return {"due": 0, "leased": 0, "dead": self.dead}

    def late(self, kind: Kind, before: datetime) -> int:  # noqa: ARG002 - the port's
        return 0


def words(answer: Any) -> dict[str, str]:
    return {d["name"]: d["words"] for d in answer.json["dependencies"] if not d["well"]}


def test_a_process_that_answers_is_alive(house: House) -> None:
    assert house.stranger().gets("/healthz").json == {"api": "masdarling/1", "alive": True}


def test_all_is_well(house: House) -> None:
    answer = house.stranger().gets("/readyz")

    assert (answer.status_code, answer.json["ready"], answer.json["well"]) == (200, True, True)


def test_without_the_bucket_words_are_still_taken(house: House) -> None:
    house.bucket.fails = bucket.Unavailable("the bucket did not answer")

    answer = house.stranger().gets("/readyz")

    assert (answer.status_code, answer.json["ready"], answer.json["well"]) == (200, True, False)
    assert words(answer) == {"bucket": "the bucket did not answer"}


def test_without_the_database_nothing_is_taken(build: Build) -> None:
    house = build(outbox=Work(fails=True))

    answer = house.stranger().gets("/readyz")

    assert (answer.status_code, answer.json["ready"]) == (503, False)


def test_dead_work_is_seen(build: Build) -> None:
    house = build(outbox=Work(dead=2))

    answer = house.stranger().gets("/readyz")

    assert "2 pieces of work failed for good" in words(answer)["work"]


def test_prometheus_on_this_machine_reads_what_the_database_knows(house: House, phone: Visitor) -> None:
    phone.sends(a_parcel())

    told = house.stranger().gets("/metrics").text

    assert 'masdarling_reports{state="received"} 1.0' in told
    assert 'masdarling_outbox{standing="dead"} 0.0' in told


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_strangers_behind_a_proxy_on_this_machine_are_still_strangers(header: str, house: House) -> None:
    assert house.stranger().gets("/metrics", headers={header: "203.0.113.9"}).status_code == 401


def test_from_afar_a_token_is_needed(build: Build) -> None:
    house = build(metrics_token="the token")
    stranger = house.stranger()

    answers = [
        stranger.gets("/metrics", **AFAR),
        stranger.gets("/metrics", headers={"Authorization": "Bearer wrong"}, **AFAR),
        stranger.gets("/metrics", headers={"Authorization": "Bearer the token"}, **AFAR),
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 200]


@pytest.mark.parametrize("sent", ["Bearer", "Bearer ", "Basic Og==", "x"])
def test_without_a_token_in_the_settings_none_fits(sent: str, house: House) -> None:
    answer = house.stranger().gets("/metrics", headers={"Authorization": sent}, **AFAR)

    assert answer.status_code == 401


def test_an_admin_of_the_city_is_no_monitor(house: House) -> None:
    assert house.staff(Grant(Role.ADMIN, KUALA)).gets("/metrics", **AFAR).status_code == 401
