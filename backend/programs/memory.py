"""Memory given back: many threads must not each keep a heap of their own."""

import ctypes

_M_ARENA_MAX = -8
ARENAS = 2


def share_heaps() -> None:
    """Before any thread starts. glibc would give each of 32 threads its own heap: 30 MB more under load."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:  # elsewhere than in glibc there is nothing to ask
        mallopt(_M_ARENA_MAX, ARENAS)
