"""What a reviewer may choose from: reports of the same thing, and agencies."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue

from backend.city.proposing import Proposal
from backend.people.roles import Action
from backend.reports import published
from backend.reports.alike import Candidate, candidates
from backend.reports.from_afar import from_afar
from backend.reports.report import Report
from backend.routes.deciding import seen
from backend.routes.described import COUNT, TEXT, answer, many, maybe, record, tells
from backend.routes.doors import may, within
from backend.routes.marker import API
from backend.routes.seen_before import Seen, seen_before
from backend.routes.when import today
from backend.wiring import parts

bp = APIBlueprint("api_duplicates", __name__, url_prefix="/api/v1/reports/<uuid:report_id>", tag="review")

CANDIDATES = record(
    candidates=many(
        {
            "type": "object",
            "properties": {
                "id": TEXT,
                "number": TEXT,
                "category": TEXT,
                "state": TEXT,
                "metres": maybe(COUNT),
                "days": COUNT,
                "photo": maybe(TEXT),
                "likeness": maybe({"type": "number", "minimum": 0, "maximum": 1}),
                "excerpt": TEXT,
            },
        }
    )
)
AGENCIES = record(
    agencies=many(
        {"type": "object", "properties": {"code": TEXT, "name": TEXT, "proposed": {"type": "boolean"}}}
    )
)


@bp.get("/candidates")
@bp.doc(**tells({200: answer("The likeliest first.", CANDIDATES)}, refuses=(401, 403, 404, 503)))
@may(Action.REVIEW)
def get_candidates(report_id: UUID) -> ResponseReturnValue:
    """Reports that may tell of the same thing: near, of a related kind, in a month; or alike in a photo."""
    report = _case(report_id)
    return {"api": API, "candidates": [_told(one) for one in likely(report, seen_before(report))]}


@bp.get("/agencies")
@bp.doc(
    **tells(
        {200: answer("Those in office today, the proposed first.", AGENCIES)}, refuses=(401, 403, 404, 503)
    )
)
@may(Action.REVIEW)
def get_agencies(report_id: UUID) -> ResponseReturnValue:
    """Who the case could be handed to; the first is what the city register proposes for its category."""
    return {"api": API, "agencies": agencies(_case(report_id))}


def likely(report: Report, before: Sequence[Seen]) -> list[Candidate]:
    """Those the asker may know of, each as they may see it. `before`: where its pictures were seen."""
    alike = [one.alike.report for one in before]
    found = candidates(report, reports=parts().reports, related=parts().city.related, alike=alike)
    return [as_seen(one, report) for one in found if seen(one.report)]


def as_seen(one: Candidate, beside: Report) -> Candidate:
    """As the asker may see it."""
    if g.scopes.covers(one.report.kelurahan):
        return one
    return from_afar(one, beside, parts().city.sensitive(one.report.category))


def agencies(report: Report) -> list[dict[str, Any]]:
    known = parts().city.register().opd
    return [
        {"code": one.opd, "name": known[one.opd].name, "proposed": bool(one.why)} for one in proposals(report)
    ]


def proposals(report: Report) -> tuple[Proposal, ...]:
    """Agencies in office today, the first of them as the city's register says."""
    rt = report.envelope.rt or ""
    return parts().city.agencies(report.category, report.kelurahan, today(), rt)


def _case(report_id: UUID) -> Report:
    """Raises NotFound."""
    report = parts().reports.get(str(report_id))
    within(report.kelurahan)
    return report


def _told(one: Candidate) -> dict[str, Any]:
    report, pair = one.report, one.pair
    first = report.photos[0].sha256 if report.photos else None
    return {
        "id": report.id,
        "number": report.number,
        "category": report.category,
        "state": report.state.value,
        "metres": None if one.metres is None else round(one.metres),
        "days": round(one.days),
        "photo": pair.other if pair else first,
        "likeness": round(pair.likeness, 2) if pair else None,
        "excerpt": published.shortened(report.envelope.note),
    }
