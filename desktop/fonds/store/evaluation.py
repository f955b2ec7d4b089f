"""A request -> the posts that it asks for, a bit for each: words by the full-text index, facts by the columns, and what
neither knows by SQL.

Rule: exact, for every tree. What is cheap is asked first, and what is dear only of the posts that are left.
"""

from __future__ import annotations

import json
from datetime import MAXYEAR, MINYEAR, date
from enum import IntEnum

import numpy as np

from fonds.model.post import Status
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.query_tree import All, Any, Days, Field, Match, Node, Not, Numbers, Words, leaves
from fonds.store.collections import BELOW
from fonds.store.column_facts import Bits, Flag, Ids
from fonds.store.columns import Columns
from fonds.store.numbers import numbers_of
from fonds.store.query_columns import by_days, by_places, from_columns
from fonds.store.query_expansion import Expanded, asks_for_trash, expand
from fonds.store.query_tables import SqlTest, changes_alone, is_in_tables, sql_test
from fonds.store.session import View
from fonds.store.sql import Sql
from fonds.store.taxonomy import SUBTREE
from fonds.store.text_index import open_index

_FEW = 2_000
"""So many posts are looked at one by one, before all of the archive are asked for."""
_KEPT = 3
"""Answers that are remembered: that of a list is asked for again when it is counted, or sorted otherwise."""
_WITH_TERM = "SELECT post_id FROM post_terms WHERE term_id = ?"
_MEMBERS = {
    ScopeKind.CATEGORY: f"{SUBTREE} SELECT post_id FROM post_terms WHERE term_id IN subtree",
    ScopeKind.TAG: _WITH_TERM,
    ScopeKind.AUTHOR: _WITH_TERM,
    ScopeKind.COLLECTION: f"{BELOW} SELECT post_id FROM collection_posts WHERE collection_id IN below",
}


def find_posts(view: View, columns: Columns, request: ListRequest) -> Bits:
    """The posts of a scope that match a search text. What is in the trash is left out unless the scope or the search
    text asks for it."""
    tree = expand(view, request.search_text, request.variants)
    asked = (request.scope, tree)
    known = columns.found.get(asked)
    if known is not None:
        return known
    found = _find(view, columns, request.scope, tree)
    alone = request.scope.kind is ScopeKind.COLLECTION  # what lies in one changes while no post does
    if not alone and (isinstance(tree, bool) or not any(map(changes_alone, leaves(tree)))):
        for other in list(columns.found)[: 1 - _KEPT]:
            columns.found.pop(other, None)
        columns.found[asked] = found
    return found


def _find(view: View, columns: Columns, scope: Scope, tree: Expanded) -> Bits:
    trashed = columns.has(Flag.TRASHED)
    within = columns.has(Flag.THERE)
    if scope.kind is ScopeKind.TRASH:
        within &= trashed
    elif not asks_for_trash(tree):
        within &= ~trashed
    evaluation = _Evaluation(view, columns)
    within = evaluation.place(scope, within)
    if isinstance(tree, bool):
        return within if tree else np.zeros_like(within)
    return evaluation.find(tree, within)


class _Cost(IntEnum):
    """What it takes to answer a part."""

    COLUMNS = 0
    WORDS = 1
    TABLES = 2


class _Evaluation:
    def __init__(self, view: View, columns: Columns) -> None:
        self._view = view
        self._columns = columns

    def find(self, node: Node, within: Bits) -> Bits:
        """Those of some posts that a tree asks for."""
        if self._view.cancel is not None:
            self._view.cancel.raise_if_cancelled()
        if not within.any():
            return within
        match node:
            case All(parts):
                for part in sorted(parts, key=_cost):
                    within = self.find(part, within)
                return within
            case Any(parts):
                left = within
                for part in sorted(parts, key=_cost):
                    left = left & ~self.find(part, left)
                return within & ~left
            case Not(part):
                return within & ~self.find(part, within)
            case Words():
                return within & self._bits(open_index(self._view).find(node))
            case _:
                found = from_columns(self._view, self._columns, node)
                return (
                    self._by_tables(sql_test(self._view, node), within) if found is None else within & found
                )

    def place(self, scope: Scope, within: Bits) -> Bits:
        """Those of some posts that a place of the navigator holds, but for the trash."""
        columns = self._columns
        match scope.kind:
            case ScopeKind.ALL | ScopeKind.TRASH | ScopeKind.SAVED:
                return within
            case ScopeKind.STARRED:
                return within & columns.has(Flag.STARRED)
            case ScopeKind.DRAFTS:
                return within & ~self._leaf(Match(Field.STATUS, Status.PUBLISHED.value))
            case ScopeKind.PROBLEMS:
                return within & columns.has(Flag.PROBLEM)
            case ScopeKind.UNDATED:
                return within & ~columns.has(Flag.DATED)
            case ScopeKind.YEAR:
                if not MINYEAR <= scope.value <= MAXYEAR:
                    return np.zeros_like(within)
                year = Days(Field.DATE, date(scope.value, 1, 1), date(scope.value, 12, 31))
                return within & by_days(columns, year)
            case ScopeKind.ACCESSION:
                return within & self._leaf(Numbers(Field.ACCESSION, scope.value, scope.value))
            case ScopeKind.COLLECTION:
                return within & self._members(scope)
            case ScopeKind.GIVEN:
                ids = np.array(scope.posts.ids if scope.posts is not None else (), np.int64)
                return within & self._bits(ids[(ids > 0) & (ids < self._columns.size)])
            case _:
                return within & self._of_term(scope)

    def _leaf(self, node: Node) -> Bits:
        found = from_columns(self._view, self._columns, node)
        assert found is not None
        return found

    def _of_term(self, scope: Scope) -> Bits:
        """A place holds the posts of its very term, and not those of a term that folds to the same name."""
        vocabulary = self._columns.vocabulary
        places = vocabulary.places(scope.value)
        if places and places[0] not in vocabulary.shared:
            return by_places(self._columns, places[:1])
        return self._members(scope)

    def _members(self, scope: Scope) -> Bits:
        return self._bits(numbers_of(self._view, Sql(_MEMBERS[scope.kind], (scope.value,))))

    def _by_tables(self, test: SqlTest, within: Bits) -> Bits:
        ids = np.flatnonzero(within)
        if len(ids) > _FEW:
            return within & self._bits(numbers_of(self._view, test.ids))
        # The join keeps to this order: the posts by their ids, whatever indices there are.
        few = f"SELECT id FROM (SELECT value AS few FROM json_each(?)) CROSS JOIN posts ON posts.id = few WHERE {test.few.text}"
        values = (json.dumps(ids.tolist()), *test.few.values)
        return self._bits(numbers_of(self._view, Sql(few, values)))

    def _bits(self, ids: Ids) -> Bits:
        found = np.zeros(self._columns.size, np.bool_)
        found[ids] = True
        return found


def _cost(node: Node) -> _Cost:
    match node:
        case All(parts) | Any(parts):
            return max(map(_cost, parts))
        case Not(part):
            return _cost(part)
        case Words():
            return _Cost.WORDS
        case _:
            return _Cost.TABLES if is_in_tables(node) else _Cost.COLUMNS
