"""What the asker wants of the queue, as the stores understand it: of their own kelurahan only."""

from flask import g

from backend.reports.ports import Wanted
from backend.routes.pages_holds import held_by_asker
from backend.routes.queue_asked import Asked
from backend.wiring import parts


def wanted_by_asker(asked: Asked) -> Wanted:
    places, register = g.scopes.filter, parts().city.register()
    chosen = None if places is None else tuple(places)
    return asked.wanted(chosen, register, parts().clock(), held=held_by_asker() if asked.mine else ())
