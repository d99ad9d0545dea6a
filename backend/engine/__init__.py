"""How the work of the outbox gets done: handed out under leases, carried out by Celery, tried again."""
