"""Weather and warnings as pages show them; nothing where nothing is known."""

from typing import Any

from backend.residents import weather
from backend.routes.pages_kept import snapshot
from backend.wiring import parts


def forecast(code: str) -> list[dict[str, Any]]:
    """The next hours of a kelurahan."""
    return weather.shown(snapshot(weather.name(code)), parts().clock())


def warnings() -> list[dict[str, str]]:
    """Those for the city that are in force."""
    return weather.in_force(snapshot(weather.WARNINGS), parts().clock())
