"""How the server is: for process managers, load balancers and Prometheus."""

from typing import cast

from flask import Blueprint, Flask, Response, current_app
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from backend.health import Watch
from backend.privacy.ports import ALARM
from backend.routes.doors import anyone
from backend.routes.marker import API
from backend.routes.monitors import monitors_only
from backend.wiring import parts

bp = Blueprint("health", __name__)


def register(app: Flask) -> None:
    app.extensions["watch"] = Watch(app.extensions["masdarling"])


@bp.get("/healthz")
@anyone
def healthz() -> ResponseReturnValue:
    """Alive: this process answers. Asks nothing else."""
    return {"api": API, "alive": True}


@bp.get("/readyz")
@anyone
def readyz() -> ResponseReturnValue:
    """Each dependency in words. 503 only when no report can be taken."""
    findings = cast(Watch, current_app.extensions["watch"]).findings()
    ready = all(f.well for f in findings if f.vital)
    told = [{"name": f.name, "well": f.well, "words": f.words} for f in findings]
    body = {"api": API, "ready": ready, "well": all(f.well for f in findings), "dependencies": told}
    return body, 200 if ready else 503


@bp.get("/metrics")
@monitors_only
def metrics() -> ResponseReturnValue:
    """Only what the database knows, read at this moment: every web process tells the same."""
    registry = CollectorRegistry()
    reports = Gauge("masdarling_reports", "Reports by state.", ["state"], registry=registry)
    for state, count in parts().reports.counts(None).items():
        reports.labels(state.value).set(count)
    outbox = Gauge("masdarling_outbox", "Background work by standing.", ["standing"], registry=registry)
    for standing, count in parts().outbox.backlog().items():
        outbox.labels(standing).set(count)
    lost = Gauge(
        "masdarling_lost_on_phones", "Unsent reports cleared by browsers, as phones told.", registry=registry
    )
    lost.set(parts().vigil.losses().reports)
    asked = Gauge(
        "masdarling_privacy_requests", "Open requests to delete, by age.", ["age"], registry=registry
    )
    now = parts().clock()
    asked.labels("any").set(len(parts().requests.waiting(now)))
    asked.labels("over_48_h").set(len(parts().requests.waiting(now - ALARM)))
    version = Gauge("masdarling_register_version", "City register in force.", registry=registry)
    version.set(parts().city.version)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
