"""The running programs: `gunicorn backend.main:app` and `celery -A backend.main:celery worker`.

Importing this module builds nothing; asking it for `app` or `celery` does, once.
"""

from functools import cache
from typing import TYPE_CHECKING

from flask import Flask

from backend.app import create_app
from backend.broker import make_celery
from backend.settings import Settings
from backend.wiring import build
from backend.worker import Worker

if TYPE_CHECKING:
    from celery import Celery


@cache
def _app() -> Flask:
    return create_app(build(Settings()))


@cache
def _celery() -> "Celery":
    settings = Settings()
    celery = make_celery(settings)
    celery.conf.masdarling_worker = Worker(build(settings), celery)
    return celery


def __getattr__(name: str) -> "Flask | Celery":
    if name == "app":
        return _app()
    if name == "celery":
        return _celery()
    raise AttributeError(name)
