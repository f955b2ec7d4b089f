"""A request -> its posts in its order.

Rule: what is asked for is found first, and only that is put in order.
"""

from __future__ import annotations

from array import array

import numpy as np

from fonds.model.query import ListRequest, Order, OrderColumn, ScopeKind
from fonds.store.collected_posts import posts_of_tree
from fonds.store.column_facts import Bits, Ids
from fonds.store.columns import Columns, load_columns
from fonds.store.evaluation import find_posts
from fonds.store.query_expansion import expand
from fonds.store.relevance import most_relevant_last, words_of
from fonds.store.session import View
from fonds.store.sorting import in_order


def find_in_order(view: View, columns: Columns, request: ListRequest) -> Ids:
    """The ids of the posts that a request asks for, in its order."""
    found, order = find_posts(view, columns, request), request.order
    if order.column is OrderColumn.HAND:
        return _by_hand(view, found, request)
    if order.column is not OrderColumn.RELEVANCE:
        return in_order(view, columns, found, order)
    oldest_first = in_order(view, columns, found, Order(OrderColumn.DATE))[::-1]
    words = words_of(expand(view, request.search_text, request.variants))
    ranked = most_relevant_last(view, columns, oldest_first, words)
    return ranked[::-1] if order.descending else ranked


def _by_hand(view: View, found: Bits, request: ListRequest) -> Ids:
    """In the order of a collection: its own posts, then those of each below it; elsewhere the newest first."""
    if request.scope.kind is not ScopeKind.COLLECTION:
        return in_order(view, load_columns(view), found, Order())
    ordered = np.array(posts_of_tree(view, request.scope.value), np.int32)
    ids = ordered[found[ordered]] if len(ordered) else ordered
    return ids[::-1] if request.order.descending else ids


def as_list(ids: Ids) -> array[int]:
    """An array of numbers as those know it that do not know NumPy."""
    listed = array("i")
    listed.frombytes(np.ascontiguousarray(ids, np.int32).view(np.uint8).data)
    return listed
