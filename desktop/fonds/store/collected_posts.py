"""The posts of collections, in the order that a person gave them.

Rule: positions have gaps, so that moving some posts writes as many rows; only where there is no gap left are all
positions of a collection written anew. Called inside an undo step.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.store.collections import below
from fonds.store.session import View, Writer, in_chunks, marks

STEP = 1 << 20
"""Between neighbours, as long as nobody puts anything between them."""
_AT_ONCE = 2000
_INSERT = "INSERT INTO collection_posts (collection_id, post_id, position) VALUES (?, ?, ?)"
_IN_ORDER = "SELECT post_id FROM collection_posts WHERE collection_id = ? ORDER BY position, post_id"


def posts_in_order(view: View, number: int) -> list[int]:
    """The posts that lie in a collection itself, those in the trash among them, in their order."""
    return [row[0] for row in view.rows(_IN_ORDER, (number,))]


def posts_of_tree(view: View, number: int) -> list[int]:
    """The posts of a collection in its order, then those of each below it; each once, where it comes first."""
    found: dict[int, None] = {}
    for one in below(view, number):
        found.update(dict.fromkeys(posts_in_order(view, one)))
    return list(found)


def collections_of(view: View, post_ids: Sequence[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    """The collections that each of some posts lies in itself, (number, name), in the tree's order; those in none are
    left out."""
    if view.value("SELECT 1 FROM collections LIMIT 1") is None:
        return {}
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for chunk in in_chunks(post_ids):
        for post, collection, name in view.rows(
            "SELECT m.post_id, c.id, c.name FROM collection_posts m JOIN collections c ON c.id = m.collection_id "
            f"WHERE m.post_id IN ({marks(len(chunk))}) ORDER BY c.parent_id, c.position, c.id",
            chunk,
        ):
            found[post] = (*found.get(post, ()), (collection, name))
    return found


def add_to_collection(
    writer: Writer,
    number: int,
    post_ids: Sequence[int],
    cancel: CancelToken | None = None,
    progress: ProgressSink = ignore_progress,
) -> list[int]:
    """Put posts behind the others, in the order given; returns those that did not lie there yet. Posts that are gone are
    left out."""
    cancel = cancel or CancelToken()
    last = writer.value("SELECT max(position) FROM collection_posts WHERE collection_id = ?", (number,))
    position = 0 if last is None else int(last) + STEP
    added: list[int] = []
    wanted = iter(dict.fromkeys(post_ids))
    done = 0
    while chunk := list(islice(wanted, _AT_ONCE)):
        cancel.raise_if_cancelled()
        new = _missing(writer, number, chunk)
        writer.execute_many(
            _INSERT, [(number, post, position + place * STEP) for place, post in enumerate(new)]
        )
        position += len(new) * STEP
        added += new
        done += len(chunk)
        progress(Progress(done, len(post_ids), "write"))
    return added


def _missing(writer: Writer, number: int, posts: Sequence[int]) -> list[int]:
    there: set[int] = set()
    for chunk in in_chunks(posts):
        there.update(
            row[0]
            for row in writer.rows(
                f"SELECT p.id FROM posts p WHERE p.id IN ({marks(len(chunk))}) AND NOT EXISTS "
                "(SELECT 1 FROM collection_posts c WHERE c.collection_id = ? AND c.post_id = p.id)",
                (*chunk, number),
            )
        )
    return [post for post in posts if post in there]


def remove_from_collections(
    writer: Writer, numbers: Sequence[int], post_ids: Sequence[int], cancel: CancelToken | None = None
) -> list[int]:
    """Take posts out of collections; returns those that lay in one."""
    removed: set[int] = set()
    for number in numbers:
        for chunk in in_chunks(post_ids):
            if cancel is not None:
                cancel.raise_if_cancelled()
            test = f"collection_id = ? AND post_id IN ({marks(len(chunk))})"
            values = (number, *chunk)
            removed.update(
                row[0] for row in writer.rows(f"SELECT post_id FROM collection_posts WHERE {test}", values)
            )
            writer.execute(f"DELETE FROM collection_posts WHERE {test}", values)
    return sorted(removed)


def move_in_collection(writer: Writer, number: int, post_ids: Sequence[int], before: int | None) -> bool:
    """Put posts of a collection, in their order there, before another one (None: behind all). Whether anything moved."""
    order = posts_in_order(writer, number)
    chosen = set(post_ids)
    moving = [post for post in order if post in chosen]
    rest = [post for post in order if post not in chosen]
    if before in chosen:
        # Before one that moves itself: before what follows it and stays.
        later = order[order.index(before) :] if before is not None else []
        before = next((post for post in later if post not in chosen), None)
    place = rest.index(before) if before in rest else len(rest)
    wanted = [*rest[:place], *moving, *rest[place:]]
    if not moving or wanted == order:
        return False
    low = _position(writer, number, rest[place - 1]) if place else None
    high = _position(writer, number, rest[place]) if place < len(rest) else None
    if low is None:
        low = (high or 0) - STEP * (len(moving) + 1)
    if high is None:
        high = low + STEP * (len(moving) + 1)
    gap = (high - low) // (len(moving) + 1)
    if gap > 0:
        _put(writer, number, [(post, low + gap * (at + 1)) for at, post in enumerate(moving)])
    else:
        _put(writer, number, [(post, at * STEP) for at, post in enumerate(wanted)])
    return True


def _position(view: View, number: int, post: int) -> int:
    return int(
        view.value(
            "SELECT position FROM collection_posts WHERE collection_id = ? AND post_id = ?", (number, post)
        )
    )


def _put(writer: Writer, number: int, places: Sequence[tuple[int, int]]) -> None:
    writer.execute_many(
        "UPDATE collection_posts SET position = ? WHERE collection_id = ? AND post_id = ? AND position <> ?",
        [(position, number, post, position) for post, position in places],
    )


def merge_into(writer: Writer, gone: int, stays: int) -> None:
    """Put the posts of one collection behind those of another that does not have them, with their notes; the rows of the
    first stay until it is removed."""
    add_to_collection(writer, stays, posts_in_order(writer, gone))
    writer.execute(
        "UPDATE collection_posts SET note = CASE WHEN note = '' THEN o.added "
        "WHEN instr(note, o.added) THEN note ELSE note || char(10) || o.added END "
        "FROM (SELECT post_id AS post, note AS added FROM collection_posts WHERE collection_id = ? AND note <> '') AS o "
        "WHERE collection_id = ? AND post_id = o.post",
        (gone, stays),
    )
