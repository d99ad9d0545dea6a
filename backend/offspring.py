"""A program that ends when the one that started it does, however that ended."""

import ctypes
import os
import signal

PARENT = "MASDARLING_PARENT"
"""Environment variable: the process id of the supervisor."""
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask Linux to send SIGTERM when the supervisor dies. Nothing, where none started us."""
    parent = os.environ.get(PARENT)
    if not parent:
        return
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if prctl:  # elsewhere than on Linux a killed supervisor leaves its programs running
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != int(parent):  # it died before we asked
        os.kill(os.getpid(), signal.SIGTERM)
