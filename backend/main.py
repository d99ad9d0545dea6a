"""The running programs: `gunicorn backend.main:app` and `celery -A backend.main:celery worker`.

Importing this module builds nothing; asking it for `app` or `celery` does, once.
"""

from functools import cache
from typing import TYPE_CHECKING

from flask import Flask

from backend.app import create_app
from backend.engine.broker import make_celery
from backend.programs.worker import Worker, begin_in_the_background
from backend.settings import Settings
from backend.wiring import build

if TYPE_CHECKING:
    from celery import Celery


@cache
def _app() -> Flask:
    return create_app(build(Settings()))


@cache
def _celery() -> "Celery":
    settings = Settings()
    worker = Worker(build(settings), make_celery(settings))
    begin_in_the_background(worker)
    return worker.celery


def __getattr__(name: str) -> "Flask | Celery":
    if name == "app":
        return _app()
    if name == "celery":
        return _celery()
    raise AttributeError(name)
