"""A city with published reports, served on a port: what programs of others read."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from werkzeug.serving import make_server

from tests.http.house import House, a_house
from tests.residents.telling import told
from tests.services.ports import free_port
from tests.stores.making import NOON
from tests.stores.showing import KANAAN, TODAY, mended

MANY = 130


def a_city_of_many(folder: Path) -> tuple[House, int]:
    """130 reports on 13 days: every tenth in Kanaan and without a place, every fifth fixed; and its port."""
    port = free_port()
    house = a_house(folder, base_url=f"http://127.0.0.1:{port}")
    for n in range(MANY):
        day = TODAY - timedelta(days=n // 10)
        item = told(n, reported_on=day)
        item = told(n, reported_on=day, kelurahan=KANAAN, at=None) if n % 10 == 0 else item
        house.parts.showcase.put(mended(item) if n % 5 == 0 else item, at=NOON)
    return house, port


@contextmanager
def served(house: House, port: int) -> Iterator[str]:
    """Where it answers while this lasts."""
    server = make_server("127.0.0.1", port, house.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    thread.join()
