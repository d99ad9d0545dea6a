"""What the one table of roles and the doors say each asker must be answered: read here a second time.

Nothing of the routes is asked: not what they look up, nor how they refuse.
"""

from collections.abc import Callable
from functools import partial

from backend.people.person import Role, Stage
from backend.people.roles import EVERYWHERE, TABLE, Action, Reach
from tests.doors.askers import RANI, Asker
from tests.doors.knocking import NEW_HERE, WRITTEN, Cell, Outcome
from tests.doors.things import ANOTHERS, Thing

Outcomes = frozenset[Outcome]

NOTHING = frozenset({Outcome.NOTHING})
SIGN_IN = frozenset({Outcome.SIGN_IN})
PROVE = frozenset({Outcome.PROVE})
PASSED = frozenset({Outcome.PASSED})
ROUND_THE_THING = frozenset({Outcome.PASSED, Outcome.UNREAD, Outcome.NOTHING})
"""Nobody is turned away for who they are; what they name need not be there."""

OPEN_TO_OTHERS: dict[str, Callable[[Thing], bool]] = {
    "PUT /api/v1/reports/<uuid:report_id>/me-too": lambda thing: thing.is_public,
    "DELETE /api/v1/reports/<uuid:report_id>/me-too": lambda _: True,
}
"""Where a phone asks about reports that are not its own."""
OF_A_PERSON = {"POST /api/v1/me/return-link", "POST /hp-saya/kode"}
"""Who sends from a phone of nobody has nothing to come back to, and is told so (403); so are the staff."""
NOT_OF_THIS_HOUSE = {
    "POST /laporan/<uuid:report_id>/beres": "nothing is settled",
    "POST /laporan/<uuid:report_id>/kepuasan": "nothing is fixed",
    "GET /ikuti/surel/<token>": "no letter was sent",
    "POST /ikuti/surel/<token>": "no letter was sent",
}
"""Where something is asked for that is nowhere here, whoever asks and whatever is named, and why."""
LOOKS_NOTHING_UP = {"GET /open311/v2/tokens/<report_id>.<any(json, xml):shape>"}
"""Says back what it was asked, the same whether there is such a report or not."""
OF_THE_DATABASE = {"POST /data-saya/persetujuan"}
"""The people of this house are in no database, which is asked here."""


UNTIL_LOOKED_AT = {"GET /api/v1/reports/<uuid:report_id>/photos/<sha256:sha256>/covered"}
"""Nobody has looked at a photo of this house: until then only who reviews it may see it, covered or not."""


def expected(cell: Cell) -> Outcomes:
    if str(cell.route) in NOT_OF_THIS_HOUSE:
        return NOTHING
    if str(cell.route) in LOOKS_NOTHING_UP:
        return PASSED
    door, _, what = cell.route.door.partition(":")
    found = DOORS[door](cell, what)
    return found | {Outcome.UNREAD} if found == PASSED and str(cell.route) not in WRITTEN else found


def _anyone(cell: Cell, _: str) -> Outcomes:
    if not cell.thing.is_report:
        return ROUND_THE_THING
    return PASSED if cell.thing.is_public else NOTHING


def _holders(cell: Cell, _: str) -> Outcomes:
    return NOTHING if cell.thing.is_report and not cell.thing.is_kept else PASSED


def _senders(cell: Cell, _: str) -> Outcomes:
    if cell.asker.sends is None:
        return SIGN_IN
    if str(cell.route) in OF_A_PERSON and cell.asker.sends.person in {None, RANI.person}:
        return frozenset({Outcome.FORBIDDEN})
    if not cell.thing.is_report:
        return PASSED
    is_theirs = OPEN_TO_OTHERS.get(str(cell.route), partial(_is_own, cell.asker))
    is_new = str(cell.route) == NEW_HERE and not cell.thing.is_kept
    return PASSED if is_new or is_theirs(cell.thing) else NOTHING


def _is_own(asker: Asker, thing: Thing) -> bool:
    """The same phone, or another one of the same person."""
    sender, phone = thing.sender, asker.sends
    if not sender or not phone:
        return False
    return sender.device == phone.device or bool(sender.person and sender.person == phone.person)


def _may(cell: Cell, what: str) -> Outcomes:
    asker, action = cell.asker, Action(what)
    if not asker.is_signed_in:
        return SIGN_IN
    if not any(grant.role in TABLE[action] for grant in asker.grants):
        return NOTHING
    if asker.stage is Stage.PLAIN and any(grant.role is Role.ADMIN for grant in asker.grants):
        return PROVE
    if not cell.thing.is_somewhere:
        return ROUND_THE_THING if cell.route.rule.arguments else PASSED
    if str(cell.route) in UNTIL_LOOKED_AT:
        action = Action.REVIEW
    return PASSED if _reaches(asker, action, cell.thing) else NOTHING


def _reaches(asker: Asker, action: Action, thing: Thing) -> bool:
    reached = {(TABLE[action][g.role], g.scope) for g in asker.grants if g.role in TABLE[action]}
    everywhere = any(reach is Reach.CITY or scope == EVERYWHERE for reach, scope in reached)
    named = {(Reach.KELURAHAN, thing.kelurahan), (Reach.OPD, thing.opd)}
    return thing.is_kept and (everywhere or bool(named & reached))


def _signed_in(cell: Cell, _: str) -> Outcomes:
    if not cell.asker.is_signed_in:
        return SIGN_IN
    return NOTHING if cell.thing.whose == ANOTHERS else PASSED


def _proven(cell: Cell, what: str) -> Outcomes:
    """Every asker who signs in has a passkey, so none gets on by a password alone."""
    return PROVE if cell.asker.stage is Stage.PLAIN else _signed_in(cell, what)


def _half(cell: Cell, _: str) -> Outcomes:
    return PASSED if cell.asker.is_signed_in or cell.asker.is_half else SIGN_IN


def _own_data(cell: Cell, _: str) -> Outcomes:
    if not (cell.asker.is_signed_in or cell.asker.sends):
        return SIGN_IN
    is_person = cell.asker.is_signed_in or (cell.asker.sends and cell.asker.sends.person)
    return NOTHING if is_person and str(cell.route) in OF_THE_DATABASE else PASSED


def _own_data_signed_in(cell: Cell, what: str) -> Outcomes:
    return SIGN_IN if cell.asker.sends == RANI else _own_data(cell, what)


def _monitors(_cell: Cell, _: str) -> Outcomes:
    return SIGN_IN


def _clients(_cell: Cell, _: str) -> Outcomes:
    """None of them says a key, and no cookie stands for one."""
    return frozenset({Outcome.FORBIDDEN})


DOORS: dict[str, Callable[[Cell, str], Outcomes]] = {
    "anyone": _anyone,
    "holders": _holders,
    "senders": _senders,
    "may": _may,
    "signed_in": _signed_in,
    "proven": _proven,
    "half": _half,
    "own_data": _own_data,
    "own_data_signed_in": _own_data_signed_in,
    "monitors": _monitors,
    "clients": _clients,
}
"""A new kind of door needs its line, and so does every route that asks about what is not the asker's own."""
