"""Which posts a list shows, in which order, and what the navigator counts.

Rule: an answer is an array of ids, eight bytes a post; rows are loaded when they are seen (``posts.load_summaries``).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from itertools import chain

from fonds.model.query import ListRequest, OrderColumn, Scope, ScopeKind
from fonds.model.taxonomy import Navigator, TermKind
from fonds.store.accessions import list_entries
from fonds.store.query_expansion import Expanded, asks_for_trash, expand
from fonds.store.query_facts import by_accession
from fonds.store.query_sql import conditions_of
from fonds.store.session import View
from fonds.store.sql_condition import Condition, among
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
    ScopeKind.UNDATED: f"{_LISTED} AND instant IS NULL",
}
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
    orders come last in both directions; equal ones follow the direction by id. What is in the trash is left out unless
    the scope or the search text asks for it."""
    tree = expand(view, request.search_text)
    if tree is False:
        return array("q")
    conditions = _conditions(view, request.scope, tree)
    few = _find_few(view, conditions)
    if few is None:
        source = "posts"
        values: list[object] = []
        tests = [(condition.test, condition.values) for condition in conditions]
    else:
        driver, ids = few
        # The join keeps to this order: the posts by their ids, whatever indices there are.
        source = "(SELECT value AS few FROM json_each(?)) CROSS JOIN posts ON posts.id = few"
        values = [json.dumps(ids)]
        others = (condition for condition in conditions if condition is not driver or not driver.exact)
        tests = [condition.few_test for condition in others]
    where = " AND ".join(test for test, _ in tests) or "1"
    for _, bound in tests:
        values += bound
    direction = "DESC" if request.order.descending else "ASC"
    order = f"ORDER BY {_COLUMNS[request.order.column]} {direction} NULLS LAST, posts.id {direction}"
    cursor = view.cursor(f"SELECT posts.id FROM {source} WHERE {where} {order}", values)
    found = array("q")
    while chunk := cursor.fetchmany(_FETCH):
        found.extend(chain.from_iterable(chunk))
    return found


def _conditions(view: View, scope: Scope, tree: Expanded) -> list[Condition]:
    """What a scope and a query ask, what is cheap to answer first."""
    asked = [] if isinstance(tree, bool) else conditions_of(view, tree)
    place = _place(scope)
    if scope.kind is ScopeKind.TRASH:
        return [Condition("trashed_at IS NOT NULL"), *place, *asked]
    listed = [] if asks_for_trash(tree) else [Condition(_LISTED, few=f"+{_LISTED}")]
    return [*listed, *place, *asked]


def _place(scope: Scope) -> list[Condition]:
    """What a place of the navigator asks, but for the trash."""
    match scope.kind:
        case ScopeKind.ALL | ScopeKind.TRASH:
            return []
        case ScopeKind.DRAFTS:
            return [Condition("status <> 'published'")]
        case ScopeKind.PROBLEMS:
            return [Condition("problem_count > 0", few="+problem_count > 0")]
        case ScopeKind.UNDATED:
            return [Condition("instant IS NULL", few="+instant IS NULL")]
        case ScopeKind.YEAR:
            return [Condition("year = ?", (scope.value,))]
        case ScopeKind.ACCESSION:
            return [by_accession(scope.value, scope.value)]
        case _:
            return [among(_MEMBERS[scope.kind], (scope.value,))]


def _find_few(view: View, conditions: Sequence[Condition]) -> tuple[Condition, list[int]] | None:
    """A condition that few posts can fulfil, and their ids; None when there is none. What is found here need not be
    searched for again."""
    known = [condition for condition in conditions if condition.ids]
    if not known:
        return None
    limit = int(view.value("SELECT max(id) FROM posts") or 0) // _FEW
    for condition in sorted(known, key=lambda condition: condition.dear):
        ids = view.cursor(condition.ids, condition.id_values).fetchmany(limit + 1)
        if len(ids) <= limit:
            return condition, sorted({number for (number,) in ids})
    return None


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
        accessions=list_entries(view),
    )


def _count(view: View, kind: ScopeKind) -> int:
    return int(view.value(f"SELECT count(*) FROM posts WHERE {_SCOPES[kind]}"))
