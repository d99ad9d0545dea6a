"""How commands speak: facts in words or as JSON, and errors that say what to do next."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def as_json(command: F) -> F:
    """The option every command that prints facts has."""
    return click.option("--json", "wants_json", is_flag=True, help="Print facts as JSON.")(command)


def say(facts: object, words: str, *, wants_json: bool) -> None:
    click.echo(json.dumps(facts, indent=1, default=str, ensure_ascii=False) if wants_json else words)


class Trouble(click.ClickException):
    """Ends the command with status 1. `todo` is what to do next."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}\n  -> {todo}")
