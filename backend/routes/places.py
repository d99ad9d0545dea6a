"""The kelurahan an address names."""

from backend.city.register import Kelurahan
from backend.reports.ports import NotFound
from backend.wiring import parts


def kelurahan_of(code: str) -> Kelurahan:
    """Raises NotFound for a code the register does not know."""
    place = parts().city.register().kelurahan.get(code)
    if place is None:
        raise NotFound("no such kelurahan")
    return place
