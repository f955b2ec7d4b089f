"""Which posts a list shows, in which order, and what the navigator counts.

Rule: an answer is an array of ids, four bytes a post; rows are loaded when they are seen (``posts.load_summaries``).
"""

from __future__ import annotations

from array import array

from fonds.model.query import ListRequest
from fonds.model.taxonomy import Navigator, TermKind
from fonds.store.accessions import list_entries
from fonds.store.collections import list_collections
from fonds.store.counts import Counted, load_counts
from fonds.store.plain_list import plain_list
from fonds.store.saved_searches import list_saved_searches
from fonds.store.session import View
from fonds.store.taxonomy import load_vocabularies


def find_ids(view: View, request: ListRequest) -> array[int]:
    """The ids of the posts of a scope that match a search text, in order. Posts without a value in the column that
    orders come last in both directions; equal ones follow the direction by id. What is in the trash is left out unless
    the scope or the search text asks for it."""
    ids = plain_list(view, request)
    if ids is not None:
        return ids
    # Only here and below: the first list does without, and must not wait for NumPy.
    from fonds.store.columns import load_columns
    from fonds.store.ordering import as_list, find_in_order

    return as_list(find_in_order(view, load_columns(view), request))


def count_ids(view: View, request: ListRequest, limit: int) -> int:
    """How many posts a request asks for, counted up to ``limit``."""
    from fonds.store.columns import load_columns
    from fonds.store.evaluation import find_posts

    return min(int(find_posts(view, load_columns(view), request).sum()), limit)


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
        collections=list_collections(view, counts),
    )
