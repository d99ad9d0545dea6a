"""The web program: gunicorn with the application of backend.main, inside this process."""

import gc
import os
import signal
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.util import import_app

from backend.programs.offspring import call_myself, end_with

STOP = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
SETTINGS: dict[str, Any] = {
    "worker_class": "backend.patient.PatientWorker",
    "preload_app": True,  # what was loaded before the fork is shared
    "graceful_timeout": 30,
    "keepalive": 5,
    "max_requests": 20_000,
    "max_requests_jitter": 2_000,
    "control_socket_disable": True,  # it would lie outside of DATA
    "loglevel": "warning",
    "proc_name": "masdarling web",
    "logger_class": "backend.programs.web.OwnLog",
}


class Web(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """`bind` is HOST:PORT, or fd://N for a socket that listens already."""

    def __init__(self, bind: str, *, processes: int, threads: int) -> None:
        self._chosen = {**SETTINGS, "bind": bind, "workers": processes, "threads": threads}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._chosen.items():
            self.cfg.set(name, value)
        self.cfg.set("pre_fork", _before_fork)
        self.cfg.set("post_fork", _after_fork)

    def load(self) -> Any:
        return import_app("backend.main:app")


class OwnLog(Logger):  # type: ignore[misc]  # as above
    """gunicorn's log goes where ours goes."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


def _before_fork(_arbiter: Any, _worker: Any) -> None:
    """The garbage collector leaves alone what is older than the fork: looking at it would copy its pages."""
    gc.collect()
    gc.freeze()


def _after_fork(arbiter: Any, _worker: Any) -> None:
    """Were gunicorn's master killed, its processes would hold the port of the next one."""
    end_with(arbiter.pid)
    call_myself("web")


def _heed_signals_from_birth() -> None:
    """A process just forked still has gunicorn's own handlers: it would lose a SIGTERM, and be waited for."""

    def hold() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)

    def let_go() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)

    def begin() -> None:
        for number in STOP:
            signal.signal(number, signal.SIG_DFL)
        let_go()

    os.register_at_fork(before=hold, after_in_parent=let_go, after_in_child=begin)


def serve(bind: str, *, processes: int = 2, threads: int = 32) -> None:
    """Until SIGTERM. Does not return: gunicorn ends the process."""
    _heed_signals_from_birth()
    Web(bind, processes=processes, threads=threads).run()
