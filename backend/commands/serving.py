"""The programs: everything in one, or web, worker and beat apart."""

import os
import sys

import click

from backend.banner import banner
from backend.broker import make_celery
from backend.commands.rooms import demand_key, opened, settings
from backend.commands.saying import Trouble
from backend.demo import demo
from backend.offspring import end_with_parent
from backend.secrets_kept import secret_key
from backend.settings import Settings
from backend.supervisor import Program, Supervisor
from backend.worker import Worker

GUNICORN = (
    "-k", "backend.patient.PatientWorker",
    "--preload",
    "--graceful-timeout", "30",
    "--keep-alive", "5",
    "--max-requests", "20000",
    "--max-requests-jitter", "2000",
    "--no-control-socket",
    "--log-level", "warning",
)  # fmt: skip


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--empty", is_flag=True, help="No demo city: make the first person with `person add`.")
def run(port: int, host: str, *, empty: bool) -> None:
    """Everything on this machine: web, worker and beat."""
    environment = _environment(port)
    os.environ.update(environment)
    with opened() as parts:
        parts.city.ensure()
        people = None if empty else demo(parts)
        lines = banner(parts, people)
    programs = [Program("web", ["--port", str(port), "--host", host]), Program("worker")]
    if not settings().embedded:
        programs.append(Program("beat"))
    supervisor = Supervisor(programs, dict(os.environ), tell=lambda text: click.echo(text, err=True))
    supervisor.run(ready=lambda: click.echo("\n".join(lines)))


def _environment(port: int) -> dict[str, str]:
    """What `run` decides for its programs where the settings leave it open."""
    chosen = settings()
    chosen.data.mkdir(parents=True, exist_ok=True)
    decided = {}
    if not chosen.secret_key.get_secret_value():
        decided["MASDARLING_SECRET_KEY"] = secret_key(chosen.data)
    if "base_url" not in chosen.model_fields_set:
        decided["MASDARLING_BASE_URL"] = f"http://localhost:{port}"
    return decided


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--processes", default=2, show_default=True, help="Processes that answer.")
@click.option("--threads", default=32, show_default=True, help="Threads in each.")
def web(port: int, host: str, processes: int, threads: int) -> None:
    """The web server alone (gunicorn)."""
    end_with_parent()
    demand_key(settings())
    size = ["-w", str(processes), "--threads", str(threads)]
    command = [sys.executable, "-m", "gunicorn", "-b", f"{host}:{port}", *size, *GUNICORN, "backend.main:app"]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606 - becomes gunicorn, so that signals reach it


@click.command()
def worker() -> None:
    """A worker alone: stores, draws, archives, publishes."""
    end_with_parent()
    with opened() as parts:
        Worker(parts, make_celery(parts.settings)).run()


@click.command()
def beat() -> None:
    """The clock that asks for regular work; one for an installation, and only with a broker."""
    end_with_parent()
    chosen: Settings = settings()
    if chosen.embedded:
        raise Trouble(
            "without a broker the worker keeps the clock itself",
            "set MASDARLING_BROKER_URL, or leave beat out",
        )
    make_celery(chosen).start(["beat", "--loglevel", "WARNING", "--pidfile", ""])
