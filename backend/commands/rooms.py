"""The joined parts, for commands."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from pydantic import ValidationError

from backend.commands.saying import Trouble
from backend.people.passwords import Weak
from backend.reports import ports
from backend.secrets_kept import is_secret
from backend.settings import Settings
from backend.stores.database import Database
from backend.stores.schema import NEWEST, migrate, revision
from backend.wiring import Parts, build
from media import bucket

DATABASE_WITHIN_S = 5.0
"""A database server may be started at the same moment as we are."""
SCHEMA_WITHIN_S = 60.0


def settings() -> Settings:
    """Raises Trouble that names the setting."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"MASDARLING_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise Trouble(
            f"a setting cannot be read: {faults}", "mend it in the environment or in .env"
        ) from error


def demand_key(chosen: Settings) -> None:
    """Programs that people reach need a key nobody can guess. Raises Trouble."""
    if not is_secret(chosen.secret_key.get_secret_value()):
        raise Trouble(
            "MASDARLING_SECRET_KEY is missing, too short or too easy to guess",
            "set it to a long random text, the same on every machine: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )


@contextmanager
def opened() -> Iterator[Parts]:
    """Parts over a schema that is up to date; what cannot be reached is said in words."""
    with prepared(settings()) as parts:
        yield parts


@contextmanager
def prepared(chosen: Settings, *, by_another: bool = False) -> Iterator[Parts]:
    """The same. The database is closed at the end. `by_another`: only wait for the schema."""
    parts = joined(chosen)
    try:
        if parts.database:
            _patiently(partial(_await_schema if by_another else migrate, parts.database))
        yield parts
    except (ports.Unavailable, bucket.Unavailable) as error:
        raise Trouble(f"not reachable: {error}", "see what `masdarling doctor` says") from error
    except Weak as error:
        raise Trouble(str(error), "choose a longer one") from error
    finally:
        if parts.database:
            parts.database.close()


def joined(chosen: Settings) -> Parts:
    """Parts of which nothing is opened yet. Raises Trouble when a setting makes no sense."""
    try:
        chosen.data.mkdir(parents=True, exist_ok=True)
        return build(chosen)
    except (OSError, ValueError) as error:
        raise Trouble(str(error), "mend the setting it is about") from error


def _await_schema(database: Database) -> None:
    end = time.monotonic() + SCHEMA_WITHIN_S
    while database.read(revision) != NEWEST:
        if time.monotonic() > end:
            raise Trouble("the database has not the tables of this version", "run `masdarling init`")
        time.sleep(0.02)


def _patiently(prepare: Callable[[], None]) -> None:
    """Until the database answers, for a while."""
    end = time.monotonic() + DATABASE_WITHIN_S
    while True:
        try:
            prepare()
        except ports.Unavailable as error:
            if time.monotonic() > end:
                raise Trouble(
                    f"the database is not reachable: {error}",
                    "is its server running (or its disk there), and MASDARLING_DATABASE_URL right?",
                ) from error
            time.sleep(0.5)
        else:
            return
