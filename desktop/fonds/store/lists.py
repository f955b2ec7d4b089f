"""Which posts a list shows, in which order, and what the navigator counts.

Rule: an answer is an array of ids, eight bytes a post; rows are loaded when they are seen (``posts.load_summaries``).
"""

from __future__ import annotations

from array import array
from itertools import chain

from fonds.model.query import ListRequest, OrderColumn, ScopeKind
from fonds.model.taxonomy import Navigator, TermKind
from fonds.store.search import MATCHING, NOTHING, match_expression
from fonds.store.session import View
from fonds.store.taxonomy import SUBTREE, load_vocabularies

_FETCH = 10_000
_COLUMNS = {
    OrderColumn.DATE: "instant",
    OrderColumn.TITLE: "title_key",
    OrderColumn.CATEGORY: "categories_text",
    OrderColumn.TAGS: "tags_text",
    OrderColumn.MODIFIED: "modified_at",
}
_LISTED = "trashed_at IS NULL"
_SCOPES = {
    ScopeKind.ALL: _LISTED,
    ScopeKind.DRAFTS: f"{_LISTED} AND status <> 'published'",
    ScopeKind.TRASH: "trashed_at IS NOT NULL",
    ScopeKind.PROBLEMS: f"{_LISTED} AND problem_count > 0",
    ScopeKind.CATEGORY: _LISTED,
    ScopeKind.TAG: _LISTED,
    ScopeKind.AUTHOR: _LISTED,
    ScopeKind.YEAR: f"{_LISTED} AND year = ?",
    ScopeKind.UNDATED: f"{_LISTED} AND instant IS NULL",
    ScopeKind.ACCESSION: f"{_LISTED} AND accession_id = ?",
}
_VALUED = {ScopeKind.YEAR, ScopeKind.ACCESSION}
_WITH_TERM = "SELECT post_id FROM post_terms WHERE term_id = ?"
_MEMBERS = {
    ScopeKind.CATEGORY: f"{SUBTREE} SELECT post_id FROM post_terms WHERE term_id IN subtree",
    ScopeKind.TAG: _WITH_TERM,
    ScopeKind.AUTHOR: _WITH_TERM,
}
_FEW = 6
"""A set smaller than the archive by this factor is looked up post by post; a larger one by walking the order's index."""


def find_ids(view: View, request: ListRequest) -> array[int]:
    """The ids of the posts of a scope that match a search text, in order. Posts without a value in the column that
    orders come last in both directions; equal ones follow the direction by id."""
    scope = request.scope
    expression = match_expression(request.search_text)
    if expression == NOTHING:
        return array("q")
    conditions = _SCOPES[scope.kind]
    values: list[object] = [scope.value] if scope.kind in _VALUED else []
    members: list[tuple[str, object]] = (
        [(_MEMBERS[scope.kind], scope.value)] if scope.kind in _MEMBERS else []
    )
    if expression is not None:
        members.append((MATCHING, expression))
    if any(_is_small(view, statement, value) for statement, value in members):
        conditions = f"+{conditions}"  # the sign keeps the index of that column out of it
    for statement, value in members:
        conditions += f" AND id IN ({statement})"
        values.append(value)
    direction = "DESC" if request.order.descending else "ASC"
    order = f"ORDER BY {_COLUMNS[request.order.column]} {direction} NULLS LAST, id {direction}"
    cursor = view.cursor(f"SELECT id FROM posts WHERE {conditions} {order}", values)
    ids = array("q")
    while chunk := cursor.fetchmany(_FETCH):
        ids.extend(chain.from_iterable(chunk))
    return ids


def _is_small(view: View, members: str, value: object) -> bool:
    limit = int(view.value("SELECT max(id) FROM posts") or 0) // _FEW
    return (
        int(view.value(f"SELECT count(*) FROM (SELECT 1 FROM ({members}) LIMIT {limit + 1})", (value,)))
        <= limit
    )


def load_navigator(view: View) -> Navigator:
    """Everything that the navigator counts."""
    undated = view.value(f"SELECT count(*) FROM posts WHERE {_SCOPES[ScopeKind.UNDATED]}")
    years = view.rows(
        f"SELECT year, count(*) FROM posts WHERE {_LISTED} AND year IS NOT NULL GROUP BY year ORDER BY year DESC"
    )
    terms = load_vocabularies(view, *TermKind)
    return Navigator(
        all=_count(view, ScopeKind.ALL),
        drafts=_count(view, ScopeKind.DRAFTS),
        trashed=_count(view, ScopeKind.TRASH),
        problems=_count(view, ScopeKind.PROBLEMS),
        undated=int(undated),
        categories=terms[TermKind.CATEGORY],
        tags=terms[TermKind.TAG],
        authors=terms[TermKind.AUTHOR],
        years=tuple(years),
    )


def _count(view: View, kind: ScopeKind) -> int:
    return int(view.value(f"SELECT count(*) FROM posts WHERE {_SCOPES[kind]}"))
