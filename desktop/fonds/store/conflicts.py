"""Posts that were edited here and changed in their source, until a person has decided."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from fonds.model.accession import Candidate, Conflict
from fonds.store import media
from fonds.store.accepting import add_revision
from fonds.store.fields import dump_json
from fonds.store.packing import PreparedText
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.store.undo import forget_steps

CONFLICTING = "conflict"
"""The reason of a revision that is a source's text beside a post that was edited here."""
_SELECT = (
    "SELECT c.post_id, p.title, c.revision_id, c.base_revision, c.accession_id, c.found_at "
    "FROM conflicts c JOIN posts p ON p.id = c.post_id"
)


def add_conflict(
    writer: Writer,
    post_id: int,
    candidate: Candidate,
    accession_id: int,
    linked: Sequence[tuple[str, int, str]],
    prepared: PreparedText | None = None,
) -> int:
    """Keep what a post's source says now beside what the post says; returns the revision that holds it. An older
    conflict of the post is replaced by this one. ``linked``: reference, media id and path of each file that the new
    text refers to."""
    base = writer.value(
        "SELECT r.id FROM posts p JOIN revisions r ON r.post_id = p.id AND r.digest = p.original_digest "
        "WHERE p.id = ? ORDER BY r.number DESC LIMIT 1",
        (post_id,),
    )
    if writer.step is None and writer.value(
        "SELECT 1 FROM undo_images WHERE post_id = ? AND table_name = 'conflicts' LIMIT 1", (post_id,)
    ):
        forget_steps(writer, [post_id])  # undoing a decision of before would bring that conflict back
    now = int(time.time())
    revision = add_revision(writer, post_id, candidate, CONFLICTING, now, prepared)
    writer.execute(
        "INSERT INTO conflicts (post_id, revision_id, base_revision, accession_id, found_at, media) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (post_id) DO UPDATE SET revision_id = excluded.revision_id, "
        "base_revision = excluded.base_revision, accession_id = excluded.accession_id, "
        "found_at = excluded.found_at, media = excluded.media",
        (post_id, revision, base, accession_id, now, dump_json([list(item) for item in linked])),
    )
    return revision


def find_conflict(view: View, post_id: int) -> Conflict | None:
    """The open conflict of a post, or None."""
    row = view.row(f"{_SELECT} WHERE c.post_id = ?", (post_id,))
    return None if row is None else Conflict(*row)


def list_conflicts(
    view: View, accession_id: int | None = None, *, trashed: bool = False
) -> tuple[Conflict, ...]:
    """All open conflicts of posts outside the trash (``trashed``: in it as well), or those that one accession found,
    oldest first."""
    condition, values = ("1", ()) if accession_id is None else ("c.accession_id = ?", (accession_id,))
    if not trashed:
        condition += " AND p.trashed_at IS NULL"
    rows = view.rows(f"{_SELECT} WHERE {condition} ORDER BY c.found_at, c.post_id", values)
    return tuple(Conflict(*row) for row in rows)


def count_conflicts(view: View) -> int:
    """How many open conflicts posts outside the trash have."""
    return int(
        view.value(
            "SELECT count(*) FROM conflicts c JOIN posts p ON p.id = c.post_id WHERE p.trashed_at IS NULL"
        )
    )


def conflicting_digests(view: View, post_ids: Sequence[int]) -> dict[int, bytes]:
    """Of those posts that have an open conflict, the digest of the source's text."""
    found: dict[int, bytes] = {}
    for chunk in in_chunks(post_ids):
        rows: list[Any] = view.rows(
            "SELECT c.post_id, r.digest FROM conflicts c JOIN revisions r ON r.id = c.revision_id "
            f"WHERE c.post_id IN ({marks(len(chunk))})",
            chunk,
        )
        found.update(rows)
    return found


def link_media(writer: Writer, post_id: int) -> None:
    """Give a post the files that the conflicting text refers to."""
    text = writer.value("SELECT media FROM conflicts WHERE post_id = ?", (post_id,))
    for reference, number, path in json.loads(text or "[]"):
        media.link(writer, post_id, reference, number, path)


def acknowledge(writer: Writer, post_id: int) -> None:
    """The source's text is known and not wanted: as long as it stays so, an import finds nothing new."""
    writer.execute(
        "UPDATE posts SET original_digest = (SELECT r.digest FROM conflicts c JOIN revisions r ON r.id = c.revision_id "
        "WHERE c.post_id = posts.id) WHERE id = ? AND EXISTS (SELECT 1 FROM conflicts c WHERE c.post_id = posts.id)",
        (post_id,),
    )


def remove_conflicts(writer: Writer, post_ids: Sequence[int]) -> None:
    """The conflicts of these posts are no more."""
    for chunk in in_chunks(post_ids):
        writer.execute(f"DELETE FROM conflicts WHERE post_id IN ({marks(len(chunk))})", chunk)
