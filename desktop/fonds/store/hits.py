"""What is shown of found posts: a snippet of the text around the first hit, with every hit in it marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fonds.model.hits import HitFinder, Snippet
from fonds.model.query import NEWEST_FIRST, ListRequest, Order, SearchHit, SearchResults
from fonds.store.dates import DATE_COLUMNS, date_of
from fonds.store.lists import find_ids
from fonds.store.packing import stored_path
from fonds.store.query_expansion import expand
from fonds.store.search import load_plain_texts
from fonds.store.session import View, in_chunks, marks
from fonds.text.hit_marking import finder_for, make_snippet
from fonds.text.names import shown_path


def find_hits(
    view: View, search_text: str, limit: int = 50, variants: bool = True, order: Order = NEWEST_FIRST
) -> SearchResults:
    """The first matching posts outside the trash, and how many there are in all. A blank text matches every post."""
    ids = find_ids(view, ListRequest(search_text=search_text, order=order, variants=variants))
    shown = ids[:limit]
    pattern = load_finder(view, search_text, variants).body
    rows: dict[int, Any] = {}
    for chunk in in_chunks(shown):
        statement = f"SELECT id, title, source_path, head_revision, {DATE_COLUMNS} FROM posts WHERE id IN ({marks(len(chunk))})"
        rows.update((row[0], row) for row in view.cursor(statement, chunk))
    texts = load_plain_texts(view, [row[3] for row in rows.values()])
    hits = []
    for post, title, path, head, *date in (rows[number] for number in shown):
        snippet = make_snippet(pattern, texts[head])
        name = shown_path(stored_path(path))
        hits.append(SearchHit(post, title, date_of(date), name, snippet.text, snippet.marks))
    return SearchResults(len(ids), tuple(hits))


def load_finder(view: View, search_text: str, variants: bool = True) -> HitFinder:
    """What is to be marked for a search text; the words of saved searches in it belong to it."""
    tree = expand(view, search_text, variants)
    return HitFinder() if isinstance(tree, bool) else finder_for(tree)


def load_snippets(view: View, finder: HitFinder, ids: Sequence[int]) -> dict[int, Snippet]:
    """What to show of the texts of these posts; those in whose text there is no hit are left out."""
    found: dict[int, Snippet] = {}
    if finder.body is None:
        return found
    for chunk in in_chunks(ids):
        statement = f"SELECT id, head_revision FROM posts WHERE id IN ({marks(len(chunk))})"
        heads = dict(view.rows(statement, chunk))
        texts = load_plain_texts(view, list(heads.values()))
        for post, head in heads.items():
            if view.cancel is not None:
                view.cancel.raise_if_cancelled()
            snippet = make_snippet(finder.body, texts.get(head, ""))
            if snippet.marks:
                found[post] = snippet
    return found
