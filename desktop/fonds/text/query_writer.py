"""Query -> search text, such that reading it gives the same tree; and changes of a search text by whole terms."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from itertools import pairwise

from fonds.model.query_tree import (
    All,
    Any,
    Days,
    Field,
    KeyMatch,
    Leaf,
    Match,
    Node,
    Not,
    Numbers,
    PieceKind,
    QueryTerm,
    Words,
)
from fonds.text.folding import fold_name
from fonds.text.query_names import FIELD_NAMES
from fonds.text.query_parser import parse_query
from fonds.text.query_scanner import KEY_NAME, quote


def write_query(node: Node | None) -> str:
    """The search text of a tree; "" for None."""
    match node:
        case None:
            return ""
        case All(parts):
            return " ".join(_inside(part, Any) for part in parts)
        case Any(parts):
            return " OR ".join(map(write_query, parts))
        case Not(part):
            return "-" + _inside(part, All, Any)
        case _:
            return _write_leaf(node)


def with_term(text: str, node: Node) -> str:
    """The search text with one more condition at its end. A text that is an alternative as a whole is put in
    parentheses, so that the condition holds for all of it."""
    text = text.strip()
    tree = parse_query(text).tree
    if isinstance(tree, Any):
        text = f"({text})"
    return f"{text} {_inside(node, Any)}".strip()


def without_term(text: str, term: QueryTerm) -> str:
    """The search text without one of its terms."""
    before, after = text[: term.start].rstrip(), text[term.start + term.length :].lstrip()
    return f"{before} {after}".strip()


def with_search_renamed(text: str, old: str, new: str) -> str:
    """The search text with another name for the saved search ``old``, wherever it is asked for."""
    wanted, named = fold_name(old), write_query(Match(Field.SEARCH, new)).partition(":")[2]
    for field, value in reversed(list(pairwise(parse_query(text).pieces))):
        if field.kind is not PieceKind.FIELD or value.kind is not PieceKind.VALUE:
            continue
        asked = parse_query(text[field.start : value.end]).tree
        if isinstance(asked, Match) and asked.field is Field.SEARCH and fold_name(asked.value) == wanted:
            text = text[: value.start] + named + text[value.end :]
    return text


def _inside(node: Node, *kinds: type[Node]) -> str:
    text = write_query(node)
    return f"({text})" if isinstance(node, kinds) else text


def _write_leaf(node: Leaf) -> str:
    match node:
        case Words(text, prefix, field):
            return _write_value("" if field is None else f"{field.value}:", text, node, starred=prefix)
        case Match(Field.SOURCE, value):
            return _write_value(f"{Field.SOURCE.value}:", value, node, starred=False)
        case Match(field, value, prefix):
            return _write_value(f"{field.value}:", value, node, starred=prefix)
        case KeyMatch(key, value, prefix):
            plain = KEY_NAME.fullmatch(key) is not None and key not in FIELD_NAMES
            return _write_value(f"{'' if plain else '@'}{key}:", value, node, starred=prefix)
        case Days(field, first, last):
            return f"{field.value}:{_write_days(first, last)}"
        case Numbers(field, low, high):
            return f"{field.value}:{_write_numbers(low, high)}"


def _write_value(name: str, text: str, node: Leaf, *, starred: bool) -> str:
    """Without quotation marks where that is read as the same."""
    star = "*" if starred else ""
    bare = f"{name}{text}" if isinstance(node, Words) else f"{name}{text}{star}"
    if parse_query(bare).tree == node:
        return bare
    return f"{name}{quote(text)}{star}"


def _write_days(first: date | None, last: date | None) -> str:
    begin = "" if first is None else _first_text(first)
    end = "" if last is None else _last_text(last)
    if first is not None and last is not None:
        if first == last:
            return first.isoformat()
        month = first.isoformat()[:7]
        if first.day == 1 and _last_text(last) == month:
            return month
        if begin == end:
            return begin
    return f"{begin}..{end}"


def _first_text(day: date) -> str:
    if day.day != 1:
        return day.isoformat()
    return day.isoformat()[: 4 if day.month == 1 else 7]


def _last_text(day: date) -> str:
    if day.day != monthrange(day.year, day.month)[1]:
        return day.isoformat()
    return day.isoformat()[: 4 if day.month == 12 else 7]


def _write_numbers(low: int | None, high: int | None) -> str:
    if low is None:
        assert high is not None
        return f"<{high + 1}"
    if high is None:
        return f">={low}"
    return str(low) if low == high else f"{low}..{high}"
