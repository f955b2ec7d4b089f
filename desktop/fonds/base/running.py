"""Which process does a piece of work, written down so that another one can tell whether it still does."""

from __future__ import annotations

import os
import sys
import time

SILENCE = 60
"""Seconds without a sign of life after which a process is taken to have ended, whatever its number says: a number may
have been given to another process meanwhile."""


def own_mark() -> str:
    """This process, by its machine and its number."""
    return f"{_machine()}:{os.getpid()}"


def is_running(mark: str, last_sign: int) -> bool:
    """Whether the process of a mark still works; ``last_sign`` is when it was last seen to (seconds UTC). Of another
    machine's, and on Windows, only that can tell."""
    machine, _, number = mark.rpartition(":")
    if not mark or time.time() - last_sign > SILENCE:
        return False
    if machine != _machine() or sys.platform == "win32":
        return True
    try:
        os.kill(int(number), 0)  # asks only whether it is there
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()


def _machine() -> str:
    import socket  # with the first import of posts: the window is painted by then

    return socket.gethostname()
