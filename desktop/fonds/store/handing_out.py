"""What an export needs of many posts, a chunk at a time: their bytes as they stand, and their media."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from fonds.store.packing import stored_path, unpack
from fonds.store.session import View, in_chunks, marks


def load_sources(view: View, post_ids: Sequence[int]) -> Iterator[tuple[int, str, bytes]]:
    """Yield (number, path in its source, current bytes) of posts, in the order of their numbers."""
    for chunk in in_chunks(sorted(post_ids)):
        rows = view.cursor(
            "SELECT p.id, p.source_path, r.codec, r.data FROM posts p JOIN revisions r ON r.id = p.head_revision "
            f"WHERE p.id IN ({marks(len(chunk))}) ORDER BY p.id",
            chunk,
        )
        for number, path, codec, data in rows:
            yield number, stored_path(path), unpack(codec, data)


def load_media_of(
    view: View, post_ids: Sequence[int], leave_out: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the source, bytes) of the media of posts; the same bytes at several paths come several times."""
    for chunk in in_chunks(sorted(post_ids)):
        rows = view.rows(
            "SELECT DISTINCT path, media_id FROM post_media "
            f"WHERE post_id IN ({marks(len(chunk))}) AND path <> '' ORDER BY path",
            chunk,
        )
        for path, media in rows:
            shown = stored_path(path)
            if shown not in leave_out:
                yield shown, view.value("SELECT data FROM media WHERE id = ?", (media,))
