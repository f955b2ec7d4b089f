"""What SQL is taught: to compare names as people read them, and to look into the values of front-matter keys.

Rule: pure functions that never raise; a row that cannot be read is one that does not match.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from fonds.store.packing import stored_path
from fonds.text.folding import fold_name
from fonds.text.names import shown_path

_REMEMBERED = 4096
_DEEPEST = 20


def install_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection ``folded(text)`` and ``holds(json, folded value, prefix)``."""
    connection.create_function("folded", 1, _folded, deterministic=True)
    connection.create_function("holds", 3, _holds, deterministic=True)


def folded_column(column: str) -> str:
    """The SQL for a text column folded; what is ASCII, as most paths and keys are, never leaves SQLite."""
    plain = f"typeof({column}) = 'text' AND length({column}) = length(CAST({column} AS BLOB))"
    return f"CASE WHEN {plain} THEN lower({column}) ELSE folded({column}) END"


def value_holds(value: object, wanted: str, prefix: bool) -> bool:
    """Whether a front-matter value, or any within it, is the folded text ``wanted`` (or begins with it)."""
    for text in _scalars(value):
        folded = fold_name(text)
        if folded.startswith(wanted) if prefix else folded == wanted:
            return True
    return False


def _scalars(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, int | float):
        yield str(value)
    elif depth < _DEEPEST:
        inner = value if isinstance(value, list) else (value.values() if isinstance(value, dict) else ())
        for item in inner:
            yield from _scalars(item, depth + 1)


def _folded(text: object) -> str:
    if isinstance(text, bytes):
        text = shown_path(stored_path(text))
    return fold_name(text) if isinstance(text, str) else ""


@lru_cache(_REMEMBERED)
def _holds(value: str, wanted: str, prefix: int) -> bool:
    try:
        return value_holds(json.loads(value), wanted, bool(prefix))
    except (ValueError, RecursionError):
        return False
