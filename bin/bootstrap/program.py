"""Turning into a program, so that its parent, Ctrl-C and exit status are the door's own."""

import os
from typing import NoReturn

from bootstrap.place import COMMAND, PYTHON


def become(*arguments: str) -> NoReturn:
    """Replace this process by `masdarling` with these arguments."""
    _become(str(COMMAND), *arguments)


def become_module(name: str, *arguments: str) -> NoReturn:
    """Replace this process by a module of the checkout."""
    _become("-m", name, *arguments)


def _become(*words: str) -> NoReturn:
    os.execv(PYTHON, [str(PYTHON), *words])  # noqa: S606 -- no shell wanted
