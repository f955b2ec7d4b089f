"""A request -> its posts in its order.

Rule: what is asked for is found first, and only that is put in order.
"""

from __future__ import annotations

from array import array

from fonds.model.query import ListRequest, Order, OrderColumn
from fonds.store.column_facts import Ids
from fonds.store.columns import Columns
from fonds.store.evaluation import find_posts
from fonds.store.query_expansion import expand
from fonds.store.relevance import most_relevant_last, words_of
from fonds.store.session import View
from fonds.store.sorting import in_order


def find_in_order(view: View, columns: Columns, request: ListRequest) -> Ids:
    """The ids of the posts that a request asks for, in its order."""
    found, order = find_posts(view, columns, request), request.order
    if order.column is not OrderColumn.RELEVANCE:
        return in_order(view, columns, found, order)
    oldest_first = in_order(view, columns, found, Order(OrderColumn.DATE))[::-1]
    words = words_of(expand(view, request.search_text, request.variants))
    ranked = most_relevant_last(view, columns, oldest_first, words)
    return ranked[::-1] if order.descending else ranked


def as_list(ids: Ids) -> array[int]:
    """An array of numbers as those know it that do not know NumPy."""
    return array("q", ids.tobytes())
