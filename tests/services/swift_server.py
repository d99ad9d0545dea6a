"""python -P swift_server.py ETC NAME=PORT …: all of Swift in one process; says READY when it listens.

A program of its own because Swift's library changes the process that imports it: eventlet's green threads.
"""

import sys
from pathlib import Path

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402 - after the patching, as everything that opens sockets
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.storage_policy import reload_storage_policies  # noqa: E402
from swift.common.utils import NullLogger, set_swift_dir  # noqa: E402
from swift.common.wsgi import SwiftHttpProtocol, loadapp  # noqa: E402


def build_ring(path: Path, port: int) -> None:
    """One device that holds the only replica of everything."""
    ring = RingBuilder(part_power=4, replicas=1, min_part_hours=1)
    ring.add_dev(
        {"id": 0, "region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "d1"}
    )
    ring.rebalance()
    ring.get_ring().save(str(path))


def serve(etc: Path, name: str, port: int) -> eventlet.greenthread.GreenThread:
    """Header names keep their capitals: the AWS tools know no "Etag"."""
    socket = eventlet.listen(("127.0.0.1", port), backlog=512)
    app = loadapp(str(etc / f"{name}-server.conf"), global_conf={"log_name": name})
    return eventlet.spawn(
        wsgi.server,
        socket,
        app,
        NullLogger(),
        protocol=SwiftHttpProtocol,
        capitalize_response_headers=False,
    )


def main(etc: Path, servers: dict[str, int]) -> None:
    set_swift_dir(str(etc))
    reload_storage_policies()
    for name, port in servers.items():
        if name != "proxy":
            build_ring(etc / f"{name}.ring.gz", port)
    running = [serve(etc, name, port) for name, port in servers.items()]
    sys.stdout.write("READY\n")
    sys.stdout.flush()
    for server in running:
        server.wait()


if __name__ == "__main__":
    given = dict(word.partition("=")[::2] for word in sys.argv[2:])
    main(Path(sys.argv[1]), {name: int(port) for name, port in given.items()})
