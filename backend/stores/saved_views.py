"""Ways of looking at the queue that reviewers gave names, over SQL."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from backend.reports.ports import NotFound, SavedView
from backend.stores.database import Database
from backend.stores.desk_tables import saved_views
from backend.stores.people_tables import people


class SqlSavedViews:
    """See backend.reports.ports.SavedViews."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> tuple[SavedView, ...]:
        theirs = select(saved_views).where(saved_views.c.person == person).order_by(saved_views.c.id)
        return self._database.read(lambda tx: tuple(SavedView(**row._asdict()) for row in tx.execute(theirs)))

    def add(self, view: SavedView, *, most: int) -> bool:
        return self._database.write(lambda tx: _add(tx, view, most))

    def rename(self, person: str, view_id: str, name: str) -> None:
        renamed = update(saved_views).where(*_one(person, view_id)).values(name=name)
        if not self._database.write(lambda tx: tx.execute(renamed).rowcount):
            raise NotFound(view_id)

    def remove(self, person: str, view_id: str) -> None:
        gone = delete(saved_views).where(*_one(person, view_id))
        self._database.write(lambda tx: tx.execute(gone))


def _add(tx: Connection, view: SavedView, most: int) -> bool:
    """The person's row is locked: of two saved at once the later one must count the earlier one."""
    tx.execute(select(people.c.id).where(people.c.id == view.person).with_for_update())
    theirs = select(func.count()).select_from(saved_views).where(saved_views.c.person == view.person)
    if tx.execute(theirs).scalar_one() >= most:
        return False
    tx.execute(insert(saved_views), asdict(view))
    return True


def _one(person: str, view_id: str) -> tuple[ColumnElement[bool], ...]:
    return (saved_views.c.person == person, saved_views.c.id == view_id)
