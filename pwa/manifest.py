"""The web application manifest (W3C): what a system reads when the app is installed."""

from collections.abc import Mapping
from typing import Any

SCREENSHOTS = (
    "screenshot-narrow-form",
    "screenshot-narrow-saved",
    "screenshot-narrow-list",
    "screenshot-wide-city",
)
"""Made by `bin/screens install`. In the name: how wide the screen is, and what is seen."""
SIZES = {"narrow": "720x1280", "wide": "1280x720"}
SHORTCUTS = {"report": "/lapor", "mine": "/lapor#laporan", "around": "/#peta"}


def web_manifest(
    config: Mapping[str, Any], *, words: Mapping[str, str], files: Mapping[str, str]
) -> dict[str, Any]:
    """The document. `files`: name in the sources -> name as built."""
    return {
        "id": config["PWA_APP_START_URL"],
        "name": config["PWA_APP_NAME"] or words["phone.app_name"],
        "short_name": config["PWA_APP_SHORT_NAME"] or words["phone.app_short_name"],
        "description": config["PWA_APP_DESCRIPTION"] or words["phone.app_description"],
        "lang": config["PWA_APP_LANG"],
        "dir": "ltr",
        "start_url": config["PWA_APP_START_URL"],
        "scope": config["PWA_APP_SCOPE"],
        "display": config["PWA_APP_DISPLAY"],
        "display_override": [config["PWA_APP_DISPLAY"], "minimal-ui"],
        "launch_handler": {"client_mode": ["navigate-existing", "auto"]},
        "orientation": "any",
        "theme_color": config["PWA_APP_THEME_COLOR"],
        "background_color": config["PWA_APP_BACKGROUND_COLOR"],
        "categories": ["government", "utilities", "photo"],
        "icons": [
            _icon(files, "icon-192.png", 192, "any"),
            _icon(files, "icon-512.png", 512, "any"),
            _icon(files, "icon-maskable-192.png", 192, "maskable"),
            _icon(files, "icon-maskable-512.png", 512, "maskable"),
        ],
        "screenshots": [_screenshot(files, name, words) for name in SCREENSHOTS],
        "shortcuts": [_shortcut(files, name, words) for name in SHORTCUTS],
        "share_target": SHARE_TARGET,
    }


SHARE_TARGET = {
    "action": "/lapor/bagikan",
    "method": "POST",
    "enctype": "multipart/form-data",
    "params": {
        "title": "judul",
        "text": "teks",
        "url": "alamat",
        "files": [{"name": "foto", "accept": ["image/*", ".jpg", ".jpeg", ".png", ".webp", ".heic"]}],
    },
}
"""Answered by the service worker (pwa/worker/share.js)."""


def _icon(files: Mapping[str, str], name: str, pixels: int, purpose: str) -> dict[str, str]:
    return {
        "src": f"/aset/{files[name]}",
        "sizes": f"{pixels}x{pixels}",
        "type": "image/png",
        "purpose": purpose,
    }


def _screenshot(files: Mapping[str, str], name: str, words: Mapping[str, str]) -> dict[str, str]:
    _, form, what = name.split("-")
    return {
        "src": f"/aset/{files[f'{name}.webp']}",
        "sizes": SIZES[form],
        "type": "image/webp",
        "form_factor": form,
        "label": words[f"shell.screenshot.{what}"],
    }


def _shortcut(files: Mapping[str, str], name: str, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": words[f"shell.shortcut.{name}"],
        "url": SHORTCUTS[name],
        "icons": [_icon(files, f"shortcut-{name}-96.png", 96, "any")],
    }
