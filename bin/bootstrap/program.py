"""Turning into the program itself, so that its parent, Ctrl-C and exit status are the door's own."""

import os
from typing import NoReturn

from bootstrap.place import COMMAND, PYTHON


def become(*arguments: str) -> NoReturn:
    """Replace this process by `masdarling` with these arguments."""
    os.execv(PYTHON, [str(PYTHON), str(COMMAND), *arguments])  # noqa: S606 -- no shell wanted
