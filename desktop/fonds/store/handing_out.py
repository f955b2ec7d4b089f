"""What an export needs of many posts, a chunk at a time: their bytes as they stand, and their media.

Bytes are handed out only when they are what was stored; None stands for those that are not.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fonds.store.media import Media
from fonds.store.packing import RAW, DamagedBytes, stored_path, unpack
from fonds.store.revision_bytes import BYTES, WITH_BASE
from fonds.store.session import View, in_chunks, marks

_MEDIA = "m.id, m.digest, m.size, m.mime, m.name"


@dataclass(frozen=True, slots=True)
class StoredUse:
    """A post's reference to a file; ``path`` is where its source had it."""

    reference: str
    path: str
    media: Media


def load_sources(view: View, post_ids: Sequence[int]) -> Iterator[tuple[int, str, bytes | None]]:
    """Yield (number, path in its source, current bytes) of posts, in the order of their numbers."""
    for chunk in in_chunks(sorted(post_ids)):
        rows = view.cursor(
            f"SELECT p.id, p.source_path, r.digest, {BYTES} FROM posts p JOIN revisions r ON r.id = p.head_revision "
            f"{WITH_BASE} WHERE p.id IN ({marks(len(chunk))}) ORDER BY p.id",
            chunk,
        )
        for number, path, digest, *packed in rows:
            yield number, stored_path(path), whole_bytes(digest, *packed)


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
                yield shown, media, whole_bytes(digest, RAW, data)


def whole_bytes(
    digest: bytes, codec: str, data: bytes, base_codec: str | None = None, base_data: bytes | None = None
) -> bytes | None:
    """The bytes as they were stored; None when they are no longer those."""
    try:
        found = unpack(codec, data, base_codec, base_data)
    except DamagedBytes:
        return None
    return found if hashlib.sha256(found).digest() == digest else None


def load_uses(view: View, post_ids: Sequence[int]) -> dict[int, list[StoredUse]]:
    """What files posts refer to, by post."""
    found: dict[int, list[StoredUse]] = defaultdict(list)
    for chunk in in_chunks(post_ids):
        rows = view.cursor(
            f"SELECT u.post_id, u.reference, u.path, {_MEDIA} FROM post_media u JOIN media m ON m.id = u.media_id "
            f"WHERE u.post_id IN ({marks(len(chunk))}) ORDER BY u.post_id, u.reference",
            chunk,
        )
        for post, reference, path, *media in rows:
            found[post].append(StoredUse(reference, stored_path(path), Media(*media)))
    return found


def load_media(view: View, post_ids: Sequence[int]) -> Iterator[tuple[Media, bytes | None]]:
    """Yield each file that posts refer to, once, by number, with its bytes."""
    numbers: set[int] = set()
    for chunk in in_chunks(post_ids):
        listed = marks(len(chunk))
        rows = view.cursor(f"SELECT DISTINCT media_id FROM post_media WHERE post_id IN ({listed})", chunk)
        numbers.update(row[0] for row in rows)
    for number in sorted(numbers):
        *facts, data = view.row(f"SELECT {_MEDIA}, m.data FROM media m WHERE m.id = ?", (number,))
        media = Media(*facts)
        yield media, whole_bytes(media.digest, RAW, data)


def load_medium(view: View, media_id: int) -> bytes | None:
    """The bytes of a file; None when they are not what was stored."""
    digest, data = view.row("SELECT digest, data FROM media WHERE id = ?", (media_id,))
    return whole_bytes(digest, RAW, data)


def load_paths(view: View, post_ids: Sequence[int]) -> dict[int, str]:
    """Where posts lay in their source, letter for letter."""
    found: dict[int, str] = {}
    for chunk in in_chunks(post_ids):
        rows = view.cursor(f"SELECT id, source_path FROM posts WHERE id IN ({marks(len(chunk))})", chunk)
        found.update((number, stored_path(path)) for number, path in rows)
    return found


def load_word_counts(view: View, post_ids: Sequence[int]) -> dict[int, int]:
    """How many words posts have."""
    found: dict[int, int] = {}
    for chunk in in_chunks(post_ids):
        found.update(
            view.cursor(f"SELECT id, word_count FROM posts WHERE id IN ({marks(len(chunk))})", chunk)
        )
    return found


def load_ages(view: View, post_ids: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield (language, newest change in seconds UTC) of posts."""
    for chunk in in_chunks(post_ids):
        yield from view.cursor(
            f"SELECT language, modified_at FROM posts WHERE id IN ({marks(len(chunk))})", chunk
        )


def load_accession_numbers(view: View, post_ids: Sequence[int]) -> set[int]:
    """The imports that posts came by."""
    found: set[int] = set()
    for chunk in in_chunks(post_ids):
        listed = marks(len(chunk))
        rows = view.cursor(
            f"SELECT DISTINCT accession_id FROM posts WHERE id IN ({listed}) AND accession_id IS NOT NULL",
            chunk,
        )
        found.update(row[0] for row in rows)
    return found


def load_revisions(view: View, post_id: int) -> Iterator[tuple[int, int, str, bytes, bytes | None]]:
    """Yield (number, when in seconds UTC, reason, digest, bytes) of all states of a post, oldest first."""
    rows = view.rows(
        f"SELECT r.number, r.made_at, r.reason, r.digest, {BYTES} FROM revisions r {WITH_BASE} "
        "WHERE r.post_id = ? ORDER BY r.number",
        (post_id,),
    )
    for number, made_at, reason, digest, *packed in rows:
        yield number, made_at, reason, digest, whole_bytes(digest, *packed)
