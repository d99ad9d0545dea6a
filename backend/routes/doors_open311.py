"""The door of programs that send service requests, each with a key of its own."""

from functools import wraps

from flask import g, request
from flask.typing import ResponseReturnValue

from backend.open311 import clients
from backend.open311.posting import SECRET
from backend.routes.door_names import P, View, named
from backend.routes.limits import limits
from backend.wiring import parts


def clients_only(view: View[P]) -> View[P]:
    """Whoever says an api_key: sets g.client. No cookie counts here, so no other site can use somebody's."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        g.client = clients.known(request.values.get(SECRET, ""), parts().clients)
        limits().request(g.client.id)
        return view(*args, **kwargs)

    return named("clients", behind)
