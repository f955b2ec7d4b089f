"""Many numbers out of SQLite as an array.

Rule: as one text. A row at a time, each would take Python's lock, and the window, which needs it to paint, would wait.
"""

from __future__ import annotations

import numpy as np

from fonds.store.column_facts import Ids
from fonds.store.session import View
from fonds.store.sql import Sql

_PARSED = 50_000
"""Characters of numbers that are read in one go: a millisecond."""
_LARGEST = np.iinfo(np.int32).max


def numbers_of(view: View, selection: Sql) -> Ids:
    """The numbers that a statement selects, in its order."""
    # SQLite keeps to the order of what it joins.
    text = view.value(
        f"WITH found(number) AS ({selection.text}) SELECT group_concat(number) FROM found", selection.values
    )
    return _read(text or "")


def _read(text: str) -> Ids:
    found: Ids = np.empty(text.count(",") + 1 if text else 0, np.int32)
    filled = start = 0
    while start < len(text):
        end = text.find(",", start + _PARSED)
        end = len(text) if end < 0 else end
        part = np.fromstring(text[start:end], np.int64, sep=",")
        if part.max() > _LARGEST:
            found = found.astype(np.int64, copy=False)
        found[filled : filled + len(part)] = part
        filled += len(part)
        start = end + 1
    return found
