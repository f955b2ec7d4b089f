"""Conditions put into a search text and taken out again, as by a click on a count: found whichever way they are written.

Rule: what comes out is read as what was meant. Where a text is unfinished (an open quotation mark, an ``OR`` at the end),
it is written anew as it was understood before something is added to it.
"""

from __future__ import annotations

from collections.abc import Callable

from fonds.model.query_tree import Days, Field, Match, Node, Not, Query, QueryTerm, all_of, negated
from fonds.text.folding import fold_name
from fonds.text.query_parser import parse_query
from fonds.text.query_writer import with_term, without_term, write_query


def find_condition(query: Query, node: Node) -> QueryTerm | None:
    """The term that asks for the same, or None."""
    wanted = _folded(node)
    return next((term for term in query.terms if _folded(term.node) == wanted), None)


def with_condition(text: str, node: Node) -> str:
    """The text with one more condition that holds for all of it; the text itself where there is no room for one more."""
    tree = parse_query(text).tree
    wanted = all_of(part for part in (tree, node) if part is not None)
    for understood in (text, write_query(tree)):
        longer = with_term(understood, node)
        query = parse_query(longer)
        if query.tree == wanted and find_condition(query, node) is not None:
            return longer
    return text


def without_condition(text: str, node: Node) -> str:
    """The text without a condition, however often it is there."""
    return _without(text, lambda query: find_condition(query, node))


def with_condition_turned(text: str, node: Node) -> str:
    """The text without the condition where it has it, with it where it has not; the opposite goes in any case."""
    if find_condition(parse_query(text), node) is not None:
        return without_condition(text, node)
    return with_condition(without_condition(text, negated(node)), node)


def find_days(query: Query) -> Days | None:
    """The first condition on the date of the posts, or None."""
    term = _days_term(query)
    return term.node if term is not None and isinstance(term.node, Days) else None


def with_days(text: str, days: Days | None) -> str:
    """The text with a condition on the date in place of those that it has; None takes these out."""
    text = _without(text, _days_term)
    return text if days is None else with_condition(text, days)


def _days_term(query: Query) -> QueryTerm | None:
    for term in query.terms:
        if isinstance(term.node, Days) and term.node.field is Field.DATE:
            return term
    return None


def _without(text: str, find: Callable[[Query], QueryTerm | None]) -> str:
    while (term := find(parse_query(text))) is not None:
        text = without_term(text, term)
    return text


def _folded(node: Node) -> Node:
    match node:
        case Match(field, value, prefix):
            return Match(field, fold_name(value), prefix)
        case Not(part):
            return Not(_folded(part))
        case _:
            return node
