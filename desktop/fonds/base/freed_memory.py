"""What is freed goes back to the system: a matter of glibc alone.

Rule: glibc takes each large array that is freed as a sign to keep the next one of that size, up to 32 MB, for each thread
that works: a list of a million posts would hold on to half as much again as it needs.
"""

from __future__ import annotations

import sys

LARGE = 2_000_000
"""Bytes from which on an array is given back. A bit for each of a million posts is smaller: such come and go with every
search, and are taken from what was freed."""
KEPT = 16_000_000
"""Bytes that each thread may keep of what was freed: without them, all would go back and be fetched anew with every search."""
_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3


def give_back_large() -> bool:
    """Let large blocks go back when they are freed, from now on; whether anything had to be done for that."""
    if sys.platform != "linux":
        return False
    import ctypes

    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is None:
        return False
    return bool(set_option(_M_MMAP_THRESHOLD, LARGE) and set_option(_M_TRIM_THRESHOLD, KEPT))
