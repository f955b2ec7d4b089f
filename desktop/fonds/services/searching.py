"""Finding posts by what is written in them and what is known of them."""

from __future__ import annotations

from fonds.model.errors import UserError
from fonds.model.progress import CancelToken
from fonds.model.query import SearchResults
from fonds.model.query_tree import Query
from fonds.store import hits
from fonds.store.archive import Archive
from fonds.text.query_parser import parse_query


def search_posts(
    archive: Archive, text: str, limit: int = 50, cancel: CancelToken | None = None
) -> SearchResults:
    """The posts outside the trash that match ``text``, newest first; an empty text matches all of them. What is wrong
    in the text asks for nothing, as while it is typed."""
    with archive.reading(cancel) as view:
        return hits.find_hits(view, text, limit)


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
