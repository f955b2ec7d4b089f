"""Many numbers out of SQLite as an array.

Rule: as one text. A row at a time, each would take Python's lock, and the window, which needs it to paint, would wait.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fonds.store.session import View
from fonds.store.sql import Sql

_PARSED = 50_000
"""Characters of numbers that are read in one go: a millisecond."""


def numbers_of(view: View, selection: Sql) -> NDArray[np.int64]:
    """The numbers that a statement selects, in its order."""
    # SQLite keeps to the order of what it joins.
    text = view.value(
        f"WITH found(number) AS ({selection.text}) SELECT group_concat(number) FROM found", selection.values
    )
    return _read(text or "")


def _read(text: str) -> NDArray[np.int64]:
    parts = [np.zeros(0, np.int64)]
    start = 0
    while start < len(text):
        end = text.find(",", start + _PARSED)
        end = len(text) if end < 0 else end
        parts.append(np.fromstring(text[start:end], np.int64, sep=","))
        start = end + 1
    return np.concatenate(parts)
