"""The kept states of posts. They are added to, never changed."""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.errors import UserError
from fonds.model.revision import Part, Revision
from fonds.store.revision_bytes import load_bytes
from fonds.store.session import View, in_chunks, marks

_COLUMNS = "r.id, r.post_id, r.number, r.made_at, r.reason, r.digest, r.size, coalesce(p.name, ''), r.changed"
_FROM = "FROM revisions r LEFT JOIN people p ON p.id = r.person"


def list_revisions(view: View, post_id: int) -> tuple[Revision, ...]:
    """All states of a post, the newest first."""
    rows = view.rows(f"SELECT {_COLUMNS} {_FROM} WHERE r.post_id = ? ORDER BY r.number DESC", (post_id,))
    return tuple(
        Revision(number, post, place, made, reason, digest, size, who, Part(changed))
        for number, post, place, made, reason, digest, size, who, changed in rows
    )


def load_revision_source(view: View, revision_id: int) -> bytes:
    """The bytes of one state. Raises UserError when there is none of that number."""
    found = load_bytes(view, revision_id)
    if found is None:
        raise UserError("There is no revision {id} in this archive.", id=str(revision_id))
    return found


def total_size(view: View, post_ids: Sequence[int]) -> int:
    """The bytes of all states of these posts together."""
    return sum(
        int(
            view.value(
                f"SELECT coalesce(sum(size), 0) FROM revisions WHERE post_id IN ({marks(len(chunk))})", chunk
            )
        )
        for chunk in in_chunks(post_ids)
    )
