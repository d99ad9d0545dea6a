"""The least a durable upload can cost in Flask: one request, one file, fsynced.

A program of its own beside the measured one: `gunicorn 'backend.bench.floor:create_app()'`.
"""

import os
from pathlib import Path
from uuid import uuid4

from flask import Flask, request


def create_app() -> Flask:
    """Keeps uploads in the folder FLOOR_FOLDER."""
    app = Flask("floor")
    folder = Path(os.environ["FLOOR_FOLDER"])

    @app.get("/healthz")
    def alive() -> str:
        return "alive"

    @app.put("/upload")
    def upload() -> tuple[str, int]:
        name = uuid4().hex
        keep(folder, name, request.get_data())
        return name, 201

    return app


def keep(folder: Path, name: str, data: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folder."""
    part = folder / f"{name}.part"
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(folder / name)
    place = os.open(folder, os.O_RDONLY)
    os.fsync(place)
    os.close(place)
