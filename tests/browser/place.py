"""The shell alone, served from a copy of what was built: a later version can be put in its place."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from pwa.built import Built
from pwa.extension import PWA
from tests.system import ROOT

DIST = ROOT / "pwa" / "dist"
ENDS = ("", ".br", ".gz")


@dataclass
class Place:
    """There is no /api here: what is saved stays in the queue."""

    dist: Path
    app: Flask
    url: str = ""

    def builds_anew(self) -> None:
        """The next version: another app, and the one before is no longer served."""
        before = self._manifest()
        script, later = self.script.removeprefix("/aset/"), f"shell-main-{before['version'][::-1]}.js"
        (self.dist / later).write_text(self._taken_away(script) + "\n// the next version\n")
        worker = self._taken_away("sw.js").replace(script, later)
        (self.dist / "sw.js").write_text(worker.replace(before["version"], before["version"][::-1]))
        (self.dist / "manifest.json").write_text(json.dumps(before).replace(script, later))
        self.app.extensions["pwa"] = Built(self.dist)

    def forgets_a_file(self) -> None:
        """The new version speaks of a file that is not there."""
        worker = (self.dist / "sw.js").read_text()
        assert '"/offline"' in worker
        (self.dist / "sw.js").write_text(worker.replace('"/offline"', '"/aset/gone.css"', 1))

    @property
    def script(self) -> str:
        """Path of the app's script, as served now."""
        return str(self._manifest()["begins"]["id"][0])

    def _manifest(self) -> dict[str, Any]:
        return dict(json.loads((self.dist / "manifest.json").read_text()))

    def _taken_away(self, name: str) -> str:
        text = (self.dist / name).read_text()
        for end in ENDS:
            (self.dist / f"{name}{end}").unlink()
        return text


@contextmanager
def a_place(folder: Path) -> Iterator[Place]:
    shutil.copytree(DIST, folder / "dist")
    app = Flask("place")
    app.config["PWA_DIST"] = str(folder / "dist")
    PWA(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Place(folder / "dist", app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
