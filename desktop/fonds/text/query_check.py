"""What is wrong with a query only in one archive: names that nothing in it has. Such a part is right, and finds nothing."""

from __future__ import annotations

from collections.abc import Collection

from fonds.model.query_tree import Field, KeyMatch, Match, PieceKind, Query, QueryFault, QueryMark, leaves
from fonds.text.folding import fold_name
from fonds.text.query_names import FIELD_NAMES
from fonds.text.query_scanner import KEY_SIGNS, QUOTES


def asks_for_keys(query: Query) -> bool:
    """Whether a query names keys of the front matter."""
    return any(isinstance(leaf, KeyMatch) for leaf in leaves(query.tree))


def mark_unknown_keys(query: Query, known: Collection[str]) -> tuple[QueryMark, ...]:
    """Marks on the names that are neither fields nor among the ``known`` keys, which are folded."""
    asked = {leaf.key for leaf in leaves(query.tree) if isinstance(leaf, KeyMatch)} - set(known)
    marks: list[QueryMark] = []
    for piece in query.pieces:
        name = query.text[piece.start : piece.end - 1].lstrip(KEY_SIGNS)
        if piece.kind is PieceKind.FIELD and fold_name(name) in asked:
            marks.append(QueryMark(piece.start, piece.length, QueryFault.UNKNOWN_KEY, (("key", name),)))
    return tuple(marks)


def asks_for_collections(query: Query) -> bool:
    """Whether a query names collections."""
    return any(isinstance(leaf, Match) and leaf.field is Field.COLLECTION for leaf in leaves(query.tree))


def mark_unknown_collections(query: Query, known: Collection[str]) -> tuple[QueryMark, ...]:
    """Marks on the names of collections that there are none of; ``known`` are the folded paths, with ``/``."""
    marks: list[QueryMark] = []
    places = [f"/{path}" for path in known]
    for leaf in leaves(query.tree):
        if not isinstance(leaf, Match) or leaf.field is not Field.COLLECTION:
            continue
        wanted = fold_name(leaf.value)
        # The end of a path, from any of its names on.
        wanted, rooted = "/" + wanted.strip("/"), wanted.startswith("/")
        if leaf.prefix:
            there = any(path.startswith(wanted) if rooted else wanted in path for path in places)
        else:
            there = any(path == wanted if rooted else path.endswith(wanted) for path in places)
        if not there:
            marks += _marks_of(query, leaf.value)
    return tuple(dict.fromkeys(marks))


def _marks_of(query: Query, value: str) -> list[QueryMark]:
    """Where a query names a collection so."""
    found: list[QueryMark] = []
    for field, piece in zip(query.pieces, query.pieces[1:], strict=False):
        if field.kind is not PieceKind.FIELD or piece.kind is not PieceKind.VALUE:
            continue
        name = query.text[field.start : field.end - 1].lstrip("-")
        text = query.text[piece.start : piece.end].rstrip("*").strip(QUOTES)
        if FIELD_NAMES.get(fold_name(name)) is Field.COLLECTION and fold_name(text) == fold_name(value):
            details = (("name", value),)
            found.append(QueryMark(piece.start, piece.length, QueryFault.UNKNOWN_COLLECTION, details))
    return found
