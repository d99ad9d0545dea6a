"""Whoever reads a public page and says something of it: a browser, with no account and no invitation."""

from collections.abc import Callable

from flask import Response, g

from backend.people import devices
from backend.reports.moves import PUBLIC
from backend.reports.ports import NotFound
from backend.reports.report import Sender
from backend.routes import cookies
from backend.routes.asker import device_if_any
from backend.routes.limits import limits
from backend.wiring import parts


def as_visitor(act: Callable[[], Response], *, check_new: Callable[[], None]) -> Response:
    """`act` for g.sender: the device this browser is, or a new one whose credential the answer brings.

    Each counts once. A city that takes reports from invited people only hears everybody here: nothing a
    stranger says is published but how many said so. Raises Limited, and what `check_new` raises, which is
    asked before a device is made up.
    """
    g.device, token = device_if_any(), ""
    if g.device is None:
        check_new()
        limits().new_device()
        g.device, token = devices.introduce(parts().people, now=parts().clock())
    limits().request(g.device.id)
    g.sender = Sender(g.device.id, g.device.person, alone=g.device.let_in)
    answer = act()
    return cookies.set_device(answer, token, person=None) if token else answer


def speaks_of(report_id: str) -> None:
    """Nobody is made up by naming what residents do not see, and no crowd about one report.

    Raises NotFound, Limited.
    """
    if parts().reports.get(report_id).state not in PUBLIC:
        raise NotFound(report_id)
    limits().new_voice(report_id)
