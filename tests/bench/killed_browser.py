"""R6: the browser is killed the moment it says "Tersimpan di HP ini", again and again."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo
from tests.processes import kill_below
from tests.proxy import BadNetwork
from tests.services.chromium import ARGUMENTS, CHROMIUM


@dataclass(slots=True)
class Outcome:
    kills: int = 0
    lost: list[str] = field(default_factory=list)
    """Reports that were said to be saved and are gone, or whose photos are."""


def run(
    playwright: Playwright,
    network: BadNetwork,
    profile: Path,
    *,
    kills: int,
    told: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """One report for each life of the browser. The network is down, so that everything stays on the phone."""
    outcome = Outcome()
    _installed(playwright, network, profile)
    network.mode = "refuse"
    network.cut()
    photo = a_photo(3, 640, 480)
    for number in range(1, kills + 1):
        context = _opened(playwright, profile)
        phone = _there(context, network)
        outcome.lost += _missing(phone, number - 1)
        phone.takes(photo).fills(f"laporan {number}").saves()
        assert kill_below(os.getpid(), named=str(profile))
        phone.closes()
        outcome.kills = number
        if number % 25 == 0:
            told(f"{number} of {kills} kills")
    context = _opened(playwright, profile)
    outcome.lost += _missing(_there(context, network), kills)
    context.close()
    return outcome


def _installed(playwright: Playwright, network: BadNetwork, profile: Path) -> None:
    context = _opened(playwright, profile)
    _there(context, network).installed()
    context.close()


def _opened(playwright: Playwright, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        str(profile), executable_path=CHROMIUM, args=list(ARGUMENTS), **LIKE_A_PHONE
    )


def _there(context: BrowserContext, network: BadNetwork) -> Phone:
    return Phone(context, context.pages[0], f"http://127.0.0.1:{network.port}").opens()


def _missing(phone: Phone, wanted: int) -> list[str]:
    """Of reports 1 to `wanted`, those not there whole."""
    rows = {row["form"]["note"]: row for row in phone.sealed().rows()}
    gone = [name for n in range(1, wanted + 1) if (name := f"laporan {n}") not in rows]
    newest = rows.get(f"laporan {wanted}")
    photos = newest["sealed"]["photos"] if newest else []
    whole = [photo for photo in photos if _digest(phone.bytes_of(photo["photo"])) == photo["sha256"]]
    return gone if not newest or len(whole) == 1 else [*gone, f"the photo of laporan {wanted}"]


def _digest(data: bytes | None) -> str:
    return hashlib.sha256(data or b"").hexdigest()
