"""Times as people read them: Bontang's clock (WITA, UTC+8), the asker's language."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_timedelta
from flask import Flask

from backend.reports.wita import WITA
from backend.routes.queue_asked import in_ms
from backend.wiring import parts
from backend.words import language, locale, say


def register(app: Flask) -> None:
    """Make these filters known to every template."""
    app.jinja_env.filters.update(
        day=day, month=month, minute=minute, clock=clock, ago=ago, due_day=due_day, ms=in_ms
    )


def today() -> date:
    """By Bontang's clock."""
    return parts().clock().astimezone(WITA).date()


def day(moment: datetime | date | str) -> str:
    """«23 Nov 2026». Takes ISO text too: snapshots hold plain JSON."""
    return _written(_local(moment), "d MMM y", language())


def month(moment: date | str) -> str:
    """«November 2026»; text is like 2026-11."""
    first = date.fromisoformat(f"{moment}-01") if isinstance(moment, str) else moment
    return _written(first, "MMMM y", language())


def minute(moment: datetime | str) -> str:
    """«23 Nov 2026, 08.15 WITA»."""
    return _written(_local(moment), PATTERNS[language()], language())


def clock(moment: datetime) -> str:
    """«08.15»: of today."""
    return _written(_local(moment), CLOCKS[language()], language())


def due_day(moment: datetime) -> str:
    """«Rabu, 2 Des»: a day people know from the calendar on the wall."""
    return _written(_local(moment), "EEEE, d MMM", language())


def ago(moment: datetime) -> str:
    """«2 jam yang lalu», by the server's clock."""
    past = (parts().clock() - moment) // timedelta(minutes=1)
    return say("shared.just_now") if past < 1 else _past(past, language())  # a clock a little ahead too


PATTERNS = {"id": "d MMM y, HH.mm 'WITA'", "en": "d MMM y, HH:mm 'WITA'"}
KEPT = 4_096
"""Times whose words are kept: a list of reports is shown again and again."""
CLOCKS = {"id": "HH.mm", "en": "HH:mm"}


@lru_cache(KEPT)
def _written(moment: datetime | date, pattern: str, tongue: str) -> str:
    shown = format_datetime if isinstance(moment, datetime) else format_date
    return shown(moment, pattern, locale=locale(tongue))


@lru_cache(KEPT)
def _past(minutes: int, tongue: str) -> str:
    return format_timedelta(timedelta(minutes=-minutes), add_direction=True, locale=locale(tongue))


def _local(moment: datetime | date | str) -> datetime | date:
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    return moment.astimezone(WITA) if isinstance(moment, datetime) else moment
