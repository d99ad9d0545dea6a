"""Web, worker and beat as programs of their own, for many machines."""

import click

from backend.commands.rooms import demand_key, prepared, settings
from backend.commands.saying import Trouble
from backend.engine.broker import make_celery
from backend.programs.logs import write_logs
from backend.programs.memory import share_heaps
from backend.programs.offspring import call_myself
from backend.programs.web import serve
from backend.programs.worker import HANDS, Worker


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--processes", default=2, show_default=True, help="Processes that answer.")
@click.option("--threads", default=32, show_default=True, help="Threads in each.")
def web(port: int, host: str, processes: int, threads: int) -> None:
    """The web server alone (gunicorn)."""
    run_web(f"{host}:{port}", processes=processes, threads=threads)


def run_web(bind: str, *, processes: int = 2, threads: int = 32, by_another: bool = False) -> None:
    """`by_another`: somebody else brings the database up to date, which takes 15 MB of Alembic."""
    share_heaps()
    chosen = settings()
    write_logs(chosen, "web")
    demand_key(chosen)
    with prepared(chosen, by_another=by_another):
        pass  # the database is closed again: no connection survives a fork
    serve(bind, processes=processes, threads=threads)


@click.command()
@click.option("--hands", default=HANDS, show_default=True, help="Threads that carry out work.")
def worker(hands: int) -> None:
    """A worker alone: stores, draws, archives, publishes."""
    run_worker(hands)


def run_worker(hands: int = HANDS, *, by_another: bool = False) -> None:
    share_heaps()
    chosen = settings()
    write_logs(chosen, "worker")
    call_myself("worker")
    with prepared(chosen, by_another=by_another) as parts:
        raise SystemExit(Worker(parts, make_celery(chosen), hands).run())


@click.command()
def beat() -> None:
    """The clock that asks for regular work; one for an installation, and only with a broker."""
    run_beat()


def run_beat() -> None:
    chosen = settings()
    if chosen.embedded:
        raise Trouble(
            "without a broker the worker keeps the clock itself",
            "set MASDARLING_BROKER_URL, or leave beat out",
        )
    write_logs(chosen, "beat")
    call_myself("beat")
    make_celery(chosen).Beat(quiet=True, loglevel="WARNING", pidfile=None).run()
