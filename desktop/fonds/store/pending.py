"""Posts that wait to be put into a segment: marked in the transaction that changes them, searched in memory meanwhile,
and folded, many at once, into a segment.

Rule: of a post that is marked no segment is believed. Whatever comes between two of these steps, every post is found by
what it says now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fonds.store.search import read_posts
from fonds.store.segments.building import Stream, build_segment, join_streams, split_posts, take_posts
from fonds.store.segments.lists import MOST_PLACES
from fonds.store.segments.reading import add_segment, void_posts
from fonds.store.segments.writing import SegmentParts
from fonds.store.session import CHUNK, View, Writer, in_chunks, marks
from fonds.text.tokens import Places, Vocabulary

SEGMENT_TOKENS = 5_500_000
"""A segment that is folded holds about so many tokens at most: three of them become one later, and building one takes
little memory beside an import."""
KEPT_TOKENS = 8_000_000
"""So many tokens of posts that wait are kept in memory, or a little more: 32 MB, and as much again while some are added."""
_PORTION_POSTS, _PORTION_BYTES = 32, 2_000_000
_NOTHING = np.zeros(0, np.uint32)
_MARKS = "SELECT post_id, marked FROM pending_posts WHERE post_id > ? ORDER BY post_id LIMIT ?"


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """The posts that wait in one state of the archive, gone ones too, and the texts of those that are there. ``key`` is
    None when these are only some of them; the texts of ``rest`` are read for each search: they are too many to be kept."""

    key: tuple[int, int] | None
    marked: dict[int, int]
    stream: Stream
    rest: Sequence[int] = ()

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
    known = dict(before.marked) if before is not None else {}
    for post in before.rest if before is not None else ():
        del known[post]
    same = {post: mark for post, mark in marked.items() if known.get(post) == mark}
    streams: list[Stream] = []
    if before is not None:
        streams.append(
            take_posts(before.stream, np.array([post in same for post in before.stream.ids.tolist()], bool))
        )
    size = sum(map(len, streams))
    unread = [post for post in marked if post not in same]
    read, full = 0, False
    try:
        for posts in _portions(view, unread):
            full = size >= KEPT_TOKENS
            if full:
                break
            streams.append(split_posts(read_posts(view, posts), Vocabulary()))
            size += len(streams[-1])
            same |= {post: marked[post] for post in posts}
            read += len(posts)
    finally:
        whole = full or len(same) == len(marked)
        if streams:
            rest = unread[read:] if full else []
            in_order = marked if full else {post: same[post] for post in marked if post in same}
            memory.waiting = Waiting(key if whole else None, in_order, join_streams(streams), rest)
    return memory.waiting or Waiting(key, {}, split_posts([], Vocabulary()))


def waiting_streams(view: View, waiting: Waiting) -> Iterator[Stream]:
    """The texts of all posts that wait, some at a time."""
    yield waiting.stream
    for posts in _portions(view, waiting.rest):
        yield split_posts(read_posts(view, posts), Vocabulary())


def build_fold(
    view: View,
    tokens: int = SEGMENT_TOKENS,
    split: Callable[[int], None] = lambda _posts: None,
    look: Callable[[], None] = lambda: None,
) -> Fold | None:
    """Build a segment of the first posts that wait, of ``tokens`` or a little more; None when none waits. ``split`` is
    told how many posts were read, now and then, and ``look`` may raise."""
    marked: list[tuple[int, int]] = []
    chain = _Chain()
    last = -(1 << 63)
    full = False
    while not full and (rows := view.rows(_MARKS, (last, CHUNK))):
        known = dict(rows)
        last = rows[-1][0]
        for posts in _portions(view, list(known)):
            full = not chain.add(read_posts(view, posts))
            if not full:
                marked += [(post, known[post]) for post in posts]
                full = chain.size >= tokens
            if full:
                break
        look()
        if not full:
            split(len(marked))
    if not marked:
        return None
    whole = chain.stream()
    return Fold(marked, build_segment(whole, look=look) if len(whole.ids) else None)


class _Chain:
    """Streams with one vocabulary, put one after the other in the order of their posts."""

    def __init__(self) -> None:
        # Memory is taken as it is written to.
        self._codes = np.empty(MOST_PLACES, np.uint32)
        self._streams: list[Stream] = []
        self._vocabulary = Vocabulary()
        self.size = 0

    def add(self, posts: Sequence[tuple[int, str, str]]) -> bool:
        """Add some posts; returns whether they still fit into one segment, else nothing is added."""
        stream = split_posts(posts, self._vocabulary, with_words=False)
        end = self.size + len(stream)
        if end > MOST_PLACES:
            return False
        self._codes[self.size : end] = stream.codes
        shift = np.uint32(self.size)
        self._streams.append(
            Stream(stream.ids, _NOTHING, stream.starts[:-1] + shift, stream.bodies + shift, ())
        )
        self.size = end
        return True

    def stream(self) -> Stream:
        """The whole."""
        return Stream(
            np.concatenate([some.ids for some in self._streams]),
            self._codes[: self.size],
            np.concatenate([*(some.starts for some in self._streams), np.array([self.size], np.uint32)]),
            np.concatenate([some.bodies for some in self._streams]),
            list(self._vocabulary),
        )


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
