"""What the asker wants of the queue, as the stores understand it: of their own kelurahan only."""

from flask import g

from backend.reports.ports import Wanted
from backend.routes.queue_asked import Asked
from backend.wiring import parts


def wanted_by_asker(asked: Asked) -> Wanted:
    places = g.scopes.filter
    categories = parts().city.register().categories
    groups = {code: category.group for code, category in categories.items()}
    return asked.wanted(None if places is None else tuple(places), groups, parts().clock())
