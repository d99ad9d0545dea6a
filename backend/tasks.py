"""Celery tasks: a few lines each, and each may run twice."""

from typing import Any

from celery import current_app, shared_task

from backend.queue_by_name import DISPATCH
from backend.reports import lost
from backend.worker import CARRY_OUT, Worker


def worker() -> Worker:
    """The worker this process is; set before Celery starts."""
    found = current_app.conf.get("masdarling_worker")
    if not isinstance(found, Worker):
        raise TypeError("tasks run in `masdarling worker` only")
    return found


@shared_task(name=DISPATCH)
def dispatch() -> None:
    worker().hand_out()


@shared_task(name=CARRY_OUT)
def carry_out(messages: list[dict[str, Any]]) -> None:
    worker().carry_out(messages)


@shared_task(name="sweep.lost")
def find_unarchived() -> None:
    parts = worker().parts
    lost.unarchived(reports=parts.reports, outbox=parts.outbox, clock=parts.clock)


@shared_task(name="sweep.abandoned")
def find_abandoned() -> None:
    parts = worker().parts
    lost.abandoned(reports=parts.reports, outbox=parts.outbox, clock=parts.clock)
