"""Finds what the queue lost and what nobody will finish, when beat asks. Each may run twice."""

import logging

from backend.audit.acting import acting
from backend.audit.line import SYSTEM, Entry
from backend.dumping import ask_for_dumps
from backend.forecasts import ask_for_weather
from backend.mornings import ask_for_digests
from backend.neighbours import ask_for_news
from backend.privacy import erasing
from backend.reports import lost, reckoning
from backend.reports.standing_alone import part_from
from backend.residents import redrawing
from backend.retaining import let_go
from backend.sharing_cards import ask_for_today
from backend.wiring import Parts

RECKON_S = 10.0
"""Of each minute, while there is something to reckon."""

log = logging.getLogger(__name__)


def find_lost(parts: Parts) -> None:
    """Reports the archive does not hold as they stand, although nobody works on them."""
    if found := lost.unarchived(reports=parts.reports, outbox=parts.outbox, clock=parts.clock):
        log.warning("%s reports were not in the archive as they stand; asked for", found)


def keep_promises(parts: Parts) -> None:
    """Requests to delete that should have begun, although nobody works on them."""
    if found := erasing.ask_again(requests=parts.requests, outbox=parts.outbox, now=parts.clock()):
        log.info("%s requests to delete are being carried out, or are asked for again", found)


def reckon(parts: Parts) -> None:
    """Due dates in the order of the queue, when the calendar has changed and every process knows it."""
    if not parts.city.edition().is_known(parts.clock()):
        return
    done = reckoning.reckon(parts.city.calendar(), reports=parts.reports, until_s=RECKON_S, clock=parts.clock)
    if done.mended:
        log.info("the calendar changed: %s of %s due dates reckoned again", done.mended, done.looked)


def tell_mornings(parts: Parts) -> None:
    """Digests of the day, from half past seven on."""
    if asked := ask_for_digests(parts):
        log.info("%s digests of the day are sent", asked)


def draw_today(parts: Parts) -> None:
    """Pictures links are shared with, each day anew: they tell of which day they are."""
    if asked := ask_for_today(parts):
        log.info("%s pictures of shared links are drawn for today", asked)


def forecast(parts: Parts) -> None:
    """Weather and warnings, where they are not fresh."""
    ask_for_weather(parts)


def tell_neighbours(parts: Parts) -> None:
    """Followers of what changed since the last look."""
    if asked := ask_for_news(parts):
        log.info("%s followers hear what changed", asked)


def keep_drawn(parts: Parts) -> None:
    """What residents read, after midnight and after days that were missed; all of it for a new version."""
    p = parts
    if redrawing.ask(showcase=p.showcase, snapshots=p.snapshots, outbox=p.outbox, clock=p.clock):
        log.info("what residents read is drawn anew")


def write_months(parts: Parts) -> None:
    """Files of open data, of the months in which something changed since they were written."""
    if asked := ask_for_dumps(parts):
        log.info("%s months of open data are written", asked)


def clean_up(parts: Parts) -> None:
    """Chunks of photos that nobody has completed for a month, or that belong to none."""
    if found := lost.abandoned(reports=parts.reports, chest=parts.chest, clock=parts.clock):
        log.info("chunks of %s abandoned photos removed", found)
    if found := lost.strays(reports=parts.reports, chest=parts.chest, clock=parts.clock):
        log.info("chunks of %s photos removed that were left behind", found)


def stand_up(parts: Parts) -> None:
    """Reports that were merged into one that is gone: nobody would see them any more."""
    for head in parts.traces.missing_heads():
        part_from(head, head, reports=parts.reports, at=parts.clock())
        log.warning("what stood behind %s, which is gone, stands for itself", head)


def retain(parts: Parts) -> None:
    """What is past its time goes, where somebody switched that on."""
    if parts.settings.retention == "on":
        with acting(Entry(SYSTEM, "retention")):
            gone = {each.sort.value: each.n for each in let_go(parts) if each.n}
        if gone:
            log.info("past their time and gone: %s", gone)
