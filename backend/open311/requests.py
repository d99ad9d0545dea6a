"""Published reports as service requests. Whatever is told is in the report's public document."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from backend.city.register import Register
from backend.open311 import services
from backend.reports.moves import State
from backend.reports.report import Report
from backend.reports.wita import WITA
from backend.residents.item import STANDINGS, Standing
from backend.words import said

STATUS: Mapping[Standing, str] = {
    Standing.OPEN: "open",
    Standing.WORK: "open",
    Standing.FIXED: "closed",
    Standing.CLOSED: "closed",
}
PICTURE = 1280
"""Long edge of the picture that is linked, in pixels."""


def request(document: Mapping[str, Any], register: Register, tongue: str, base_url: str) -> dict[str, Any]:
    """Times are those of a day's beginning: nothing finer is public. None is what nobody is told."""
    state, place = State(document["state"]), document["cell"] or {}
    return {
        "service_request_id": document["id"],
        "status": _status(state),
        "status_notes": said(tongue, f"shared.state.{state.value}"),
        "service_name": services.name(document["category"], register, tongue),
        "service_code": document["category"],
        "description": document["note"],
        "agency_responsible": _agency(document, register),
        "service_notice": None,
        "requested_datetime": _moment(document["reported_on"]),
        "updated_datetime": _moment(document["changed_on"]),
        "expected_datetime": _moment(document.get("due_on")),
        "address": _address(document, register),
        "address_id": document["kelurahan"],
        "zipcode": _zipcode(document, register),
        "lat": place.get("lat"),
        "long": place.get("lon"),
        "media_url": _picture(document, base_url),
    }


def own(report: Report, tongue: str) -> dict[str, Any]:
    """How it stands, for the client that sent it: published, not yet, or not at all."""
    return {
        "service_request_id": report.id,
        "status": _status(report.state),
        "status_notes": said(tongue, f"shared.state.{report.state.value}"),
        "service_code": report.category,
        "requested_datetime": _minute(report.received_at),
        "updated_datetime": _minute(report.steps[-1].at),
    }


def _status(state: State) -> str:
    if state in STANDINGS:
        return STATUS[STANDINGS[state]]
    return "closed" if state in {State.REJECTED, State.DUPLICATE} else "open"


def _minute(moment: datetime) -> str:
    return moment.astimezone(WITA).isoformat(timespec="minutes")


def _agency(document: Mapping[str, Any], register: Register) -> str | None:
    held_by = register.opd.get(document.get("opd") or "")
    return held_by.name if held_by else None


def _address(document: Mapping[str, Any], register: Register) -> str:
    kelurahan = register.kelurahan.get(document["kelurahan"])
    where = kelurahan.name if kelurahan else document["kelurahan"]
    return f"RT {document['rt']}, {where}" if document.get("rt") else where


def _zipcode(document: Mapping[str, Any], register: Register) -> str | None:
    kelurahan = register.kelurahan.get(document["kelurahan"])
    return kelurahan.postal_code if kelurahan else None


def _picture(document: Mapping[str, Any], base_url: str) -> str | None:
    photo = document["photo"]
    return f"{base_url}/media/{document['id']}/{photo}/{PICTURE}.webp" if photo else None


def _moment(day: str | None) -> str | None:
    return datetime.combine(date.fromisoformat(day), time(), WITA).isoformat() if day else None
