"""How every program writes its log: one line an event, for people or as JSON, to standard error."""

import logging
import sys
from typing import Any

from backend.settings import Settings

TEXT = "%(asctime)s %(levelname)-7s {program}: %(message)s"
QUIET = ("alembic", "amqp", "boto3", "botocore", "celery", "kombu", "urllib3")
"""Libraries whose information is for their developers."""


def write_logs(settings: Settings, program: str) -> None:
    """From now on, whatever was set before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_json(program) if settings.log == "json" else _text(program))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _text(program: str) -> logging.Formatter:
    return logging.Formatter(TEXT.format(program=program), datefmt="%H:%M:%S")


def _json(program: str) -> logging.Formatter:
    import structlog  # noqa: PLC0415 - several MB that only this format needs

    def name_program(_logger: object, _method: str, event: Any) -> Any:
        return {**event, "program": program}

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(),
            name_program,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
