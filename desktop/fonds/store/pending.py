"""Posts that wait to be put into a segment: marked in the transaction that changes them, searched in memory meanwhile,
and folded, many at once, into a segment.

Rule: of a post that is marked no segment is believed. Whatever comes between two of these steps, every post is found by
what it says now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fonds.store.search import read_posts
from fonds.store.segments.building import (
    SegmentParts,
    Stream,
    build_segment,
    join_streams,
    split_posts,
    take_posts,
)
from fonds.store.segments.reading import add_segment, void_posts
from fonds.store.session import CHUNK, View, Writer
from fonds.text.tokens import Places, Vocabulary

SEGMENT_TOKENS = 6_500_000
"""A segment that is folded holds about so many tokens at most."""
_MARKS = "SELECT post_id, marked FROM pending_posts WHERE post_id > ? ORDER BY post_id LIMIT ?"


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """The posts that wait in one state of the archive, gone ones too, and the texts of those that are there."""

    key: tuple[int, int]
    marked: dict[int, int]
    stream: Stream

    @property
    def ids(self) -> Places:
        """The ids of all, ascending."""
        return np.array(list(self.marked), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A segment that was built, and the marks of the posts that it was built for."""

    marked: list[tuple[int, int]]
    parts: SegmentParts | None


def read_waiting(view: View, before: Waiting | None) -> Waiting:
    """What waits now; texts that were read ``before`` are not read again."""
    key: tuple[int, int] = view.row("SELECT count(*), coalesce(sum(marked), 0) FROM pending_posts")
    if before is not None and before.key == key:
        return before
    marked = dict(view.rows("SELECT post_id, marked FROM pending_posts ORDER BY post_id"))
    known = before.marked if before is not None else {}
    new = [post for post, mark in marked.items() if known.get(post) != mark]
    streams: list[Stream] = []
    if before is not None:
        same = [known[post] == marked.get(post) for post in before.stream.ids.tolist()]
        streams.append(take_posts(before.stream, np.array(same, bool)))
    vocabulary = Vocabulary()
    texts = [
        text for start in range(0, len(new), CHUNK) for text in read_posts(view, new[start : start + CHUNK])
    ]
    streams.append(split_posts(texts, vocabulary))
    return Waiting(key, marked, join_streams(streams))


def build_fold(view: View, tokens: int = SEGMENT_TOKENS) -> Fold | None:
    """Build a segment of the first posts that wait, of ``tokens`` or a little more; None when none waits."""
    marked: list[tuple[int, int]] = []
    streams: list[Stream] = []
    size, last = 0, -(1 << 63)
    vocabulary = Vocabulary()
    while size < tokens and (rows := view.rows(_MARKS, (last, CHUNK))):
        streams.append(split_posts(read_posts(view, [post for post, _ in rows]), vocabulary))
        size += len(streams[-1])
        marked += rows
        last = rows[-1][0]
    if not marked:
        return None
    whole = _chained(streams, list(vocabulary))
    streams.clear()
    return Fold(marked, build_segment(whole) if len(whole.ids) else None)


def _chained(streams: Sequence[Stream], words: Sequence[str]) -> Stream:
    """One after the other: streams with one vocabulary, in the order of their posts."""
    shifts = np.cumsum([0, *(len(stream) for stream in streams)])
    shifted = list(zip(streams, shifts[:-1].astype(np.uint32), strict=True))
    starts = [stream.starts[:-1] + shift for stream, shift in shifted]
    return Stream(
        np.concatenate([stream.ids for stream in streams]),
        np.concatenate([stream.codes for stream in streams]),
        np.concatenate([*starts, shifts[-1:].astype(np.uint32)]),
        np.concatenate([stream.bodies + shift for stream, shift in shifted]),
        words,
    )


def store_fold(writer: Writer, fold: Fold) -> None:
    """Put a segment that was built into the archive, and believe it for those posts that have not changed since."""
    ids = np.array([post for post, _ in fold.marked], np.int64)
    void_posts(writer, ids)
    if fold.parts is not None:
        add_segment(writer, fold.parts)
    writer.execute_many("DELETE FROM pending_posts WHERE post_id = ? AND marked = ?", fold.marked)
