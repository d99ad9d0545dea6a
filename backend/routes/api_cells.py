"""Clusters for the map, from counters: a view costs the same for a thousand reports and for a million."""

from collections.abc import Iterator, Mapping, Sequence

from apiflask import APIBlueprint
from flask import Response, json, request
from flask.typing import ResponseReturnValue

from backend.reports.coarse import CELL_DEG
from backend.residents import seen
from backend.residents.grid import Cluster
from backend.residents.item import Cell, Standing
from backend.residents.ports import Box
from backend.routes.described import COUNT, TEXT, answer, many, record, tells
from backend.routes.doors import anyone
from backend.routes.map_asked import DATA, Sought, whole
from backend.routes.map_box import box_of, city_box
from backend.routes.marker import API
from backend.routes.pages_kept import packed
from backend.routes.when import today
from backend.wiring import parts

bp = APIBlueprint("api_cells", __name__, url_prefix="/api/v1/public", tag="public")

WHILE = "public, max-age=5, stale-while-revalidate=30"
"""A decision is seen within seconds; whoever moves the map to and fro does not ask twice."""
CITY_ZOOM, ZOOM_MAX = 12, 22
TENTHS = 10
"""Of a cell: as finely as a cluster's middle is told."""

CELLS = record(
    level=COUNT,
    origin=many({"type": "number"}),
    step={"type": "number"},
    standings=many(TEXT),
    kinds=many(TEXT),
    squares=many(many({"type": "integer"})),
)


@bp.get("/cells")
@bp.doc(
    **tells(
        {
            200: answer(
                "`squares`: x and y of the middle of its reports, in steps (degrees) from `origin` "
                "(longitude, latitude), then how many stand in each of `standings`; of a single report "
                "also the place of its group in `kinds`. "
                "`level`: how often the side of a square, 0.001 degrees, is doubled.",
                CELLS,
            ),
            304: answer("As the ETag says."),
        },
        refuses=(400, 503),
        headers=("If-None-Match",),
        query=("bbox", "z", *DATA),
    )
)
@anyone
def get_cells() -> ResponseReturnValue:
    """Published reports in squares. What of the query makes no sense narrows nothing."""
    sought = Sought.of(request.args, DATA, parts().city.register())
    box = box_of(request.args.get("bbox", "")) or city_box()
    level = seen.level(box, whole(request.args, "z", CITY_ZOOM, ZOOM_MAX))
    told = Response(json.dumps(_told(sought, box, level)), content_type="application/json")
    told.headers["Cache-Control"] = WHILE
    told.vary.add("Accept-Encoding")
    told.add_etag(weak=True)
    told.make_conditional(request)
    return packed(told)


def _told(sought: Sought, box: Box, level: int) -> dict[str, object]:
    register, showcase = parts().city.register(), parts().public.showcase
    found = showcase.clusters(
        box, level, kind=sought.kind, months=sought.months(today()), standings=sought.standings
    )
    groups = showcase.groups_at([cell for one in found if (cell := _single(one))], sought.wanted(register))
    kinds = list(register.groups)
    return {
        "api": API,
        "level": level,
        "origin": [round(side * CELL_DEG, 3) for side in (box.west, box.south)],
        "step": CELL_DEG / TENTHS,
        "standings": list(Standing),
        "kinds": kinds,
        "squares": [list(_numbers(one, box, groups, kinds)) for one in found],
    }


def _single(cluster: Cluster) -> Cell | None:
    """Where the only report of a cluster is."""
    return Cell(round(cluster.x), round(cluster.y)) if cluster.n == 1 else None


def _numbers(cluster: Cluster, box: Box, groups: Mapping[Cell, str], kinds: Sequence[str]) -> Iterator[int]:
    yield round((cluster.x + 0.5 - box.west) * TENTHS)
    yield round((cluster.y + 0.5 - box.south) * TENTHS)
    yield from (cluster.counts.get(standing, 0) for standing in Standing)
    if (cell := _single(cluster)) and groups.get(cell) in kinds:
        yield kinds.index(groups[cell])
