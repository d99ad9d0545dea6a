"""The front end: packages of pwa/package-lock.json, then the files in pwa/dist."""

from collections.abc import Mapping
from pathlib import Path

from bootstrap import node, stamps, steps
from bootstrap.place import PWA, ROOT, TOOLS

MADE = {"node_modules", "dist", "dist.new", "__pycache__"}
"""Folders in pwa/ that are made, not written."""

REGISTER = ROOT / "backend" / "city" / "builtin"
"""The built-in register goes into the shell, so that a phone can report before it ever met the server."""


def ready(env: Mapping[str, str]) -> None:
    """Raises steps.Failed. Nothing is done when neither lock nor sources changed."""
    wanted, stamp = stamps.fingerprint(sources()), TOOLS / "front.stamp"
    if stamps.read(stamp) == wanted and (PWA / "dist" / "manifest.json").exists():
        return
    found = node.find(env)
    install(found, env)
    with steps.step("Front end"):
        steps.run(
            [found.node, "build.mjs"],
            cwd=PWA,
            env=found.variables(env),
            advice="The line above names the file; `node build.mjs` in pwa/ shows it again.",
        )
        stamps.write(stamp, wanted)


def sources() -> list[Path]:
    entries = [entry for entry in PWA.iterdir() if entry.name not in MADE]
    found = [file for entry in [*entries, REGISTER] for file in [entry, *entry.rglob("*")] if file.is_file()]
    return [file for file in found if "__pycache__" not in file.parts]


def install(found: node.Node, env: Mapping[str, str]) -> None:
    wanted = stamps.fingerprint([PWA / "package.json", PWA / "package-lock.json"], found.node)
    stamp = PWA / "node_modules" / "stamp"
    if stamps.read(stamp) == wanted:
        return
    with steps.step("npm packages"):
        steps.run(
            [*found.npm, "ci", "--no-audit", "--no-fund"],
            cwd=PWA,
            env=found.variables(env),
            advice="Is the network there? npm's own settings (.npmrc) are obeyed. Then run it again.",
        )
        stamps.write(stamp, wanted)
