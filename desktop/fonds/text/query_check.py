"""What is wrong with a query only in one archive: names that nothing in it has. Such a part is right, and finds nothing."""

from __future__ import annotations

from collections.abc import Collection

from fonds.model.query_tree import KeyMatch, PieceKind, Query, QueryFault, QueryMark, leaves
from fonds.text.folding import fold_name
from fonds.text.query_scanner import KEY_SIGNS


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
