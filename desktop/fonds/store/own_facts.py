"""What only the archivist says of posts, besides stars: a rating, whether they were read, and a note.

Rule: no source knows of it, so that no import takes it away; it is never written into a post's file.
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.store.packing import storable
from fonds.store.session import View, Writer, in_chunks, marks

MOST_STARS = 5
"""The highest rating; 0 is none."""
_TAKE_NOTE = (
    "INSERT INTO post_notes (post_id, text) SELECT ?2, text FROM post_notes WHERE post_id = ?1 "
    "ON CONFLICT (post_id) DO UPDATE SET text = CASE WHEN instr(text, excluded.text) THEN text "
    "WHEN instr(excluded.text, text) THEN excluded.text ELSE text || char(10) || char(10) || excluded.text END"
)
_TAKE_FACTS = (
    "UPDATE posts SET rating = max(posts.rating, o.rating), read_at = coalesce(posts.read_at, o.read_at), "
    "noted_at = CASE WHEN posts.noted_at IS NULL THEN o.noted_at WHEN o.noted_at IS NULL THEN posts.noted_at "
    "ELSE max(posts.noted_at, o.noted_at) END, starred_at = coalesce(posts.starred_at, o.starred_at) "
    "FROM (SELECT starred_at, rating, read_at, noted_at FROM posts WHERE id = ?1) AS o "
    "WHERE id = ?2 AND (o.rating > posts.rating OR (posts.read_at IS NULL AND o.read_at IS NOT NULL) "
    "OR o.noted_at IS NOT NULL OR (posts.starred_at IS NULL AND o.starred_at IS NOT NULL))"
)
_TAKE_PLACES = (
    "INSERT INTO collection_posts (collection_id, post_id, position, note) "
    "SELECT collection_id, ?2, position, note FROM collection_posts WHERE post_id = ?1 "
    "ON CONFLICT (collection_id, post_id) DO UPDATE SET note = CASE "
    "WHEN excluded.note = '' OR instr(note, excluded.note) THEN note "
    "WHEN note = '' THEN excluded.note ELSE note || char(10) || excluded.note END"
)


def set_rating(writer: Writer, post_ids: Sequence[int], rating: int) -> list[int]:
    """Rate posts, 1 to 5, or 0 for not at all; returns those that were rated otherwise."""
    return _set(writer, post_ids, "rating", rating, f"+rating <> {rating:d}")


def set_read(writer: Writer, post_ids: Sequence[int], when: int | None) -> list[int]:
    """Mark posts as read (``when``, seconds UTC) or as unread (None); returns those that were not so marked."""
    return _set(
        writer, post_ids, "read_at", when, f"+read_at IS {'NULL' if when is not None else 'NOT NULL'}"
    )


def unread(view: View, post_ids: Sequence[int]) -> list[int]:
    """Those of the posts that are not marked as read."""
    return _those(view, post_ids, "+read_at IS NULL")


def load_note(view: View, post_id: int) -> str:
    """What is noted on a post; empty when nothing is."""
    return view.value("SELECT text FROM post_notes WHERE post_id = ?", (post_id,)) or ""


def set_note(writer: Writer, post_id: int, text: str, when: int) -> bool:
    """Note something on a post, in place of what was noted; an empty text takes the note away. Whether it differs."""
    text = storable(text)
    if load_note(writer, post_id) == text:
        return False
    if text:
        # Not REPLACE, of which the triggers that write undo images down do not hear.
        writer.execute(
            "INSERT INTO post_notes (post_id, text) VALUES (?, ?) "
            "ON CONFLICT (post_id) DO UPDATE SET text = excluded.text",
            (post_id, text),
        )
    else:
        writer.execute("DELETE FROM post_notes WHERE post_id = ?", (post_id,))
    writer.execute("UPDATE posts SET noted_at = ? WHERE id = ?", (when if text else None, post_id))
    return True


def take_over(writer: Writer, old: int, new: int) -> None:
    """Let one post have what was said of another as well: stars, rating, read mark, note, and places in collections
    with their notes. The other keeps all of it."""
    for statement in (_TAKE_PLACES, _TAKE_NOTE, _TAKE_FACTS):
        writer.execute(statement, (old, new))


def inherit_own_facts(writer: Writer, old_ids: Sequence[int], new_ids: Sequence[int]) -> None:
    """What was withdrawn with its import and comes anew is another post, but still what all that was said of."""
    for chunk in in_chunks(old_ids):
        pairs = writer.rows(
            "SELECT o.id, n.id FROM posts o JOIN posts n ON n.origin_key = o.origin_key "
            f"WHERE o.id IN ({marks(len(chunk))}) AND n.id BETWEEN ? AND ? ORDER BY o.id",
            (*chunk, min(new_ids), max(new_ids)),
        )
        for old, new in pairs:
            take_over(writer, old, new)


def _set(writer: Writer, post_ids: Sequence[int], column: str, value: int | None, differs: str) -> list[int]:
    changed = _those(writer, post_ids, differs)
    for chunk in in_chunks(changed):
        writer.execute(f"UPDATE posts SET {column} = ? WHERE id IN ({marks(len(chunk))})", (value, *chunk))
    return changed


def _those(view: View, post_ids: Sequence[int], condition: str) -> list[int]:
    # The sign in a condition makes SQLite go by the ids.
    return [
        row[0]
        for chunk in in_chunks(post_ids)
        for row in view.rows(f"SELECT id FROM posts WHERE id IN ({marks(len(chunk))}) AND {condition}", chunk)
    ]
