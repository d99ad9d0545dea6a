"""Programs of the operating system that tests start: browsers and servers."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from bootstrap import steps
from bootstrap.place import ROOT


def program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def file(pattern: str) -> Callable[[], bool]:
    return lambda: any(Path("/").glob(pattern))


NEEDED: Mapping[str, Callable[[], bool]] = {
    "chromium": program("chromium"),
    "firefox-esr": program("firefox-esr"),
    "webkit2gtk-driver": program("WebKitWebDriver"),
    "xvfb": program("Xvfb"),
    "postgresql": file("usr/lib/postgresql/*/bin/postgres"),
    "redis-server": program("redis-server"),
    "gdal-bin": program("ogrinfo"),
    "nginx-light": program("nginx"),
    "fonts-noto-core": file("usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
}
"""Debian packages, and how to see that one is there."""


def missing() -> list[str]:
    return [package for package, there in NEEDED.items() if not there()]


def ready() -> list[str]:
    """Install what is missing where that is allowed: apt, as root. What is still missing then."""
    wanted = missing()
    if not wanted or os.geteuid() != 0 or not shutil.which("apt-get"):
        return wanted
    try:
        with steps.step(f"apt packages {', '.join(wanted)}"):
            apt("update")
            apt("install", "--yes", "--no-install-recommends", *wanted)
    except steps.Failed as reason:
        steps.say(f"  {reason}")
    return missing()


def apt(*words: str) -> None:
    steps.run(
        ["apt-get", "-qq", *words],
        cwd=ROOT,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        advice="The tests that need these are left out and named at the end.",
    )
