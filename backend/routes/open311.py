"""Open311 GeoReport v2: what may be reported, and what was published (docs/open311.md)."""

import re
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from backend.city.register import Category
from backend.open311 import asked, clients, posting, requests, services
from backend.open311.faults import Wrong
from backend.reports.ports import NotFound
from backend.routes.doors import anyone
from backend.routes.open311_answers import SHAPES, answered, failed
from backend.routes.when import today
from backend.wiring import parts
from backend.words import language

bp = Blueprint("open311", __name__, url_prefix="/open311/v2")
bp.register_error_handler(Exception, failed)

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
PRIVATE = "private, no-store"
ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@bp.get(f"/discovery.{SHAPES}")
@anyone
def discovery(shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- see open311_answers
    """Where this service is, and what it speaks."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{parts().settings.base_url}/open311/v2",
        "changeset": "2026-11-30T00:00:00Z",
        "type": "production",
        "formats": ["application/json", "text/xml"],
    }
    contact = f"{parts().settings.base_url}/tentang"
    told = {"changeset": endpoint["changeset"], "contact": contact, "key_service": contact}
    return answered("discovery", {**told, "endpoints": [endpoint]})


@bp.get(f"/services.{SHAPES}")
@anyone
def list_services(shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- the same
    return answered("services", services.services(parts().city.register(), language(), today()))


@bp.get(f"/services/<code>.{SHAPES}")
@anyone
def define_service(code: str, shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- the same
    return answered("service_definition", services.definition(service(code), language()))


@bp.get(f"/requests.{SHAPES}")
@anyone
def list_requests(shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- the same
    """Of the last 90 days where nothing else is asked for, the newest first, at most 1000."""
    question = asked.read(request.args, parts().clock())
    shown = parts().public.showcase
    if question.ids:
        found = [document for each in question.ids if (document := _published(each))]
    else:
        found = [dict(item.document) for item in shown.page(question.wanted, limit=asked.LIMIT)]
    return answered("service_requests", [_told(document) for document in found])


@bp.get(f"/requests/<report_id>.{SHAPES}")
@anyone
def show_request(report_id: str, shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- the same
    """Whoever sent it, and says its api_key, learns how it stands before it is published. Raises NotFound."""
    if document := _published(report_id):
        return answered("service_requests", [_told(document)])
    return answered("service_requests", [_own(report_id)], keep=PRIVATE)


@bp.get(f"/tokens/<report_id>.{SHAPES}")
@anyone
def show_token(report_id: str, shape: str) -> ResponseReturnValue:  # noqa: ARG001 -- the same
    """Ids are given at once, so that a token is the id itself. Nothing is looked up. Raises NotFound."""
    if not ID.fullmatch(report_id):
        raise NotFound(report_id)
    told = {"service_request_id": report_id, "token": report_id}
    return answered("service_requests", [told])


def service(code: str) -> Category:
    """One that may be reported today. Raises NotFound, Wrong."""
    if not code:
        raise Wrong("service_code: is required")
    known = parts().city.register().categories.get(code)
    if known is None or not services.offered(known, today()):
        raise NotFound(f"no service has the code {code}")
    return known


def _published(report_id: str) -> dict[str, Any] | None:
    if not ID.fullmatch(report_id):
        return None
    try:
        return dict(parts().public.showcase.get(report_id).document)
    except NotFound:
        return None


def _told(document: dict[str, Any]) -> dict[str, Any]:
    return requests.request(document, parts().city.register(), language(), parts().settings.base_url)


def _own(report_id: str) -> dict[str, Any]:
    """Raises NotFound for everybody but the client that sent it."""
    key = request.args.get(posting.SECRET)
    if not key or not ID.fullmatch(report_id):
        raise NotFound(report_id)
    client, report = clients.known(key, parts().clients), parts().reports.get(report_id)
    if report.sender != posting.sender(client):
        raise NotFound(report_id)
    return requests.own(report, language())
