"""Who may pass: every view carries exactly one door. Those of phones are in doors_phone.py."""

from collections.abc import Callable
from functools import wraps

from flask import g, request
from flask.typing import ResponseReturnValue

from backend.people import standing
from backend.people.person import Stage
from backend.people.roles import Action, Scopes, scopes
from backend.reports.ports import NotFound
from backend.routes.asker import session_of_asker
from backend.routes.auditing import as_an_act
from backend.routes.door_names import P, View, named
from backend.routes.limits import limits
from backend.routes.turning_away import REFUSALS, prove_first, sign_in_first
from backend.wiring import parts

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def anyone(view: View[P]) -> View[P]:
    """Open to all."""
    return named("anyone", view)


def holders(what: str) -> Callable[[View[P]], View[P]]:
    """Open to whoever knows the secret in the path, e.g. a report's number. Never cached, never indexed."""

    def door(view: View[P]) -> View[P]:
        return named(f"holders:{what}", view)

    return door


def may(action: Action) -> Callable[[View[P]], View[P]]:
    """A signed-in person whose roles allow the action somewhere: sets g.session, g.person and g.scopes.

    Nobody else learns that there is something here. Where it is allowed is for the view to ask: see `within`.
    What it changes leaves a line of the audit log.
    """

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not _somebody_is_signed_in():
                return sign_in_first()
            limits().request(g.person.id)
            g.action, g.scopes = action, scopes(g.person, action)
            now, hands_in = parts().clock(), request.method not in SAFE
            is_proven = standing.suffices(g.session, g.person, action, now, handing_in=hands_in)
            if g.scopes and not is_proven:
                return prove_first()

            def allowed() -> ResponseReturnValue:
                if not g.scopes:
                    raise NotFound(f"your roles do not include: {action.value}")
                return view(*args, **kwargs)

            return as_an_act(allowed, kwargs, REFUSALS)

        return named(f"may:{action.value}", behind)

    return door


def signed_in_only(view: View[P]) -> View[P]:
    """Any signed-in person: sets g.session and g.person. What they change leaves a line of the audit log."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not _somebody_is_signed_in():
            return sign_in_first()
        return as_an_act(lambda: view(*args, **kwargs), kwargs, REFUSALS)

    return named("signed_in", behind)


def proven_only(view: View[P]) -> View[P]:
    """A signed-in person who has shown lately who they are: sets g.session and g.person."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not _somebody_is_signed_in():
            return sign_in_first()
        hands_in = request.method not in SAFE
        if not standing.is_recent(g.session, parts().clock(), handing_in=hands_in) or _owes_a_factor():
            return prove_first()
        return as_an_act(lambda: view(*args, **kwargs), kwargs, REFUSALS)

    return named("proven", behind)


def half_signed_in(view: View[P]) -> View[P]:
    """Whoever has shown a password, before or after the second factor: sets g.session and g.person."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        g.session, g.person = session_of_asker()
        return view(*args, **kwargs) if g.person else sign_in_first()

    return named("half", behind)


def within(kelurahan: str) -> None:
    """Raise NotFound unless g.scopes reaches the kelurahan: what one may not see does not exist."""
    allowed: Scopes = g.scopes
    if not allowed.covers(kelurahan):
        raise NotFound("nothing here under that name")


def _somebody_is_signed_in() -> bool:
    """Sets g.session and g.person; both None when nobody is, or only half."""
    g.session, g.person = session_of_asker()
    if g.session and g.session.stage is Stage.HALF:
        g.session = g.person = None
    return g.person is not None


def _owes_a_factor() -> bool:
    """Signed in by password alone before another browser of theirs set a second factor up."""
    return g.session.stage is not Stage.STRONG and bool(parts().factors.of(g.person.id))
