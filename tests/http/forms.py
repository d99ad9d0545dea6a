"""A real installation, its pages, and every form that stands on them: new fields are found by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path

from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.people import invitations, sessions
from backend.people.person import Grant, Person, Role, Stage
from backend.routes.cookies import SESSION
from backend.settings import Settings
from backend.stores.schema import migrate
from backend.wiring import Parts, build
from tests.engine.house import hand_in
from tests.http.house import HOST, a_parcel

HOME = "64.74.03.1002"


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


@dataclass(eq=False)
class Installation:
    """Real stores, and who is signed in there."""

    parts: Parts
    pages: dict[str, str]
    """Path -> login, or empty."""

    @cached_property
    def app(self) -> APIFlask:
        return create_app(self.parts)

    def visitor(self, login: str) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base |= {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "text/html"}
        if login:
            person = self.parts.people.by_login(login)
            now = self.parts.clock()
            token = sessions.begin(person, people=self.parts.people, now=now, stage=Stage.STRONG)
            client.set_cookie(SESSION, token)
        return client

    def forms(self, path: str, login: str) -> list[Form]:
        """Those of a page, as its visitor is shown them; none where it is there no more."""
        page = self.visitor(login).get(path)
        forms = Forms(path)
        if page.status_code == HTTPStatus.OK:
            forms.feed(page.text)
        return forms.found

    def sends(self, form: Form, fields: Mapping[str, str], login: str) -> TestResponse:
        """A form filled in, as its visitor's browser sends it."""
        visitor = self.visitor(login)
        if form.method == "GET":
            return visitor.get(form.action, query_string=fields)
        return visitor.post(form.action, data=fields)


def installed(data: Path, url: str) -> Installation:
    """In `data`, on the empty database at `url`."""
    parts = build(Settings(data=data, database_url=url, base_url=HOST, secret_key=SecretStr("of this test")))
    assert parts.database
    migrate(parts.database)
    parts.city.ensure()
    return Installation(parts, _pages(parts))


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
        "/masuk/bukti": "rani",
        "/akun": "rani",
        "/akun/faktor": "rani",
    }
