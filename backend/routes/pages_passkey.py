"""Passkeys: the answers a page's script asks for. Bodies and answers are JSON as WebAuthn has it."""

import json

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from backend.people import account, passkeys, sessions, signing_in
from backend.people.person import Stage
from backend.people.throttle import Wrong
from backend.routes import cookies
from backend.routes.asker import here, safe, session_of_asker
from backend.routes.auditing import noted
from backend.routes.bodies import body
from backend.routes.browsers import called
from backend.routes.doors import anyone, proven_only
from backend.routes.pages_staff import first_page
from backend.routes.pages_way import HOME, own_path
from backend.wiring import parts

bp = Blueprint("pages_passkey", __name__)

BODY_MAX = 16 * 1024
"""Bytes."""


@bp.post("/masuk/kunci/tanya")
@anyone
def ask() -> ResponseReturnValue:
    """A challenge for whatever passkey of this site the browser holds."""
    return jsonify(passkeys.ask(_lock()))


@bp.post("/masuk/kunci")
@anyone
def open_with() -> ResponseReturnValue:
    """Sign in by passkey, or prove once more who one is; `onward` is where to go. Raises Wrong."""
    answer = body(content_type="application/json", limit=BODY_MAX).decode(errors="replace")
    person = passkeys.open_with(answer, _lock(), people=parts().people)
    noted("sign_in", "person", person.id, by=person, how="passkey")
    session, who = session_of_asker()
    if session and who and who.id == person.id:
        token = signing_in.strengthen(session, person, people=parts().people, now=parts().clock())
    else:
        sessions.end(cookies.session(), people=parts().people)
        label = request.user_agent.string[: passkeys.LABEL_MAX]
        token = sessions.begin(
            person, people=parts().people, now=parts().clock(), label=label, stage=Stage.STRONG
        )
    asked = own_path(request.args.get("lanjut", ""))
    return _signed_in(token, first_page(person) if asked == HOME else asked)


@bp.post("/akun/faktor/kunci/tanya")
@proven_only
def offer() -> ResponseReturnValue:
    """What the browser needs to make a new passkey."""
    return jsonify(passkeys.offer(g.person, _lock()))


@bp.post("/akun/faktor/kunci")
@proven_only
def add() -> ResponseReturnValue:
    """Keep the one it made. What a password alone opened elsewhere ends: from now on it takes more.

    Raises Wrong.
    """
    answer = body(content_type="application/json", limit=BODY_MAX).decode(errors="replace")
    passkeys.add(g.person, answer, called(request.user_agent.string), _lock())
    account.end_others(g.person, here=here(), people=parts().people, now=parts().clock())
    token = signing_in.strengthen(g.session, g.person, people=parts().people, now=parts().clock())
    return _signed_in(token, "/akun/faktor")


@bp.errorhandler(Wrong)
def wrong(_error: Wrong) -> ResponseReturnValue:
    return jsonify(fault="wrong"), 401


def _signed_in(token: str, onward: str) -> Response:
    return cookies.set_session(Response(json.dumps({"onward": onward}), mimetype="application/json"), token)


def _lock() -> passkeys.Lock:
    room = parts()
    return passkeys.Lock(room.settings.base_url, safe(), room.factors, room.tickets, room.clock())
