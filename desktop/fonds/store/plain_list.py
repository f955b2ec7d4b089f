"""The list that comes first: all posts outside the trash, by an index, while nothing is in memory yet.

Rule: without NumPy, which takes longer to load than such a list to be found, unless there are very many posts.
"""

from __future__ import annotations

from array import array

from fonds.model.query import ListRequest, ScopeKind
from fonds.store.orders import WALKED, order_by
from fonds.store.session import View

_MANY = 200_000
_PARSED = 50_000
"""Characters of ids that are read in one go: a millisecond."""


def plain_list(view: View, request: ListRequest) -> array[int] | None:
    """The ids that a request asks for, in its order; None when another way is better."""
    asks_for_all = request.scope.kind in (ScopeKind.ALL, ScopeKind.SAVED) and not request.search_text.strip()
    if not asks_for_all or request.order.column not in WALKED or view.memory.columns is not None:
        return None
    if int(view.value("SELECT max(id) FROM posts") or 0) > _MANY:
        return None
    # As one text: a row at a time, each would take Python's lock, and the window, which needs it to paint, would wait.
    # SQLite keeps to the order of what it joins.
    listed = f"SELECT id FROM posts WHERE trashed_at IS NULL {order_by(request.order)}"
    return _numbers(view.value(f"SELECT group_concat(id) FROM ({listed})") or "")


def _numbers(text: str) -> array[int]:
    found = array("i")
    start = 0
    while start < len(text):
        end = text.find(",", start + _PARSED)
        end = len(text) if end < 0 else end
        found.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return found
