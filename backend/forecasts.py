"""Weather for residents: asked for by the sweep, fetched by a worker."""

from backend.reports.ports import Kind, Lease, Work
from backend.residents import weather
from backend.wiring import Parts

CITY = Work(Kind.WEATHER, "city")


def ask_for_weather(parts: Parts) -> None:
    """Where BMKG is configured and something is not fresh."""
    names = weather.names_of(parts.city.register().kelurahan)
    if parts.weather and weather.is_due(names, parts.snapshots, parts.clock()):
        parts.outbox.add([CITY], due=parts.clock())


def keep_weather(parts: Parts, lease: Lease) -> None:
    """The body of a task; may run twice."""
    if parts.weather is None:  # no longer configured
        parts.outbox.finish(lease)
        return
    weather.keep(
        lease,
        source=parts.weather,
        codes=parts.city.register().kelurahan,
        snapshots=parts.snapshots,
        outbox=parts.outbox,
        clock=parts.clock,
    )
