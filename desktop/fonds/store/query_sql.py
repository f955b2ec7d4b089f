"""Query -> SQL: each part becomes a condition on a row of ``posts``, all words together one question to the index.

Rule: values are bound, never written into a statement.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fonds.model.query_tree import All, Any, Days, Field, KeyMatch, Match, Node, Not, Numbers, any_of
from fonds.store.query_facts import by_days, by_match, by_numbers
from fonds.store.query_names import find_named
from fonds.store.query_text import find_all, find_text, is_text
from fonds.store.session import View
from fonds.store.sql_condition import NOTHING, Condition, Cost, Sql, among, both, either, opposite
from fonds.store.sql_functions import folded_column
from fonds.text.folding import fold_name

if TYPE_CHECKING:
    from fonds.text.tokens import Places

_VOCABULARIES = {
    Field.CATEGORY: ("post_terms", "term_id"),
    Field.TAG: ("post_terms", "term_id"),
    Field.AUTHOR: ("post_terms", "term_id"),
    Field.COLLECTION: ("collection_posts", "collection_id"),
}


def conditions_of(view: View, tree: Node) -> list[Condition]:
    """What a tree without saved searches asks, as conditions that must all hold."""
    return _all(view, tree.parts) if isinstance(tree, All) else [_condition(view, tree)]


def _condition(view: View, node: Node) -> Condition:
    match node:
        case All(parts):
            return both(_all(view, parts))
        case Any(parts):
            return _any(view, parts)
        case Not(part):
            return opposite(_condition(view, part))
        case Match(field) if field in _VOCABULARIES:
            return _by_name(view, node)
        case Match():
            return by_match(node)
        case KeyMatch():
            return _by_key(node)
        case Days():
            return by_days(node)
        case Numbers():
            return by_numbers(node)
        case _:
            return _by_text(find_text(view, node))


def _all(view: View, parts: Sequence[Node]) -> list[Condition]:
    texts = [part for part in parts if is_text(part.part if isinstance(part, Not) else part)]
    conditions = [_condition(view, part) for part in parts if part not in texts]
    if all(isinstance(part, Not) for part in texts):
        # The index cannot say what is not there, but what is there in any of them.
        unwanted = any_of(part.part for part in texts if isinstance(part, Not))
        return [*conditions, opposite(_by_text(find_text(view, unwanted)))] if unwanted else conditions
    return [*conditions, _by_text(find_all(view, texts))]


def _any(view: View, parts: Sequence[Node]) -> Condition:
    texts = any_of(part for part in parts if is_text(part))
    conditions = [_condition(view, part) for part in parts if not is_text(part)]
    return either([*conditions, _by_text(find_text(view, texts))] if texts else conditions)


def _by_text(ids: Places) -> Condition:
    return among(Sql("SELECT value FROM json_each(?)", (json.dumps(ids.tolist()),)))


def _by_name(view: View, match: Match) -> Condition:
    numbers = find_named(view, match.field, match.value, prefix=match.prefix)
    if not numbers:
        return NOTHING
    table, column = _VOCABULARIES[match.field]
    test = f"{column} = ?" if len(numbers) == 1 else f"{column} IN (SELECT value FROM json_each(?))"
    values = (numbers[0] if len(numbers) == 1 else json.dumps(numbers),)
    few = f"EXISTS (SELECT 1 FROM {table} WHERE {table}.post_id = posts.id AND {test})"
    return among(Sql(f"SELECT post_id FROM {table} WHERE {test}", values), few=Sql(few, values))


def _by_key(match: KeyMatch) -> Condition:
    test = f"{folded_column('key')} = ?"
    values: tuple[object, ...] = (fold_name(match.key),)
    if match.value or not match.prefix:
        test += " AND holds(value, ?, ?)"
        values += (fold_name(match.value), int(match.prefix))
    few = f"EXISTS (SELECT 1 FROM post_fields WHERE post_fields.post_id = posts.id AND {test})"
    ids = f"SELECT post_id FROM post_fields WHERE {test}"
    return among(Sql(ids, values), few=Sql(few, values), cost=Cost.WALK)
