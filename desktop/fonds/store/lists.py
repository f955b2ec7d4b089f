"""Which posts a list shows, in which order, and what the navigator counts.

Rule: an answer is an array of ids, eight bytes a post; rows are loaded when they are seen (``posts.load_summaries``).
"""

from __future__ import annotations

from array import array
from itertools import chain

from fonds.model.query import ListRequest, Order, OrderColumn, Scope, ScopeKind
from fonds.model.taxonomy import Navigator, TermKind
from fonds.store.search import MATCHING, NOTHING, match_expression
from fonds.store.session import View
from fonds.store.taxonomy import IN_SUBTREE, load_vocabularies

_FETCH = 10_000
_COLUMNS = {
    OrderColumn.DATE: "instant",
    OrderColumn.TITLE: "title_key",
    OrderColumn.CATEGORY: "categories_text",
    OrderColumn.TAGS: "tags_text",
    OrderColumn.MODIFIED: "modified_at",
}
_WITH_TERM = "id IN (SELECT post_id FROM post_terms WHERE term_id = ?)"
_LISTED = "trashed_at IS NULL"
_SCOPES = {
    ScopeKind.ALL: _LISTED,
    ScopeKind.DRAFTS: f"{_LISTED} AND status <> 'published'",
    ScopeKind.TRASH: "trashed_at IS NOT NULL",
    ScopeKind.PROBLEMS: "problem_count > 0",
    ScopeKind.CATEGORY: f"{_LISTED} AND {IN_SUBTREE}",
    ScopeKind.TAG: f"{_LISTED} AND {_WITH_TERM}",
    ScopeKind.AUTHOR: f"{_LISTED} AND {_WITH_TERM}",
    ScopeKind.YEAR: f"{_LISTED} AND year = ?",
    ScopeKind.UNDATED: f"{_LISTED} AND instant IS NULL",
    ScopeKind.ACCESSION: f"{_LISTED} AND accession_id = ?",
}
_VALUED = {ScopeKind.CATEGORY, ScopeKind.TAG, ScopeKind.AUTHOR, ScopeKind.YEAR, ScopeKind.ACCESSION}


def find_ids(view: View, request: ListRequest) -> array[int]:
    """The ids of the posts of a scope that match a search text, in order. Posts without a value in the column that
    orders come last in both directions; equal ones follow the direction by id."""
    conditions, values = _conditions(request.scope, request.search_text)
    if conditions is None:
        return array("q")
    column = _COLUMNS[request.order.column]
    ids = array("q")
    for present in ("IS NOT NULL", "IS NULL"):
        statement = f"SELECT id FROM posts WHERE {conditions} AND {column} {present} {_ordering(request.order, present)}"
        cursor = view.cursor(statement, values)
        while chunk := cursor.fetchmany(_FETCH):
            ids.extend(chain.from_iterable(chunk))
    return ids


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


def _conditions(scope: Scope, search_text: str) -> tuple[str | None, list[object]]:
    values: list[object] = [scope.value] if scope.kind in _VALUED else []
    conditions = _SCOPES[scope.kind]
    expression = match_expression(search_text)
    if expression == NOTHING:
        return None, []
    if expression is not None:
        conditions = f"{conditions} AND {MATCHING}"
        values.append(expression)
    return conditions, values


def _ordering(order: Order, present: str) -> str:
    direction = "DESC" if order.descending else "ASC"
    if present == "IS NULL":
        return f"ORDER BY id {direction}"
    return f"ORDER BY {_COLUMNS[order.column]} {direction}, id {direction}"
