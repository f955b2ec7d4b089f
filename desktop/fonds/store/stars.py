"""Stars: marks that a person sets on posts. No source knows of them, so that no import takes one away."""

from __future__ import annotations

from collections.abc import Sequence

from fonds.store.session import View, Writer, in_chunks, marks


def unstarred(view: View, post_ids: Sequence[int]) -> list[int]:
    """Those of the posts that have no star."""
    return _on_side(view, post_ids, "NULL")


def set_starred(writer: Writer, post_ids: Sequence[int], when: int | None) -> list[int]:
    """Give posts a star (``when``, seconds UTC) or take it away (None); returns those that were changed."""
    changed = _on_side(writer, post_ids, "NULL" if when is not None else "NOT NULL")
    writer.execute_many("UPDATE posts SET starred_at = ? WHERE id = ?", [(when, post) for post in changed])
    return changed


def _on_side(view: View, post_ids: Sequence[int], side: str) -> list[int]:
    # The sign makes SQLite go by the ids, not through all that have (or have no) star.
    return [
        row[0]
        for chunk in in_chunks(post_ids)
        for row in view.rows(
            f"SELECT id FROM posts WHERE id IN ({marks(len(chunk))}) AND +starred_at IS {side}", chunk
        )
    ]
