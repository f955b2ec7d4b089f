"""Which posts a list shows, in which order, and what the navigator counts.

Rule: an answer is an array of ids, eight bytes a post; rows are loaded when they are seen (``posts.load_summaries``).
"""

from __future__ import annotations

from array import array

import numpy as np

from fonds.model.query import ListRequest, Order, OrderColumn
from fonds.model.taxonomy import Navigator, TermKind
from fonds.store.accessions import list_entries
from fonds.store.column_facts import Ids
from fonds.store.columns import Columns, load_columns
from fonds.store.counts import Counted, load_counts
from fonds.store.evaluation import find_posts
from fonds.store.query_expansion import expand
from fonds.store.relevance import most_relevant_last, words_of
from fonds.store.saved_searches import list_saved_searches
from fonds.store.session import View
from fonds.store.sorting import in_order
from fonds.store.taxonomy import load_vocabularies


def find_ids(view: View, request: ListRequest) -> array[int]:
    """The ids of the posts of a scope that match a search text, in order. Posts without a value in the column that
    orders come last in both directions; equal ones follow the direction by id. What is in the trash is left out unless
    the scope or the search text asks for it."""
    return as_list(find_in_order(view, load_columns(view), request))


def find_in_order(view: View, columns: Columns, request: ListRequest) -> Ids:
    """The same as an array of NumPy's."""
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


def count_ids(view: View, request: ListRequest, limit: int) -> int:
    """How many posts a request asks for, counted up to ``limit``."""
    return min(int(np.count_nonzero(find_posts(view, load_columns(view), request))), limit)


def load_navigator(view: View) -> Navigator:
    """Everything that the navigator counts; nothing is counted here but terms, each of which it shows."""
    counts = load_counts(view)
    terms = load_vocabularies(view, *TermKind, counts=counts)
    return Navigator(
        all=counts[Counted.ALL].get(0, 0),
        starred=counts[Counted.STARRED].get(0, 0),
        drafts=counts[Counted.DRAFTS].get(0, 0),
        trashed=counts[Counted.TRASH].get(0, 0),
        problems=counts[Counted.PROBLEMS].get(0, 0),
        undated=counts[Counted.UNDATED].get(0, 0),
        categories=terms[TermKind.CATEGORY],
        tags=terms[TermKind.TAG],
        authors=terms[TermKind.AUTHOR],
        years=tuple(sorted(counts[Counted.YEAR].items(), reverse=True)),
        accessions=list_entries(view, counts[Counted.ACCESSION]),
        searches=list_saved_searches(view),
    )
