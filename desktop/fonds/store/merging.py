"""What becomes of a post that is merged into another one, and which posts a person said are no duplicates.

Rule: nothing is taken away from the merged post, so that restoring it gives it back whole; what it has is added to the
one that stays. Called inside an undo step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fonds.store.own_facts import take_over
from fonds.store.session import View, Writer, in_chunks, marks

_MEDIA = (
    "INSERT OR IGNORE INTO post_media (post_id, reference, media_id, path) "
    "SELECT ?2, reference, media_id, path FROM post_media WHERE post_id = ?1"
)
# Not REPLACE, of which the triggers that write undo images down do not hear.
_MERGED = (
    "INSERT INTO merged_posts (post_id, into_id, merged_at) VALUES (?, ?, ?) "
    "ON CONFLICT (post_id) DO UPDATE SET into_id = excluded.into_id, merged_at = excluded.merged_at"
)


def add_to_post(writer: Writer, pairs: Iterable[tuple[int, int]], when: int) -> None:
    """For each (merged, stays): the collections with their notes, the links to files, the star, the rating, the read mark
    and the note of the merged post are the other one's too; and what was merged into the merged one before is found from
    the other one."""
    for merged, stays in pairs:
        writer.execute(_MEDIA, (merged, stays))
        take_over(writer, merged, stays)
        writer.execute("DELETE FROM merged_posts WHERE post_id = ?", (stays,))
        writer.execute("UPDATE merged_posts SET into_id = ? WHERE into_id = ?", (stays, merged))
        writer.execute(_MERGED, (merged, stays, when))


def merged_into(view: View, post_id: int) -> list[int]:
    """The posts that were merged into this one and lie in the trash still, oldest merge first: their revisions, files
    of origin and accessions are theirs as before."""
    return [
        row[0]
        for row in view.rows(
            "SELECT m.post_id FROM merged_posts m JOIN posts p ON p.id = m.post_id "
            "WHERE m.into_id = ? AND p.trashed_at IS NOT NULL ORDER BY m.merged_at, m.post_id",
            (post_id,),
        )
    ]


def outside_trash(view: View, post_ids: Sequence[int]) -> set[int]:
    """Those of the posts that are there and not in the trash."""
    return {
        row[0]
        for chunk in in_chunks(post_ids)
        for row in view.rows(
            f"SELECT id FROM posts WHERE id IN ({marks(len(chunk))}) AND +trashed_at IS NULL", chunk
        )
    }


def set_distinct(writer: Writer, pairs: Iterable[tuple[int, int]], when: int) -> None:
    """Remember that the posts of each pair are no duplicates. Written from both sides, so that it goes with either."""
    writer.execute_many(
        "INSERT OR IGNORE INTO distinct_posts (post_id, other_id, said_at) VALUES (?, ?, ?)",
        [(*pair, when) for one, other in pairs for pair in ((one, other), (other, one))],
    )


def distinct_posts(view: View) -> dict[int, set[int]]:
    """For each post that was said to be no duplicate of others, these others."""
    found: dict[int, set[int]] = defaultdict(set)
    for post, other in view.cursor("SELECT post_id, other_id FROM distinct_posts"):
        found[post].add(other)
    return dict(found)


def purge_marks(writer: Writer, post_ids: list[int]) -> None:
    """Forget what is known of posts that go for good."""
    for chunk in in_chunks(post_ids):
        listed = f"({marks(len(chunk))})"
        for table, column in (
            ("distinct_posts", "post_id"),
            ("distinct_posts", "other_id"),
            ("merged_posts", "post_id"),
            ("merged_posts", "into_id"),
            ("fingerprints", "post_id"),
        ):
            writer.execute(f"DELETE FROM {table} WHERE {column} IN {listed}", chunk)
