"""What the staff ask to change leaves a line of the audit log: exactly one, when it was done or was refused.

Kept in the transaction of the effect where there is one (stores/audited.py), else here, before the answer
leaves. Reading leaves none, but for what a view itself calls `noted`.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus

from flask import g, make_response, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import Act, acting, next_about, pending, unremarkable
from backend.audit.line import NOBODY, Entry, Who
from backend.people.person import Person
from backend.wiring import parts

READING = frozenset({"GET", "HEAD", "OPTIONS"})
LABEL_MAX = 120
"""Characters of what the browser calls itself."""
HEADER = "Request-Id"

View = Callable[[], ResponseReturnValue]
Refusals = tuple[type[Exception], ...]


def as_an_act(view: View, arguments: Mapping[str, object], refusals: Refusals) -> ResponseReturnValue:
    """What the view answers, once its line is kept. Raises what the view raises.

    `arguments` are those of the address; of what the view raises, `refusals` leave a line as well.
    """
    if request.method in READING:
        return view()
    with acting(_asked(arguments)) as act:
        try:
            answer = make_response(view())
        except refusals:
            _refused(act)
            raise
        if answer.status_code < HTTPStatus.BAD_REQUEST and not act.kept:
            parts().audit.record(act.entry)
    answer.headers[HEADER] = act.entry.request
    return answer


@contextmanager
def one_of_many(kind: str, what: str, action: str, refusals: Refusals) -> Iterator[None]:
    """A part of the act: it leaves the line that the same would leave if it were asked for alone, or none."""
    next_about(kind, what, action=action)
    try:
        yield
    except refusals:
        if act := pending():
            _refused(act)
        raise
    finally:
        unremarkable()  # what is not kept by now was refused, or done by an earlier request


def _refused(act: Act) -> None:
    parts().audit.record(replace(act.entry, detail={"refused": "yes"}))


def noted(action: str, kind: str = "", what: str = "", *, by: Person | None = None, **detail: str) -> None:
    """Keep a line about something that is not the act of a door: what was read, who signed in.

    `by` defaults to whoever is signed in behind the door.
    """
    who = who_is(by or g.get("person"))
    parts().audit.record(Entry(who, action, kind, what, detail, secrets.token_hex(8), _browser()))


def who_is(person: Person | None) -> Who:
    if person is None:
        return NOBODY
    roles = tuple(f"{grant.role.value}:{grant.scope}" for grant in person.grants)
    return Who("person", person.id, person.name, roles)


def _asked(arguments: Mapping[str, object]) -> Entry:
    """By the name of the view, e.g. `decide`; the first argument of the address is what it is done to."""
    kind, what = next(((name, str(value)) for name, value in arguments.items()), ("", ""))
    action = (request.endpoint or "").rpartition(".")[2]
    return Entry(
        who=who_is(g.get("person")),
        action=action,
        kind=kind.removesuffix("_id"),
        object=what,
        request=secrets.token_hex(8),
        device=_browser(),
    )


def _browser() -> str:
    return request.user_agent.string[:LABEL_MAX]
