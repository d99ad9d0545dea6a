"""The joined parts, for commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from backend.commands.saying import Trouble
from backend.people.passwords import Weak
from backend.reports import ports
from backend.secrets_kept import SHORTEST_KEY
from backend.settings import Settings
from backend.stores.schema import migrate
from backend.wiring import Parts, build
from media import bucket


def settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"MASDARLING_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise Trouble(
            f"a setting cannot be read: {faults}", "mend it in the environment or in .env"
        ) from error


def demand_key(chosen: Settings) -> None:
    """Programs that people reach need a key nobody can guess. Raises Trouble."""
    if len(chosen.secret_key.get_secret_value()) < SHORTEST_KEY:
        raise Trouble(
            f"MASDARLING_SECRET_KEY is missing or shorter than {SHORTEST_KEY} characters",
            "set it to a long random text, the same on every machine: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )


@contextmanager
def opened() -> Iterator[Parts]:
    """Parts over a schema that is up to date; what cannot be reached is said in words."""
    chosen = settings()
    try:
        chosen.data.mkdir(parents=True, exist_ok=True)
        parts = build(chosen)
    except (OSError, ValueError) as error:
        raise Trouble(str(error), "mend the setting it names") from error
    try:
        if parts.database:
            migrate(parts.database)
        yield parts
    except (ports.Unavailable, bucket.Unavailable) as error:
        raise Trouble(f"not reachable: {error}", "see what `masdarling doctor` says") from error
    except Weak as error:
        raise Trouble(str(error), "choose a longer one") from error
    finally:
        if parts.database:
            parts.database.close()
