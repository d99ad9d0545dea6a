"""The environment variables package managers run with: this machine's own ways are kept."""

import os
from collections.abc import Mapping
from pathlib import Path

from bootstrap.place import ROOT

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""Where Debian and its relatives keep every certificate authority the machine trusts."""

LEADING_ASTRAY = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV")
"""They would lead packages to another place than the checkout."""


def variables(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """What to run uv, pip, npm and node with. Whatever is set already stays."""
    env = dict(os.environ if given is None else given)
    for name, value in {**trust(), **caches(env)}.items():
        env.setdefault(name, value)
    for name in LEADING_ASTRAY:
        env.pop(name, None)
    return env | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}


def trust() -> dict[str, str]:
    """uv and Node bring their own list of authorities; a company's proxy is known to the machine's only."""
    if not AUTHORITIES.exists():
        return {}
    return {"UV_SYSTEM_CERTS": "true", "NODE_EXTRA_CA_CERTS": str(AUTHORITIES)}


def caches(env: Mapping[str, str]) -> dict[str, str]:
    """A package cache that exists is used; where there is none, one is kept in the checkout.

    So a second clone is quick, and a machine on which nobody ever installed a package stays untouched.
    """
    home = Path(env.get("HOME") or "/nonexistent")
    below = Path(env.get("XDG_CACHE_HOME") or home / ".cache")
    places = {"UV_CACHE_DIR": below / "uv", "PIP_CACHE_DIR": below / "pip", "npm_config_cache": home / ".npm"}
    own = ROOT / ".cache"
    return {name: str(own / name) for name, place in places.items() if not usable(place)}


def usable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK)
