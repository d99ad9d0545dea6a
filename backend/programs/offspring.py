"""A process that does not outlive the one that started it, and is called by what it does."""

import ctypes
import os
import signal

from setproctitle import setproctitle

_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Ask Linux for SIGKILL when `parent`, which started this process, dies.

    SIGKILL because whoever killed the parent wants the port now, and everything here survives a kill.
    Elsewhere than on Linux a killed parent leaves its children running.
    """
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if prctl:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), signal.SIGKILL)


def call_myself(name: str) -> None:
    """What `ps` shows from now on."""
    setproctitle(f"masdarling {name}")
