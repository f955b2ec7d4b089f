"""Long work without the pauses of Python's collector of cycles.

Whoever makes hundreds of thousands of values in one go has it look through all that lives in the program, time and
again: a tenth of a second and more, in which no thread gets a turn and the window stands still.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def calm_memory() -> Iterator[None]:
    """While the block runs, the collector leaves alone what is there when it begins, and looks at what is new. Blocks
    may overlap: the first that ends ends it for all, which costs a pause and nothing else."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
