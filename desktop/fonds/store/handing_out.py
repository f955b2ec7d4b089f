"""What an export needs of many posts, a chunk at a time: their bytes as they stand, and their media.

Bytes are handed out only when they are what was stored; None stands for those that are not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence

from fonds.store.packing import RAW, DamagedBytes, stored_path, unpack
from fonds.store.session import View, in_chunks, marks


def load_sources(view: View, post_ids: Sequence[int]) -> Iterator[tuple[int, str, bytes | None]]:
    """Yield (number, path in its source, current bytes) of posts, in the order of their numbers."""
    for chunk in in_chunks(sorted(post_ids)):
        rows = view.cursor(
            "SELECT p.id, p.source_path, r.digest, r.codec, r.data FROM posts p JOIN revisions r ON r.id = p.head_revision "
            f"WHERE p.id IN ({marks(len(chunk))}) ORDER BY p.id",
            chunk,
        )
        for number, path, digest, codec, data in rows:
            yield number, stored_path(path), _whole(digest, codec, data)


def load_media_of(
    view: View, post_ids: Sequence[int], leave_out: Collection[tuple[str, int]]
) -> Iterator[tuple[str, int, bytes | None]]:
    """Yield (path in the source, number, bytes) of the media of posts: each at every path that it had, and at one path
    each that was there (as when two sites have an image of the same name)."""
    for chunk in in_chunks(sorted(post_ids)):
        rows = view.rows(
            "SELECT DISTINCT path, media_id FROM post_media "
            f"WHERE post_id IN ({marks(len(chunk))}) AND path <> '' ORDER BY path",
            chunk,
        )
        for path, media in rows:
            shown = stored_path(path)
            if (shown, media) not in leave_out:
                digest, data = view.row("SELECT digest, data FROM media WHERE id = ?", (media,))
                yield shown, media, _whole(digest, RAW, data)


def _whole(digest: bytes, codec: str, data: bytes) -> bytes | None:
    try:
        found = unpack(codec, data)
    except DamagedBytes:
        return None
    return found if hashlib.sha256(found).digest() == digest else None
