"""python swift_rings.py FOLDER NAME=PORT …: rings with one device that holds the only replica of everything.

A program of its own because Swift's library changes the process that imports it.
"""

import sys
from pathlib import Path

from swift.common.ring import RingBuilder


def build(path: Path, port: int) -> None:
    builder = RingBuilder(part_power=4, replicas=1, min_part_hours=1)
    builder.add_dev(
        {"id": 0, "region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "d1"}
    )
    builder.rebalance()
    builder.get_ring().save(str(path))


if __name__ == "__main__":
    folder, *servers = sys.argv[1:]
    for name, _, port in (server.partition("=") for server in servers):
        build(Path(folder) / f"{name}.ring.gz", int(port))
