"""The Celery application: settings per broker, as they were measured (docs/decisions/0002-outbox.md)."""

from typing import TYPE_CHECKING, Any

from backend.queue_by_name import REGULARLY_S
from backend.settings import Settings

if TYPE_CHECKING:
    from celery import Celery

SCHEDULER = "celery.beat:Scheduler"
"""Keeps no file: every regular task may run early, or twice."""
COMMON: dict[str, Any] = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "worker_send_task_events": False,
    "worker_hijack_root_logger": False,
    "worker_redirect_stdouts": False,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,  # for ever
    "beat_scheduler": SCHEDULER,
    "beat_schedule": {name: {"task": name, "schedule": every} for name, every in REGULARLY_S.items()},
}
EMBEDDED: dict[str, Any] = {
    "broker_transport_options": {"polling_interval": 0.02},
    "worker_enable_remote_control": False,
    # No limit: what we lease is limited. A full window makes this transport sleep: 97 messages/s, not 380.
    "worker_prefetch_multiplier": 0,
}
REDIS: dict[str, Any] = {
    # A message whose worker died comes back after ten minutes; long before, its lease has run out and the
    # outbox has handed the work out anew.
    "broker_transport_options": {
        "visibility_timeout": 600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "max_retries": 1,  # of one publication; a worker's own connection is kept up for ever
    },
}
RABBITMQ: dict[str, Any] = {
    "broker_transport_options": {"confirm_publish": True, "max_retries": 1},
    "task_default_queue_type": "quorum",
    "worker_detect_quorum_queues": True,
}


def make_celery(settings: Settings) -> "Celery":
    """For the broker the settings name; without one, for messages inside one process."""
    from celery import Celery  # noqa: PLC0415 - 0.2 s and 10 MB that a web program without a broker does not need

    celery = Celery("masdarling", broker=settings.broker_url or "memory://localhost/", set_as_current=False)
    celery.conf.update(COMMON)
    celery.conf.update(_of_broker(settings))
    return celery


def _of_broker(settings: Settings) -> dict[str, Any]:
    if settings.embedded:
        return EMBEDDED
    return REDIS if settings.broker_url.startswith(("redis://", "rediss://")) else RABBITMQ
