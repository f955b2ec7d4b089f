"""The languages that the posts of an archive say they are in."""

from __future__ import annotations

from fonds.store.session import View


def languages_in_use(view: View, limit: int = 100) -> tuple[str, ...]:
    """The languages of posts outside the trash, the commonest first."""
    rows = view.rows(
        "SELECT language FROM posts WHERE language <> '' AND trashed_at IS NULL GROUP BY language "
        f"ORDER BY count(*) DESC, language LIMIT {limit:d}"
    )
    return tuple(row[0] for row in rows)
