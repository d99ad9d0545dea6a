"""P11 in small: how fast a backlog drains into the bucket, beside raw puts of the same bytes.

The bucket is the one the settings name, so with MASDARLING_BUCKET=s3://NAME and MASDARLING_S3_ENDPOINT the
raw puts are boto3's and the archive is an S3 server.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

from backend.bench.figures import Figure, median
from backend.bench.parcel import Parcel, scene, seal, unlike
from backend.bench.phone import Phone
from backend.bench.process import cost
from backend.bench.server import HOST, Running, free_port, started
from media.address import open_bucket
from media.bucket import Bucket

HANDS = 2
MASDARLING = (sys.executable, "-m", "backend.cli")
SECRET = "a key for measuring, known to nobody else"  # noqa: S105 - lives as long as the measurement


def figures(scratch: Path, *, reports: int, repetitions: int, told: Callable[[str], None]) -> list[Figure]:
    """Ours and raw puts in turn; medians of reports per second."""
    drained, raw, cpu = [], [], []
    for n in range(repetitions):
        told(f"archive {n + 1} of {repetitions}")
        data = scratch / f"archive{n}"
        settings = _settings(data)
        parcels = [seal([unlike(scene(1600, 1200, size=200_000))]) for _ in range(reports)]
        with _web(data, settings) as web:
            phone = _hand_in(web.port, parcels)
            with _worker(data, settings, web.port) as worker:
                begin = time.perf_counter()
                for parcel in parcels:
                    while phone.state(parcel) != "stored":
                        time.sleep(0.02)
                drained.append(reports / (time.perf_counter() - begin))
                cpu.append(1000 * cost(worker.pid).cpu_s / reports)
        raw.append(_raw_puts(_bucket(settings), parcels))
    what = "raw puts of the same bytes"
    return [
        Figure(
            "P11",
            "backlog drained into the bucket",
            median(drained),
            "reports/s",
            None,
            None,
            what,
            median(raw),
        ),
        Figure("", "CPU of the worker for 1,000 reports", median(cpu), "s"),
    ]


def _settings(data: Path) -> dict[str, str]:
    asked = {k: v for k, v in os.environ.items() if k in {"MASDARLING_BUCKET", "MASDARLING_S3_ENDPOINT"}}
    own = {
        "MASDARLING_DATA": str(data),
        "MASDARLING_SECRET_KEY": SECRET,
        "MASDARLING_REPORTS_PER_HOUR": "100000000",
        "MASDARLING_STRANGERS_PER_HOUR": "100000000",
    }
    return {**own, "MASDARLING_BUCKET": f"folder:{data / 'bucket'}", **asked}


def _bucket(settings: dict[str, str]) -> Bucket:
    return open_bucket(settings["MASDARLING_BUCKET"], endpoint=settings.get("MASDARLING_S3_ENDPOINT", ""))


def _web(data: Path, settings: dict[str, str]) -> AbstractContextManager[Running]:
    port = free_port()
    return started([*MASDARLING, "web", "--port", str(port)], port, data, settings)


def _worker(data: Path, settings: dict[str, str], port: int) -> AbstractContextManager[Running]:
    """Ready at once as far as `started` can tell: the web process is up already."""
    return started([*MASDARLING, "worker"], port, data, settings)


def _hand_in(port: int, parcels: list[Parcel]) -> Phone:
    phone = Phone(HOST, port, chunk=512 * 1024)
    phone.introduce()
    for parcel in parcels:
        phone.deliver(parcel)
    return phone


def _raw_puts(bucket: Bucket, parcels: list[Parcel]) -> float:
    """Reports per second when nothing but their bytes is put: every photo, and a document as long."""
    place = f"raw/{uuid4()}"

    def put(parcel: Parcel) -> None:
        for sha256, data in parcel.photos.items():
            bucket.put(f"{place}/{parcel.id}/{sha256}", data)
        bucket.put(f"{place}/{parcel.id}.json", parcel.body)

    begin = time.perf_counter()
    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(put, parcels))
    return len(parcels) / (time.perf_counter() - begin)
