"""How much goes when posts are deleted for good, told before it is done and entered in the log after."""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.revision import PurgeSizes
from fonds.store import media
from fonds.store.session import View, in_chunks, marks

_KEPT = (
    "SELECT count(*), coalesce(sum(r.size), 0), coalesce(sum(length(r.data)), 0), coalesce(sum(length(t.data)), 0) "
    "FROM revisions r LEFT JOIN revision_texts t ON t.revision_id = r.id WHERE r.post_id IN ({marks})"
)


def purge_sizes(view: View, post_ids: Sequence[int]) -> PurgeSizes:
    """What purging these posts would delete. Media that another post shows stay; so do those that an undo may bring
    back to a post, until it is forgotten."""
    posts = revisions = size = freed = 0
    loose: set[int] = set()
    for chunk in in_chunks(post_ids):
        posts += int(view.value(f"SELECT count(*) FROM posts WHERE id IN ({marks(len(chunk))})", chunk))
        number, plain, packed, texts = view.row(_KEPT.format(marks=marks(len(chunk))), chunk)
        revisions, size, freed = revisions + number, size + plain, freed + packed + texts
        loose |= media.media_of(view, chunk)
    files = _sizes(view, sorted(loose - _used_elsewhere(view, loose, set(post_ids))))
    return PurgeSizes(posts, revisions, size, len(files), sum(files.values()), freed + sum(files.values()))


def media_sizes(view: View, post_ids: Sequence[int]) -> dict[int, int]:
    """The files that these posts refer to, each with its bytes."""
    found: set[int] = set()
    for chunk in in_chunks(post_ids):
        found |= media.media_of(view, chunk)
    return _sizes(view, sorted(found))


def gone_media(view: View, before: dict[int, int]) -> dict[int, int]:
    """Those of the files that are there no more."""
    there = _sizes(view, sorted(before))
    return {number: size for number, size in before.items() if number not in there}


def _sizes(view: View, numbers: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for chunk in in_chunks(numbers):
        found.update(view.rows(f"SELECT id, size FROM media WHERE id IN ({marks(len(chunk))})", chunk))
    return found


def _used_elsewhere(view: View, numbers: set[int], posts: set[int]) -> set[int]:
    used: set[int] = set()
    for chunk in in_chunks(sorted(numbers)):
        rows = view.cursor(
            f"SELECT media_id, post_id FROM post_media WHERE media_id IN ({marks(len(chunk))})", chunk
        )
        used.update(number for number, post in rows if post not in posts)
    return used
