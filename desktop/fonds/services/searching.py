"""Finding posts by what is written in them and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.errors import UserError
from fonds.model.facets import Facets
from fonds.model.hits import HitFinder, Snippet
from fonds.model.progress import CancelToken
from fonds.model.query import NEWEST_FIRST, ListRequest, Order, SearchResults
from fonds.model.query_tree import Field, Query
from fonds.model.suggestion import KnownValue
from fonds.services.archive_care import fold_before_search
from fonds.store import hits, suggestions
from fonds.store.archive import Archive
from fonds.text.query_parser import parse_query


def search_posts(
    archive: Archive,
    text: str,
    limit: int = 50,
    cancel: CancelToken | None = None,
    *,
    variants: bool = True,
    order: Order = NEWEST_FIRST,
) -> SearchResults:
    """The posts outside the trash that match ``text``, in an order; an empty text matches all of them. What is wrong
    in the text asks for nothing, as while it is typed. ``variants``: Traditional and Simplified Chinese characters match
    each other."""
    fold_before_search(archive, text, cancel)
    with archive.reading(cancel) as view:
        return hits.find_hits(view, text, limit, variants, order)


def load_hit_finder(
    archive: Archive, text: str, cancel: CancelToken | None = None, *, variants: bool = True
) -> HitFinder:
    """What a search text marks in the posts that it finds, ``variants`` as for these."""
    with archive.reading(cancel) as view:
        return hits.load_finder(view, text, variants)


def load_snippets(
    archive: Archive, finder: HitFinder, ids: Sequence[int], cancel: CancelToken | None = None
) -> dict[int, Snippet]:
    """The text around the first hit in the body of each of these posts; those without one are left out."""
    with archive.reading(cancel) as view:
        return hits.load_snippets(view, finder, ids)


def load_facets(
    archive: Archive, request: ListRequest, limit: int = 20, cancel: CancelToken | None = None
) -> Facets:
    """The counts of what a list shows, with the ``limit`` most frequent values of each kind. A value's term, added to the
    search text, finds exactly the posts that are counted for it."""
    # Only here: opening an archive needs no counting, and this loads NumPy.
    from fonds.store.facets import count_facets

    with archive.reading(cancel) as view:
        return count_facets(view, request, limit)


def require_query(text: str) -> Query:
    """The query of a text that must be right, because nobody sees its marks. Raises UserError."""
    query = parse_query(text)
    if query.marks:
        mark = query.marks[0]
        raise UserError(
            "The search text is wrong at character {place}, “{piece}”: {reason}",
            field="text",
            place=str(mark.start + 1),
            piece=text[mark.start : mark.start + mark.length],
            reason=mark.sentence,
        )
    return query


def load_values(archive: Archive, field: Field, cancel: CancelToken | None = None) -> tuple[KnownValue, ...]:
    """What the posts of an archive have for a field of queries, the most frequent first."""
    with archive.reading(cancel) as view:
        return suggestions.load_values(view, field)


def load_keys(archive: Archive, cancel: CancelToken | None = None) -> tuple[KnownValue, ...]:
    """The keys of the front matter that can be asked for by name."""
    with archive.reading(cancel) as view:
        return suggestions.load_keys(view)
