"""Finds what the queue lost and what nobody will finish, when beat asks. Each may run twice."""

import logging

from backend.audit.acting import acting
from backend.audit.line import SYSTEM, Entry
from backend.privacy import erasing
from backend.reports import lost
from backend.retaining import let_go
from backend.wiring import Parts

log = logging.getLogger(__name__)


def find_lost(parts: Parts) -> None:
    """Reports the archive does not hold as they stand, although nobody works on them."""
    if found := lost.unarchived(reports=parts.reports, outbox=parts.outbox, clock=parts.clock):
        log.warning("%s reports were not in the archive as they stand; asked for", found)


def keep_promises(parts: Parts) -> None:
    """Requests to delete that should have begun, although nobody works on them."""
    if found := erasing.ask_again(requests=parts.requests, outbox=parts.outbox, now=parts.clock()):
        log.info("%s requests to delete are being carried out, or are asked for again", found)


def clean_up(parts: Parts) -> None:
    """Chunks of photos that nobody has completed for a month, or that belong to none."""
    if found := lost.abandoned(reports=parts.reports, chest=parts.chest, clock=parts.clock):
        log.info("chunks of %s abandoned photos removed", found)
    if found := lost.strays(reports=parts.reports, chest=parts.chest, clock=parts.clock):
        log.info("chunks of %s photos removed that were left behind", found)


def retain(parts: Parts) -> None:
    """What is past its time goes, where somebody switched that on."""
    if parts.settings.retention == "on":
        with acting(Entry(SYSTEM, "retention")):
            gone = {each.sort.value: each.n for each in let_go(parts) if each.n}
        if gone:
            log.info("past their time and gone: %s", gone)
