"""Whatever the API's own description allows, and what it forbids, is asked of every route by schemathesis."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode, SerializationContext
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from backend.people import devices, sessions
from backend.people.person import Grant, Role, Stage
from backend.routes.cookies import DEVICE, SESSION
from tests.http.house import OWN_PAGE, PHOTO, House, Visitor, a_house, a_parcel, photo_path
from tests.people.builders import a_person

Operation = APIOperation[Any, Any, Any, Any]
Asked = Case[Any]
BOUNDED = settings(max_examples=6, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
BEYOND_THE_SCHEMA: list[Any] = [positive_data_acceptance, negative_data_rejection]
"""Not checked: the rules know more than a schema says (bounds in bytes, what the register holds), and where
nothing is read of a body, nothing is wrong with it."""
ALLOWED, FORBIDDEN = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@schemathesis.serializer("application/partial-upload")
def chunk(_context: SerializationContext, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


@dataclass
class Asker:
    """Signed in as everything there is, on a phone that may send and has sent a report."""

    house: House
    headers: Mapping[str, str]
    known: Mapping[str, str]
    """Parameters of addresses under which something is kept."""

    def operations(self) -> Iterator[Operation]:
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", self.house.app)
        for found in schema.get_all_operations():
            assert isinstance(found, Ok), found.err()
            yield found.ok()

    def cases(self, operation: Operation, mode: GenerationMode, *, known: bool) -> SearchStrategy[Asked]:
        kept = {p.name: self.known[p.name] for p in operation.path_parameters if p.name in self.known}
        return operation.as_strategy(mode, path_parameters=kept if known else {})


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    house = a_house(tmp_path_factory.mktemp("schemathesis"), reports_per_hour=1_000_000)
    person = house.knows(a_person(*(Grant(role) for role in Role)))
    device, token = devices.make(now=house.time(), person=person.id)
    house.people.add_device(device)
    session = sessions.begin(person, people=house.people, now=house.time(), stage=Stage.STRONG)
    own = {"Cookie": f"{DEVICE}={token}; {SESSION}={session}", "Accept-Encoding": "identity"}
    yield Asker(house, {**OWN_PAGE, **own}, kept_by(house, token))
    house.shuts()


def kept_by(house: House, token: str) -> Mapping[str, str]:
    phone = Visitor(house.app.test_client())
    phone.client.set_cookie(DEVICE, token)
    parcel = a_parcel(PHOTO)
    number = phone.sends(parcel).json["number"]
    digest = photo_path(parcel, PHOTO).rpartition("/")[2]
    return {"report_id": parcel.id, "number": number, "sha256": digest, "code": "64.74.03.1002"}


@pytest.mark.parametrize(
    ("mode", "known"),
    [(ALLOWED, True), (ALLOWED, False), (FORBIDDEN, True)],
    ids=["allowed, of what is kept", "allowed, of anything", "forbidden"],
)
def test_every_route_answers_as_it_is_described(asker: Asker, mode: GenerationMode, known: bool) -> None:
    asked, wrong = set[str](), dict[str, str]()
    for operation in asker.operations():

        @BOUNDED
        @given(case=asker.cases(operation, mode, known=known))
        def ask(case: Asked) -> None:
            asked.add(case.operation.label)
            case.call_and_validate(headers=dict(asker.headers), excluded_checks=BEYOND_THE_SCHEMA)

        try:
            with suppress(Unsatisfiable):  # nothing can be wrong with a request that says nothing
                ask()
        except FailureGroup as faults:
            wrong[operation.label] = str(faults)

    assert wrong == {}
    assert len(asked) > 15
