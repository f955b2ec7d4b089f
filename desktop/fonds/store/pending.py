"""Posts that wait to be put into a segment: marked in the transaction that changes them, searched in memory meanwhile,
and folded, many at once, into a segment.

Rule: of a post that is marked no segment is believed. Whatever comes between two of these steps, every post is found by
what it says now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

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
from fonds.store.segments.lists import MOST_PLACES
from fonds.store.segments.reading import add_segment, void_posts
from fonds.store.session import CHUNK, View, Writer, in_chunks, marks
from fonds.text.tokens import Places, Vocabulary

SEGMENT_TOKENS = 6_500_000
"""A segment that is folded holds about so many tokens at most."""
_PORTION_POSTS, _PORTION_BYTES = 32, 2_000_000
_MARKS = "SELECT post_id, marked FROM pending_posts WHERE post_id > ? ORDER BY post_id LIMIT ?"


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """The posts that wait in one state of the archive, gone ones too, and the texts of those that are there. ``key`` is
    None when these are only some of them."""

    key: tuple[int, int] | None
    marked: dict[int, int]
    stream: Stream

    @property
    def ids(self) -> Places:
        """The ids of all, ascending."""
        return np.array(list(self.marked), np.int64)


class WaitingMemory(Protocol):
    """Where what waits is kept."""

    waiting: Waiting | None


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A segment that was built, and the marks of the posts that it was built for."""

    marked: list[tuple[int, int]]
    parts: SegmentParts | None


def read_waiting(view: View, memory: WaitingMemory) -> Waiting:
    """What waits now; texts that are in memory are not read again. What was read before it is cancelled stays there."""
    key: tuple[int, int] = view.row("SELECT count(*), coalesce(sum(marked), 0) FROM pending_posts")
    before = memory.waiting
    if before is not None and before.key == key:
        return before
    marked = dict(view.rows("SELECT post_id, marked FROM pending_posts ORDER BY post_id"))
    known = before.marked if before is not None else {}
    same = {post: mark for post, mark in marked.items() if known.get(post) == mark}
    streams: list[Stream] = []
    if before is not None:
        streams.append(
            take_posts(before.stream, np.array([post in same for post in before.stream.ids.tolist()], bool))
        )
    try:
        for posts in _portions(view, [post for post in marked if post not in same]):
            streams.append(split_posts(read_posts(view, posts), Vocabulary()))
            same |= {post: marked[post] for post in posts}
    finally:
        whole = len(same) == len(marked)
        if streams:
            in_order = {post: same[post] for post in marked if post in same}
            memory.waiting = Waiting(key if whole else None, in_order, join_streams(streams))
    return memory.waiting or Waiting(key, {}, split_posts([], Vocabulary()))


def build_fold(view: View, tokens: int = SEGMENT_TOKENS) -> Fold | None:
    """Build a segment of the first posts that wait, of ``tokens`` or a little more; None when none waits."""
    marked: list[tuple[int, int]] = []
    streams: list[Stream] = []
    size, last = 0, -(1 << 63)
    vocabulary = Vocabulary()
    full = False
    while not full and (rows := view.rows(_MARKS, (last, CHUNK))):
        known = dict(rows)
        last = rows[-1][0]
        for posts in _portions(view, list(known)):
            stream = split_posts(read_posts(view, posts), vocabulary)
            full = bool(streams) and size + len(stream) > MOST_PLACES
            if not full:
                streams.append(stream)
                size += len(stream)
                marked += [(post, known[post]) for post in posts]
                full = size >= tokens
            if full:
                break
    if not marked:
        return None
    whole = _chained(streams, list(vocabulary))
    streams.clear()
    return Fold(marked, build_segment(whole) if len(whole.ids) else None)


def _portions(view: View, post_ids: Sequence[int]) -> Iterator[list[int]]:
    """The posts in their order, so many at a time as may be split together; a very long one alone."""
    for chunk in in_chunks(post_ids):
        statement = (
            "SELECT p.id, r.size FROM posts p JOIN revisions r ON r.id = p.head_revision "
            f"WHERE p.id IN ({marks(len(chunk))})"
        )
        sizes = dict(view.rows(statement, chunk))
        some: list[int] = []
        size = 0
        for post in chunk:
            if some and (len(some) == _PORTION_POSTS or size + sizes.get(post, 0) > _PORTION_BYTES):
                yield some
                some, size = [], 0
            some.append(post)
            size += sizes.get(post, 0)
        yield some


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
    """Put a segment that was built into the archive, and believe it for those posts that have not changed since. Another
    program may have folded the others meanwhile, and knows them better."""
    marks_now: dict[int, int] = {}
    for chunk in in_chunks([post for post, _ in fold.marked]):
        statement = f"SELECT post_id, marked FROM pending_posts WHERE post_id IN ({marks(len(chunk))})"
        marks_now.update(writer.rows(statement, chunk))
    same = np.array([marks_now.get(post) == mark for post, mark in fold.marked], np.bool_)
    ids = np.array([post for post, _ in fold.marked], np.int64)
    void_posts(writer, ids[same])
    if fold.parts is not None and same.any():
        void_posts(writer, ids[~same], add_segment(writer, fold.parts).number)
    writer.execute_many("DELETE FROM pending_posts WHERE post_id = ? AND marked = ?", fold.marked)
