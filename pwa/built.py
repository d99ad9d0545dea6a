"""The browser's files as the build left them: their names, what a page begins with, what stands inside it."""

import json
from base64 import b64encode
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any


class NotBuilt(RuntimeError):
    """The browser's files are not there."""


class Built:
    """What build.mjs left in `folder`. Read once, when first needed: importing and starting need no build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def names(self) -> dict[str, str]:
        """Name in the sources -> name with the hash of its content."""
        names: dict[str, str] = self._manifest["files"]
        return names

    @cached_property
    def begins(self) -> dict[str, list[str]]:
        """Language -> addresses of what the app begins with, the app itself first."""
        begins: dict[str, list[str]] = self._manifest["begins"]
        return begins

    @cached_property
    def inline(self) -> dict[str, str]:
        """Name in the sources -> text that stands in a page itself."""
        texts: dict[str, str] = self._manifest["inline"]
        return texts

    @cached_property
    def icons(self) -> dict[str, str]:
        """Name -> attributes and content of an <svg> that draws it, as a page may hold it."""
        pen, drawings = self._manifest["pen"], self._manifest["drawings"]
        return {name: f'viewBox="0 0 24 24" {pen}>{drawing}' for name, drawing in drawings.items()}

    @cached_property
    def inline_sources(self) -> dict[str, str]:
        """Directive of a Content-Security-Policy -> sources that let in just these (CSP 3, hash-source)."""
        sources: dict[str, list[str]] = {"script-src": [], "style-src": []}
        for name, text in self.inline.items():
            digest = b64encode(sha256(text.encode()).digest()).decode()
            sources["style-src" if name.endswith(".css") else "script-src"].append(f"'sha256-{digest}'")
        return {directive: " ".join(digests) for directive, digests in sources.items()}

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        try:
            manifest: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        except FileNotFoundError as cause:
            raise NotBuilt(f"{self.folder} is missing: run bin/run, which builds it") from cause
        return manifest
