"""PostgreSQL keeps no NUL. A page that is sent one says so with 400, whichever field it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from backend.app import create_app
from backend.people import invitations, sessions
from backend.people.person import Grant, Person, Role
from backend.routes.cookies import SESSION
from backend.settings import Settings
from backend.stores.schema import migrate
from backend.wiring import Parts, build
from tests.engine.house import hand_in
from tests.http.house import HOST, a_parcel
from tests.services.postgres import PostgresServer

HOME = "64.74.03.1002"
NUL = "se\0mut"


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """Every form of a page with its fields, filled in as the page shows it."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found = path, list[Form]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(said.get("action", self.path), said.get("method", "get").upper()))
        elif tag in {"input", "select", "textarea", "button"} and self.found and "name" in said:
            self.found[-1].fields[said["name"]] = said.get("value", "")


@dataclass
class Installation:
    """Real stores, and who is signed in there."""

    parts: Parts
    pages: dict[str, str]
    """Path -> login, or empty."""

    def visitor(self, login: str) -> FlaskClient:
        client = create_app(self.parts).test_client()
        client.environ_base |= {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "text/html"}
        if login:
            person = self.parts.people.by_login(login)
            client.set_cookie(
                SESSION, sessions.begin(person, people=self.parts.people, now=self.parts.clock())
            )
        return client


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)], scope="module")
def installation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    data = tmp_path_factory.mktemp("nul")
    url = f"sqlite:///{data / 'a.sqlite3'}"
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.make_database()
    parts = build(Settings(data=data, database_url=url, base_url=HOST, secret_key=SecretStr("of this test")))
    assert parts.database
    migrate(parts.database)
    parts.city.ensure()
    yield Installation(parts, _pages(parts))
    parts.database.close()


def _pages(parts: Parts) -> dict[str, str]:
    for login, role in (("rani", Role.REVIEWER), ("adi", Role.ADMIN)):
        parts.people.add(Person(login, login.title(), (Grant(role),), parts.clock(), login))
    parts.people.add(Person("budi", "Budi", (Grant(Role.VOLUNTEER, HOME),), parts.clock()))
    _, token = invitations.make(Grant(Role.VOLUNTEER, HOME), people=parts.people, now=parts.clock())
    parcel = a_parcel()
    hand_in(parts, parcel)
    return {
        "/masuk": "",
        "/keluar": "rani",
        "/lacak": "",
        f"/undangan/{token}": "",
        "/lapor/sederhana?jenis=SMP-01": "",
        f"/tinjau/{parcel.id}": "rani",
        "/tinjau": "rani",
        "/admin/undangan": "rani",
        "/admin/berkas": "adi",
    }


def test_a_nul_in_any_field_of_any_form_is_refused(installation: Installation) -> None:
    answers = {}
    for path, login in installation.pages.items():
        page = installation.visitor(login).get(path)
        assert page.status_code == 200
        forms = Forms(path)
        forms.feed(page.text)
        for form in forms.found:
            for name in form.fields:
                sent = {**form.fields, name: NUL}
                visitor = installation.visitor(login)
                if form.method == "GET":
                    answer = visitor.get(form.action, query_string=sent)
                else:
                    answer = visitor.post(form.action, data=sent)
                answers[f"{form.method} {form.action} {name}"] = answer.status_code

    assert len(answers) > 25
    assert {asked: status for asked, status in answers.items() if status != 400} == {}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/tinjau?keadaan=%00", 400),
        ("/tinjau?sesudah=%00", 400),
        ("/lacak?nomor=%00", 400),
        ("/lapor/sederhana?jenis=%00", 400),
        ("/lacak/%00", 404),
        ("/lacak/MD-%00", 404),
        ("/undangan/%00", 404),
        ("/kelurahan/%00", 404),
        ("/laporan/%00", 404),
        ("/api/v1/kelurahan/%00/pack", 404),
        ("/aset/%00", 404),
        ("/%00", 404),
    ],
)
def test_a_nul_in_an_address_is_refused(installation: Installation, address: str, status: int) -> None:
    assert installation.visitor("rani").get(address).status_code == status


def test_bytes_that_are_no_text_come_in_as_a_mark_of_that(installation: Installation) -> None:
    """Half of a surrogate pair among them: neither database keeps one."""
    answer = installation.visitor("rani").post(
        "/admin/undangan/kembali",
        data=b"orang=%ED%A0%80%FF",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 404
