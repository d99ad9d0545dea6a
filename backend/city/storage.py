"""TinyDB over the bucket: it edits a draft in memory, which is published whole or not at all."""

from copy import deepcopy
from typing import Any

from tinydb import Storage

from backend.city.edition import Edition, Tables


class DraftStorage(Storage):
    """What TinyDB reads and writes while one edit of the register lasts."""

    def __init__(self, edition: Edition) -> None:
        self.tables: Tables = deepcopy(edition.tables)

    def read(self) -> dict[str, dict[str, Any]]:
        return self.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self.tables = data
