"""The Celery application: settings per broker, as they were measured (docs/decisions)."""

from typing import TYPE_CHECKING, Any

from backend.settings import Settings

if TYPE_CHECKING:
    from celery import Celery

DISPATCH_EVERY_S = 5.0
"""How often beat looks for what a lost message left lying."""
LOST_EVERY_S = 60.0
CLEAN_EVERY_S = 24 * 3600.0

COMMON: dict[str, Any] = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "worker_send_task_events": False,
    "worker_hijack_root_logger": False,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "broker_connection_retry_on_startup": True,
    "beat_scheduler": "celery.beat:Scheduler",  # keeps no file: every scheduled task may run early or twice
    "beat_schedule": {
        "dispatch": {"task": "outbox.dispatch", "schedule": DISPATCH_EVERY_S},
        "lost": {"task": "sweep.lost", "schedule": LOST_EVERY_S},
        "abandoned": {"task": "sweep.abandoned", "schedule": CLEAN_EVERY_S},
    },
}
EMBEDDED: dict[str, Any] = {
    "broker_transport_options": {"polling_interval": 0.02},
    "worker_enable_remote_control": False,
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
    },
}
RABBITMQ: dict[str, Any] = {
    "broker_transport_options": {"confirm_publish": True},
    "task_default_queue_type": "quorum",
    "worker_detect_quorum_queues": True,
}


def make_celery(settings: Settings) -> "Celery":
    """For the broker the settings name; without one, for messages inside one process."""
    from celery import Celery  # noqa: PLC0415 - takes 0.2 s and 15 MB; the web server without a broker has no need

    celery = Celery("masdarling", broker=settings.broker_url or "memory://", include=["backend.tasks"])
    celery.conf.update(COMMON)
    celery.conf.update(_of_broker(settings))
    return celery


def _of_broker(settings: Settings) -> dict[str, Any]:
    if settings.embedded:
        return EMBEDDED
    return REDIS if settings.broker_url.startswith(("redis://", "rediss://")) else RABBITMQ
