"""Long work in a thread of the window's process, so that the window hardly feels it.

Whoever makes hundreds of thousands of values in one go has Python's collector of cycles look through all that lives in
the program, time and again: a tenth of a second and more, in which no thread gets a turn. And a thread that works waits
five milliseconds before it lets another one in, at each of the hundred times that painting a table asks for it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.0005
"""Seconds after which a thread that works lets another one in, while such work is under way."""
_USUAL = sys.getswitchinterval()


@contextmanager
def beside_window() -> Iterator[None]:
    """While the block runs, the collector leaves alone what is there when it begins, and the window gets its turn at
    once. Blocks may overlap: the first that ends ends it for all, which costs some smoothness and nothing else."""
    gc.freeze()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL)
        gc.unfreeze()
