"""What follows a change of the city register: residents see no more of a place than it says from now on.

Beat asks. The register lies in the bucket and reports in the database, so no transaction holds both: what was
followed is marked when its work is asked for, and a change nobody followed is found the next time.
"""

import json
import logging
from collections.abc import Iterator
from typing import Any

from backend.city.edition import Edition, Tables
from backend.reports.ports import Kind, Work
from backend.wiring import Parts
from media import keys
from media.bucket import Missing

log = logging.getLogger(__name__)

AT_ONCE = 500


def follow(parts: Parts) -> None:
    """Ask for what must be drawn anew since the register that was followed last. Raises Unavailable.

    Not before every process answers by the new one: whoever draws with the old one meanwhile is drawn over.
    """
    now, followed = parts.city.edition(), _followed(parts)
    if now.version == followed.version or not now.is_known(parts.clock()):
        return
    if redrawn := _redraw(sorted(_shown_otherwise(followed.tables, now.tables)), parts):
        log.info("register %s shows them otherwise: %s reports are drawn anew", now.version, redrawn)
    told = json.dumps({"version": now.version}).encode()
    parts.bucket.put(keys.REGISTER_FOLLOWED, told, content_type="application/json")


def _followed(parts: Parts) -> Edition:
    """The first one, when none was yet."""
    try:
        return parts.city.past(int(json.loads(parts.bucket.get(keys.REGISTER_FOLLOWED))["version"]))
    except Missing:
        return parts.city.past(1)


def _shown_otherwise(old: Tables, new: Tables) -> Iterator[str]:
    """Categories whose reports tell more or less of their place, or measure something else, than before."""
    before, after = _told(old), _told(new)
    return (code for code in before.keys() | after.keys() if before.get(code) != after.get(code))


def _told(tables: Tables) -> dict[str, tuple[str, Any]]:
    return {
        row["code"]: (row.get("sensitive", "no"), _measured(row))
        for row in tables.get("categories", {}).values()
    }


def _measured(category: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["measure"] for each in category["questions"] if each.get("measure")}


def _redraw(categories: list[str], parts: Parts) -> int:
    found = parts.reports.public_of(categories) if categories else ()
    for begin in range(0, len(found), AT_ONCE):
        work = [Work(Kind.PUBLISH, report_id) for report_id in found[begin : begin + AT_ONCE]]
        parts.outbox.add(work, due=parts.clock())
    return len(found)
