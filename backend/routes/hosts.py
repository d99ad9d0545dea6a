"""Which app a page is shown inside, by what its browser calls itself.

Links sent in a group chat open there: what is kept, a device's credential too, lies apart from the person's
browser and may be gone with the window. pwa/shell/host.js judges by the same marks; tests/hosts.json has
examples for both.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

APPS = tuple(
    (re.compile(mark), app)
    for mark, app in (
        (r"Instagram", "Instagram"),
        (r"(?i)MESSENGER|Orca-Android", "Messenger"),
        (r"\bFB(?:AN|AV|_IAB)\b", "Facebook"),
        (r"\bLine/", "LINE"),
        (r"(?i)TikTok|BytedanceWebview|musical_ly|\btrill_", "TikTok"),
        (r"WhatsApp", "WhatsApp"),
        (r"Telegram", "Telegram"),
        (r"MicroMessenger", "WeChat"),
        (r"\bTwitter", "X"),
    )
)
"""Marks apps put into the name of the browser they bring along; the first that fits names it."""
IOS = re.compile(r"iPhone|iPad|iPod")


@dataclass(frozen=True, slots=True)
class Host:
    """`app` is empty where it does not say which it is; `system` is "android" or "ios"."""

    app: str
    system: str


def host_of(agent: str) -> Host | None:
    """The app by the User-Agent header; None for a browser of its own.

    An app on the home screen of an iPhone calls itself as a nameless app does: only a script can tell.
    """
    system = "android" if "Android" in agent else "ios" if IOS.search(agent) else ""
    app = next((name for mark, name in APPS if mark.search(agent)), "")
    is_view = "; wv)" in agent if system == "android" else "Safari/" not in agent
    return Host(app, system) if system and (app or is_view) else None


def intent_to(address: str) -> str:
    """A link that leaves an Android app for Chrome; where there is none, the address opens as any other.

    https://developer.chrome.com/docs/android/intents
    """
    parts = urlsplit(address)
    place = parts.netloc + parts.path + (f"?{parts.query}" if parts.query else "")
    facts = (
        f"scheme={parts.scheme}",
        "package=com.android.chrome",
        f"S.browser_fallback_url={quote(address, safe='')}",
    )
    return f"intent://{place}#Intent;{';'.join(facts)};end"
