"""Finding posts by what is written in them."""

from __future__ import annotations

from fonds.model.progress import CancelToken
from fonds.model.query import SearchResults
from fonds.store import search
from fonds.store.archive import Archive


def search_posts(
    archive: Archive, text: str, limit: int = 50, cancel: CancelToken | None = None
) -> SearchResults:
    """The posts outside the trash that match ``text``, newest first; an empty text matches all of them."""
    with archive.reading(cancel) as view:
        return search.find_hits(view, text, limit)
