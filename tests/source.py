"""Reading this project's own Python as text: what imports what, without importing anything."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("backend", "media", "pwa", "sync")
MADE = {"node_modules", "dist", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Import:
    """`module` imports `name` in line `line`; `inside` a function, or at the top."""

    module: str
    name: str
    line: int
    inside: bool = False


def files(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not MADE.intersection(path.relative_to(ROOT).parts)
    ]


def name_of(path: Path) -> str:
    """`backend/reports/__init__.py` is backend.reports."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_within(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def imports(module: str, source: str) -> list[Import]:
    """Every import of a module's source, `from a import b` as a.b. Relative ones do not occur (ruff)."""
    return list(_walk(ast.parse(source), module, inside=False))


def _walk(node: ast.AST, module: str, *, inside: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(module, alias.name, node.lineno, inside) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        yield from (
            Import(module, f"{node.module}.{alias.name}", node.lineno, inside) for alias in node.names
        )
    inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, module, inside=inside)


@cache
def all_imports(*folders: str) -> tuple[Import, ...]:
    return tuple(found for path in files(*folders) for found in imports(name_of(path), path.read_text()))
