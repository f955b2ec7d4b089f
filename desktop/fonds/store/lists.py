"""Which posts a list shows, in which order, and what the navigator counts.

Rule: an answer is an array of ids, eight bytes a post; rows are loaded when they are seen (``posts.load_summaries``).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.taxonomy import Navigator, TermKind
from fonds.store.accessions import list_entries
from fonds.store.counts import Counted, load_counts
from fonds.store.orders import WALKED, order_by
from fonds.store.query_expansion import Expanded, asks_for_trash, expand
from fonds.store.query_facts import STARRED, by_accession
from fonds.store.query_sql import conditions_of
from fonds.store.saved_searches import list_saved_searches
from fonds.store.session import View
from fonds.store.sql_condition import Condition, Cost, Sql, among, plain, union
from fonds.store.taxonomy import SUBTREE, load_vocabularies

_PARSED = 50_000
"""Characters of ids that are read in one go: a millisecond."""
_LISTED = "trashed_at IS NULL"
_WITH_TERM = "SELECT post_id FROM post_terms WHERE term_id = ?"
_MEMBERS = {
    ScopeKind.CATEGORY: f"{SUBTREE} SELECT post_id FROM post_terms WHERE term_id IN subtree",
    ScopeKind.TAG: _WITH_TERM,
    ScopeKind.AUTHOR: _WITH_TERM,
}
_FEW = 6
"""A set smaller than the archive by this factor is looked up post by post; a larger one by walking the order's index."""
_HANDFUL = 150
"""One that is smaller by this factor is put to the full-text index post by post."""


def find_ids(view: View, request: ListRequest) -> array[int]:
    """The ids of the posts of a scope that match a search text, in order. Posts without a value in the column that
    orders come last in both directions; equal ones follow the direction by id. What is in the trash is left out unless
    the scope or the search text asks for it."""
    return find_columns(view, request, "posts.id")[0]


def find_columns(view: View, request: ListRequest, *columns: str) -> list[array[int]]:
    """Numbers of the posts of a request, in its order, an array for each column; without those that are NULL."""
    asked = _asked(view, request)
    if asked is None:
        return [array("q") for _ in columns]
    order = order_by(view, request.order)
    named = ", ".join(f"{column} AS c{place}" for place, column in enumerate(columns))
    # As one text: a row at a time, each would take Python's lock, and the window, which needs it to paint, would wait.
    # SQLite keeps to the order of what it joins.
    joined = ", ".join(f"group_concat(c{place})" for place in range(len(columns)))
    texts = view.row(
        f"SELECT {joined} FROM (SELECT {named} FROM {asked.text} {order.text})",
        (*asked.values, *order.values),
    )
    return [_numbers(text or "") for text in texts]


def _numbers(text: str) -> array[int]:
    found = array("q")
    start = 0
    while start < len(text):
        end = text.find(",", start + _PARSED)
        end = len(text) if end < 0 else end
        found.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return found


def find_runs(view: View, request: ListRequest, *columns: str) -> list[Any]:
    """How many posts of a request have the same values in columns by which it is in order, the first ones first; those
    without a value last."""
    asked = _asked(view, request)
    if asked is None:
        return []
    direction = "DESC" if request.order.descending else "ASC"
    first, *others = (f"{column} {direction}" for column in columns)
    named = ", ".join(columns)
    return view.rows(
        f"SELECT {named}, count(*) FROM {asked.text} GROUP BY {named} "
        f"ORDER BY {', '.join([f'{first} NULLS LAST', *others])}",
        asked.values,
    )


def count_ids(view: View, request: ListRequest, limit: int) -> int:
    """How many posts a request asks for, counted up to ``limit``."""
    asked = _asked(view, request)
    if asked is None:
        return 0
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {asked.text} LIMIT ?)"
    return int(view.value(counted, (*asked.values, limit)))


def _asked(view: View, request: ListRequest) -> Sql | None:
    """What stands behind FROM for a request, WHERE included; None when nothing can be found."""
    tree = expand(view, request.search_text, request.variants)
    if tree is False:
        return None
    conditions = _conditions(view, request.scope, tree, walked=request.order.column in WALKED)
    few = _find_few(view, conditions)
    if few is None:
        source, values = "posts", list[object]()
        tests = [condition.many for condition in conditions]
    else:
        # The join keeps to this order: the posts by their ids, whatever indices there are.
        source = "(SELECT value AS few FROM json_each(?)) CROSS JOIN posts ON posts.id = few"
        values = [json.dumps(few.ids)]
        others = [condition for condition in conditions if condition not in few.answered]
        tests = [condition.handful if few.is_handful else condition.few for condition in others]
    where = " AND ".join(test.text for test in tests) or "1"
    bound = [*values, *(value for test in tests for value in test.values)]
    return Sql(f"{source} WHERE {where}", tuple(bound))


def _conditions(view: View, scope: Scope, tree: Expanded, *, walked: bool) -> list[Condition]:
    """What a scope and a query ask, what is cheap to answer first."""
    asked = [] if isinstance(tree, bool) else conditions_of(view, tree)
    if scope.kind is ScopeKind.TRASH:
        return [plain("trashed_at IS NOT NULL", few="+trashed_at IS NOT NULL"), *asked]
    listed = [] if asks_for_trash(tree) else [plain(_LISTED if walked else f"+{_LISTED}", few=f"+{_LISTED}")]
    return [*listed, *_place(scope), *asked]


def _place(scope: Scope) -> list[Condition]:
    """What a place of the navigator asks, but for the trash."""
    match scope.kind:
        case ScopeKind.ALL | ScopeKind.TRASH | ScopeKind.SAVED:
            return []
        case ScopeKind.STARRED:
            return [STARRED]
        case ScopeKind.DRAFTS:
            return [plain("status <> 'published'")]
        case ScopeKind.PROBLEMS:
            return [plain("problem_count > 0", few="+problem_count > 0")]
        case ScopeKind.UNDATED:
            return [plain("instant IS NULL", few="+instant IS NULL")]
        case ScopeKind.YEAR:
            return [plain("year = ?", scope.value)]
        case ScopeKind.ACCESSION:
            return [by_accession(scope.value, scope.value)]
        case _:
            return [among(Sql(_MEMBERS[scope.kind], (scope.value,)))]


@dataclass(frozen=True, slots=True)
class _Few:
    """Few posts, outside which nothing can be found, and the conditions that they fulfil for certain."""

    ids: list[int]
    is_handful: bool
    answered: list[Condition]


def _find_few(view: View, conditions: Sequence[Condition]) -> _Few | None:
    """The posts that fulfil those conditions that few posts can; None when each can be fulfilled by many."""
    known = [condition for condition in conditions if condition.ids]
    if all(condition.cost is Cost.RANGE for condition in known):
        return None
    largest = int(view.value("SELECT max(id) FROM posts") or 0)
    limit, handful = largest // _FEW, largest // _HANDFUL
    found: set[int] | None = None
    answered: list[Condition] = []
    for condition in sorted(known, key=lambda condition: condition.cost):
        if found is not None and (len(found) <= handful or condition.cost is Cost.WALK):
            break
        ids = union(condition.ids)
        rows = view.cursor(ids.text, ids.values).fetchmany(limit + 1)
        if len(rows) <= limit:
            some = {number for (number,) in rows}
            found = some if found is None else found & some
            if condition.exact:
                answered.append(condition)
    return None if found is None else _Few(sorted(found), len(found) <= handful, answered)


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
