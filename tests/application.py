"""The whole web application on a folder of its own, for tests of what all its routes have in common."""

from pathlib import Path

from apiflask import APIFlask
from pydantic import SecretStr

from backend.app import create_app
from backend.settings import Settings
from backend.wiring import build


def an_application(data: Path) -> APIFlask:
    return create_app(build(Settings(data=data, secret_key=SecretStr("a key of this test and of no other"))))
