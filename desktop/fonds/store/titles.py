"""Titles and names: their sort keys made again after a change of rules, and rows found by how a title begins.

What a key is says ``text.title_order``; the keys lie in an index, so that few rows of a million are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from fonds.model.errors import Cancelled
from fonds.model.progress import CancelToken
from fonds.model.taxonomy import TermKind
from fonds.store.packing import NAME_SEPARATOR
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.text.title_order import TITLE_RULES, Beginning, name_key, names_key, title_key

_RULES = "SELECT value FROM meta WHERE name = 'title_rules'"
_NAMES = ("categories_text", "tags_text", "authors_text")
_KEYS = ("categories_key", "tags_key", "authors_key")
_NEAR = 2_000
"""So many rows are looked at one by one, before all titles that begin so are asked for."""
_FETCH = 10_000


def load_titles(view: View, post_ids: Sequence[int]) -> dict[int, str]:
    """The titles of posts, by post."""
    found: dict[int, str] = {}
    for chunk in in_chunks(post_ids):
        found.update(view.rows(f"SELECT id, title FROM posts WHERE id IN ({marks(len(chunk))})", chunk))
    return found


def title_keys_outdated(view: View) -> bool:
    """Whether the keys were made by other rules than today's."""
    rules: str | None = view.value(_RULES)
    return rules != str(TITLE_RULES)


def renew_title_keys(writer: Writer) -> None:
    """Make every key again, those of categories, tags and authors as well; two seconds for 100,000."""
    last = int(writer.value("SELECT max(id) FROM posts") or 0)
    for first in range(0, last + 1, _FETCH):
        rows = writer.rows(
            f"SELECT id, title, {', '.join(_NAMES)}, title_key, {', '.join(_KEYS)} FROM posts "
            "WHERE id >= ? AND id < ?",
            (first, first + _FETCH),
        )
        keys = [
            (
                title_key(title),
                _names_key(categories),
                _names_key(tags),
                _names_key(authors, people=True),
                post,
            )
            for post, title, categories, tags, authors, *_ in rows
        ]
        writer.execute_many(
            f"UPDATE posts SET title_key = ?, {', '.join(f'{name} = ?' for name in _KEYS)} WHERE id = ?",
            [made for made, row in zip(keys, rows, strict=True) if made[:4] != tuple(row[5:])],
        )
    terms = [
        (name_key(name, person=kind == TermKind.AUTHOR), term)
        for term, kind, name in writer.rows("SELECT id, kind, name FROM terms")
    ]
    writer.execute_many("UPDATE terms SET name_key = ? WHERE id = ?", terms)
    writer.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('title_rules', ?)", (str(TITLE_RULES),))


def _names_key(text: str | None, people: bool = False) -> bytes | None:
    return names_key(text.split(NAME_SEPARATOR), people=people) if text else None


def find_beginning(
    view: View, ids: array[int], typed: str, start: int, cancel: CancelToken | None = None
) -> int:
    """The first of the rows ``ids`` from ``start`` on, round the end, whose title begins with what was typed; -1 when
    none does. Raises Cancelled."""
    beginning = Beginning(typed)
    if not beginning.ranges or not len(ids):
        return -1
    start = start if start < len(ids) else 0
    near = _find_near(view, ids[start : start + _NEAR], beginning)
    if near >= 0:
        return start + near
    found: set[int] = set()
    for low, high in beginning.ranges:
        # Both sides of the trash, each by its part of the index.
        for trashed in ("IS NULL", "IS NOT NULL"):
            cursor = view.cursor(
                f"SELECT id, title_key FROM posts WHERE trashed_at {trashed} AND title_key >= ? AND title_key < ?",
                (low, high),
            )
            while chunk := cursor.fetchmany(_FETCH):
                if cancel is not None and cancel.cancelled:
                    raise Cancelled
                found.update(post for post, key in chunk if beginning.begins(key))
    if not found:
        return -1
    for first, last in ((start, len(ids)), (0, start)):
        for row in range(first, last):
            if ids[row] in found:
                return row
    return -1


def _find_near(view: View, ids: array[int], beginning: Beginning) -> int:
    for chunk in in_chunks(ids):
        keys = dict(view.cursor(f"SELECT id, title_key FROM posts WHERE id IN ({marks(len(chunk))})", chunk))
        for place, post in enumerate(chunk):
            if beginning.begins(keys.get(post)):
                return ids.index(chunk[0]) + place
    return -1
