"""python -m tests.stores.writing URL THREADS: keeps reports until it is killed, and says which it kept.

One line on standard output for each report, once it is acknowledged.
"""

import os
import sys
from itertools import count
from threading import Thread
from uuid import UUID

from backend.stores.database import open_database
from backend.stores.reports import SqlReports
from tests.stores.making import a_report, archive


def keep_on(reports: SqlReports, thread: int) -> None:
    for serial in count():
        report_id = str(UUID(int=(os.getpid() << 96) | (7 << 76) | (2 << 62) | (thread << 32) | serial))
        report = a_report(report_id=report_id, number=report_id)
        reports.add(report, [archive(report)])
        os.write(1, f"{report_id}\n".encode())


if __name__ == "__main__":
    kept = SqlReports(open_database(sys.argv[1]))
    for number in range(int(sys.argv[2])):
        Thread(target=keep_on, args=(kept, number)).start()
