"""A day of bad network for one phone: two tabs and the service worker deliver a full queue.

Meanwhile connections are cut, answers lost, the server killed. What comes out is checked by nothing of ours.

`masdarling bench chaos` runs the long one; tests/browser/test_chaos.py a shorter one.
"""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from typing import Any

from playwright.sync_api import Browser, Page, Response
from playwright.sync_api import Error as BrowserError

from backend.bench.parcel import Parcel, scene, unlike
from backend.bench.phone import Kept
from tests.bench import full_queue
from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo
from tests.ledger import Checker
from tests.processes import kill_below
from tests.proxy import BadNetwork, bad_network
from tests.system import System

Rows = list[dict[str, Any]]

UP_RATE = 1_000_000.0
"""Bytes a second, of each connection."""
PHOTO_BYTES = 750_000
"""A photo that could not be made small: there must be bytes enough for all the cuts."""
DELIVERED = {"sent", "stored"}
CLIENT_ERROR, CONFLICT, SERVER_ERROR = 400, 409, 500
BETWEEN_CUTS = (100_000, 650_000)
"""Bytes until the next cut in the middle of something. What it costs at least: Young's formula, pace.js."""
LOST_EVERY = 4
"""After so many cuts the next answer is lost."""
SETTLED_S = 180
"""How long the worker may still archive after the last byte."""
ASK_FOR_SYNC = "navigator.serviceWorker.ready.then((r) => r.sync.register('outbox')).catch(() => null)"
STUCK_S = 120
"""Without any progress for so long, the run has failed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of what. `cuts` is about how many there will be: the blows go on until the queue is empty."""

    reports: int = 40
    photos: int = 2
    cuts: int = 200
    kills: int = 3
    seed: int = 7


@dataclass(slots=True)
class Outcome:
    """`wire_bytes` went up; `payload_bytes` are words and photos as sealed."""

    reports: int = 0
    cuts: int = 0
    lost_answers: int = 0
    kills: int = 0
    seconds: float = 0
    wire_bytes: int = 0
    payload_bytes: int = 0
    faults: list[str] = field(default_factory=list)
    """Lost, doubled or wrong, as the independent checker sees it."""
    refusals: list[str] = field(default_factory=list)
    """4xx answers: an honest phone should see none."""
    corrections: int = 0
    """409 with the right offset, after an answer that was lost: the protocol's own way to go on."""

    def __add__(self, other: "Outcome") -> "Outcome":
        """Of both days."""
        names = [each.name for each in fields(self)]
        return Outcome(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def overhead(self) -> float:
        """Share of the wire that was not words and photos."""
        return self.wire_bytes / self.payload_bytes - 1


def run(
    system: System,
    checker: Checker,
    browser: Browser,
    plan: Plan,
) -> Outcome:
    """`system` runs already, by `masdarling run`."""
    outcome = Outcome(reports=plan.reports)
    with bad_network(system.port, up_rate=UP_RATE) as network, a_phone(browser, network) as phone:
        phone.context.on("response", lambda answer: _note(outcome, answer))
        parcels = _a_full_queue(phone, plan)
        outcome.payload_bytes = sum(_weight(parcel) for parcel in parcels)
        network.up_bytes = 0
        began = time.monotonic()
        with _blows(system, network, plan, outcome):
            phone.context.set_offline(False)
            _deliver(phone)
        outcome.seconds = time.monotonic() - began
        outcome.wire_bytes = network.up_bytes
        ledger = [_kept(parcel, row) for parcel, row in zip(parcels, phone.rows(), strict=True)]
    outcome.faults = _faults(checker, ledger)
    return outcome


@contextmanager
def a_phone(browser: Browser, network: BadNetwork) -> Iterator[Phone]:
    context = browser.new_context(**LIKE_A_PHONE)
    yield Phone.on(context, f"http://127.0.0.1:{network.port}").opens().installed()
    context.close()


def _a_full_queue(phone: Phone, plan: Plan) -> list[Parcel]:
    """Saved and sealed offline."""
    phone.context.set_offline(True)
    one = scene(2000, 1500, size=PHOTO_BYTES)
    thumb = a_photo(1, 160, 120, 60)
    photos = full_queue.fill(
        phone, [[unlike(one) for _ in range(plan.photos)] for _ in range(plan.reports)], thumb
    )
    phone.page.reload()
    phone.stands().until(lambda: all(row["sealed"] for row in phone.rows()), within=120)
    return full_queue.sealed(phone, photos)


def _weight(parcel: Parcel) -> int:
    return len(parcel.body) + sum(map(len, parcel.photos.values()))


def _note(outcome: Outcome, answer: Response) -> None:
    if not CLIENT_ERROR <= answer.status < SERVER_ERROR:
        return
    if answer.status == CONFLICT and "upload-offset" in answer.headers:
        outcome.corrections += 1
    else:
        outcome.refusals.append(f"{answer.request.method} {answer.url}: {answer.status}")


@contextmanager
def _blows(system: System, network: BadNetwork, plan: Plan, outcome: Outcome) -> Iterator[None]:
    """Cuts in the middle of what is sent and cuts at any moment by turns; lost answers; kills."""
    over, rng = threading.Event(), random.Random(plan.seed)
    kill_at = [(n + 1) * plan.cuts // (plan.kills + 1) for n in range(plan.kills)]

    def strike() -> None:
        while not over.wait(0.01):
            if network.cut_after is not None:
                continue
            over.wait(rng.uniform(0.05, 0.8))
            network.cut()  # whatever goes on in this moment
            network.cut_after = rng.randint(*BETWEEN_CUTS)
            network.lose_answers += network.cuts % LOST_EVERY == 1
            if kill_at and network.cuts >= kill_at[0]:
                kill_at.pop(0)
                outcome.kills += bool(kill_below(system.programs["run"].pid, named="web"))

    thread = threading.Thread(target=strike, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(5)
        network.cut_after = None
        outcome.cuts, outcome.lost_answers = network.cuts, network.lost


def _deliver(phone: Phone) -> None:
    """Two tabs look on; now and then both are away, and the service worker is alone with the queue."""
    second = phone.context.new_page()
    second.goto(phone.url + "/lapor")
    best, seen_at, turn = -1, time.monotonic(), 0
    while not _all_delivered(rows := phone.rows()):
        phone.page.wait_for_timeout(400)
        turn += 1
        if turn % 40 == 0:
            _leave_it_to_the_worker(phone, second)
        if (now := _progress(rows)) > best:
            best, seen_at = now, time.monotonic()
        assert time.monotonic() - seen_at < STUCK_S, f"stuck: {phone.states()}"
    second.close()


def _all_delivered(rows: Rows) -> bool:
    return all(row["state"] in DELIVERED for row in rows)


def _progress(rows: Rows) -> int:
    """Grows with every byte the phone believes delivered."""
    told = [row["server"] for row in rows if row["server"]]
    return sum(1 + sum(photo["offset"] for photo in server["photos"]) for server in told)


def _leave_it_to_the_worker(phone: Phone, second: Page) -> None:
    """Both tabs are gone for some seconds; Background Sync was asked for."""
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then((r) => r.sync.register('outbox')).catch(() => null)"
    )
    for page in (phone.page, second):
        page.goto("about:blank")
    phone.page.wait_for_timeout(4_000)
    for page in (phone.page, second):
        _open(page, phone.url + "/lapor")


def _open(page: Page, url: str) -> None:
    """The shell comes from the service worker; only the check for a newer one may be cut."""
    with suppress(BrowserError):
        page.goto(url)
    page.wait_for_selector("main h1")


def _kept(parcel: Parcel, row: dict[str, Any]) -> Kept:
    """What the phone was promised."""
    assert row["id"] == parcel.id
    return Kept(parcel, set(parcel.photos), row["server"]["number"])


def _faults(checker: Checker, ledger: Sequence[Kept]) -> list[str]:
    """Once the worker is through."""
    end = time.monotonic() + SETTLED_S
    while (found := checker.faults(ledger)) and time.monotonic() < end:
        time.sleep(1)
    return found + checker.numbers_doubled()
