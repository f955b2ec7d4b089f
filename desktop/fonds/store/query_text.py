"""The words of a query -> one expression of the full-text index, wherever the index itself can combine them."""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.query_tree import All, Any, Node, Not, Words
from fonds.text.segmentation import ends_unspaced, is_indexed, segment_for_query

MATCHING = "SELECT rowid FROM post_index WHERE post_index MATCH ?"
"""The ids of the posts that match, with one value: a match expression."""


def match_expression(node: Node) -> str | None:
    """The index's expression for a tree of words; None when it asks for anything else, or only for what is not there."""
    match node:
        case Words():
            return _phrase(node)
        case All(parts):
            return match_all(parts)
        case Any(parts):
            inner = [match_expression(part) for part in parts]
            known = [part for part in inner if part is not None]
            return f"({' OR '.join(_nested_first(known))})" if len(known) == len(inner) else None
        case _:
            return None


def match_all(parts: Sequence[Node]) -> str | None:
    """The expression for all of the parts, of which some may be negated, but not all."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in parts:
        expression = match_expression(part.part if isinstance(part, Not) else part)
        if expression is None:
            return None
        (unwanted if isinstance(part, Not) else wanted).append(expression)
    if not wanted:
        return None
    joined = " AND ".join(_nested_first(wanted))
    return f"(({joined}) NOT ({' OR '.join(_nested_first(unwanted))}))" if unwanted else f"({joined})"


def is_text(node: Node) -> bool:
    """Whether the index can answer for a part, or for its opposite."""
    return match_expression(node.part if isinstance(node, Not) else node) is not None


def _nested_first(expressions: Sequence[str]) -> list[str]:
    """What is nested most comes first: the index's parser has a short stack."""
    return sorted(expressions, key=lambda expression: -expression.count("("))


def _phrase(words: Words) -> str:
    """A word of an alphabetic script is found as a beginning unless it was quoted, one of an unspaced script anywhere."""
    split = segment_for_query(words.text).replace('"', '""')
    open_ended = words.prefix and is_indexed(words.text[-1]) and not ends_unspaced(words.text)
    column = f"{words.field.value} : " if words.field is not None else ""
    return f'{column}"{split}"{" *" if open_ended else ""}'
