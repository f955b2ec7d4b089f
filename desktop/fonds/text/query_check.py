"""What is wrong with a query only in one archive: names that nothing in it has. Such a part is right, and finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches

from fonds.model.query_tree import Field, KeyMatch, Match, PieceKind, Query, QueryFault, QueryMark, leaves
from fonds.text.folding import fold_name
from fonds.text.query_names import FIELD_NAMES
from fonds.text.query_scanner import KEY_SIGNS, QUOTES

MOST_ALIKE = 3
"""Names that are told in place of one that is not there."""


def mark_unknown(
    query: Query, names_of: Callable[[Field | None], Sequence[str] | None]
) -> tuple[QueryMark, ...]:
    """Marks on all names that are not there. ``names_of`` is asked for those of a field (None: the keys of the front
    matter), and knows nothing, not even that they are none, while it says None."""
    marks: tuple[QueryMark, ...] = ()
    if asks_for_keys(query) and (names := names_of(None)) is not None:
        marks += mark_unknown_keys(query, {fold_name(name) for name in names})
    if asks_for_collections(query) and (names := names_of(Field.COLLECTION)) is not None:
        marks += mark_unknown_collections(query, {fold_name(name) for name in names})
    if asks_for_searches(query) and (names := names_of(Field.SEARCH)) is not None:
        marks += mark_unknown_searches(query, names)
    return marks


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
            marks += _marks_of(query, leaf, QueryFault.UNKNOWN_COLLECTION, (("name", leaf.value),))
    return tuple(dict.fromkeys(marks))


def asks_for_searches(query: Query) -> bool:
    """Whether a query names saved searches."""
    return any(isinstance(leaf, Match) and leaf.field is Field.SEARCH for leaf in leaves(query.tree))


def mark_unknown_searches(query: Query, names: Sequence[str]) -> tuple[QueryMark, ...]:
    """Marks on the names of saved searches that there are none of; each tells those that are alike."""
    by_name = {fold_name(name): name for name in names}
    marks: list[QueryMark] = []
    for leaf in leaves(query.tree):
        if not isinstance(leaf, Match) or leaf.field is not Field.SEARCH or fold_name(leaf.value) in by_name:
            continue
        alike = _alike(fold_name(leaf.value), by_name)
        if alike:
            details = (("name", leaf.value), ("alike", ", ".join(f"“{name}”" for name in alike)))
            marks += _marks_of(query, leaf, QueryFault.SEARCH_ALIKE, details)
        else:
            marks += _marks_of(query, leaf, QueryFault.UNKNOWN_SEARCH, (("name", leaf.value),))
    return tuple(dict.fromkeys(marks))


def _alike(wanted: str, by_name: dict[str, str]) -> list[str]:
    """Names that hold the wanted one or are held by it, then those that differ in few letters."""
    held = [name for name in by_name if wanted in name or name in wanted]
    found = dict.fromkeys([*held, *get_close_matches(wanted, by_name, MOST_ALIKE)])
    return [by_name[name] for name in found][:MOST_ALIKE]


def _marks_of(
    query: Query, leaf: Match, fault: QueryFault, details: tuple[tuple[str, str], ...]
) -> list[QueryMark]:
    """Where a query asks for the value of a leaf."""
    found: list[QueryMark] = []
    for field, piece in zip(query.pieces, query.pieces[1:], strict=False):
        if field.kind is not PieceKind.FIELD or piece.kind is not PieceKind.VALUE:
            continue
        name = query.text[field.start : field.end - 1].lstrip("-")
        text = query.text[piece.start : piece.end].rstrip("*").strip(QUOTES)
        if FIELD_NAMES.get(fold_name(name)) is leaf.field and fold_name(text) == fold_name(leaf.value):
            found.append(QueryMark(piece.start, piece.length, fault, details))
    return found
