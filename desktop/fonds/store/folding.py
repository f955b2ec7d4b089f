"""Keeps the text index in good shape: posts that wait become segments, small segments become large ones.

Rule: what costs time is done beside a view; the write that follows is short, believes the result for those posts that
have not changed meanwhile, and leaves the others marked. Stopping at any point loses nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.store.changed_posts import forget_answers
from fonds.store.index_shape import choose_segments
from fonds.store.journal import shorten_journal
from fonds.store.pending import SEGMENT_TOKENS, build_fold, store_fold
from fonds.store.pending_marks import count_waiting, mark_all, mark_posts, note_rules
from fonds.store.segments.joining import join_segments
from fonds.store.segments.reading import (
    DAMAGE,
    INDEX_DAMAGED,
    add_segment,
    read_segment,
    read_stream,
    read_voids,
    remove_all,
    remove_segments,
    unpack_bits,
    void_posts,
)
from fonds.store.segments.writing import SegmentParts
from fonds.store.session import View, Writer

if TYPE_CHECKING:
    from fonds.store.archive import Archive


@dataclass(frozen=True, slots=True, eq=False)
class _Merge:
    """Segments, what is void of them, and the one that they become (None: nothing of them is left)."""

    voids: dict[int, bytes | None]
    made: list[tuple[int, int]]
    parts: SegmentParts | None


def fold_waiting(
    archive: Archive,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    *,
    least: int = 1,
    tokens: int = SEGMENT_TOKENS,
) -> int:
    """Put the posts that wait into segments, as soon as ``least`` do; returns how many. Raises Cancelled between two
    segments, and while one is built."""
    done = 0
    with archive.reading(cancel) as view:
        total = count_waiting(view)
    while total >= least:
        _look(cancel)
        with archive.reading(cancel) as view:
            fold = build_fold(view, tokens, _splitting(progress, done, total), _looking(cancel))
        if fold is None:
            break
        try:
            with archive.writing(durable=False) as writer:
                store_fold(writer, fold)
        except DAMAGE:
            total += _forget_damaged(archive, ())
            continue
        done += len(fold.marked)
        del fold  # before another one is built
        shorten_journal(archive.path)
        progress(Progress(min(done, total), total, "index"))
        if done >= total:  # what came meanwhile is left for the next time
            break
    return done


def rebuild_index(
    archive: Archive, progress: ProgressSink = ignore_progress, cancel: CancelToken | None = None
) -> None:
    """Forget all, and read every post again; when that is cancelled, what is left goes on waiting."""
    with archive.writing() as writer:
        remove_all(writer)
        writer.execute("DELETE FROM pending_posts")
        mark_all(writer)
        note_rules(writer)
        forget_answers(writer)
    fold_waiting(archive, progress, cancel)


def merge_segments(archive: Archive, cancel: CancelToken | None = None, *, seconds: float = math.inf) -> int:
    """Make one of several small segments, as often as there are, but begin no other one after so many seconds; returns
    how many went. The posts of one that is damaged are put into another one anew. Raises Cancelled between two, and
    while they are joined."""
    gone = mended = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _look(cancel)
        with archive.reading(cancel) as view:
            numbers = choose_segments(view)
            if not numbers:
                return gone
            try:
                merge = _build_merge(view, numbers, _looking(cancel))
            except DAMAGE:
                merge = None
        if merge is None:
            if mended:
                raise EnvironmentProblem(INDEX_DAMAGED)
            mended = _forget_damaged(archive, numbers)
            gone += 1
            fold_waiting(archive, cancel=cancel)
            continue
        with archive.writing(durable=False) as writer:
            _store_merge(writer, merge)
        shorten_journal(archive.path)
        gone += len(numbers) - 1
    return gone


def _build_merge(view: View, numbers: Sequence[int], look: Callable[[], None] = lambda: None) -> _Merge:
    voids = read_voids(view)
    segments = [read_segment(view, number) for number in numbers]
    parts = join_segments(
        view,
        [(segment, ~unpack_bits(voids.get(segment.number), len(segment.ids))) for segment in segments],
        look=look,
    )
    made = [(segment.number, segment.made) for segment in segments]
    return _Merge({number: voids.get(number) for number in numbers}, made, parts)


def _forget_damaged(archive: Archive, suspected: Sequence[int]) -> int:
    """Take away the segments that are damaged, and let their posts wait; returns how many do so now. All are looked at,
    the suspected ones closely."""
    with archive.reading() as view:
        numbers = [row[0] for row in view.rows("SELECT id FROM segments")]
        damaged = [number for number in numbers if not _is_whole(view, number, number in suspected)]
    damaged = damaged or list(suspected)
    if not damaged:
        raise EnvironmentProblem(INDEX_DAMAGED)
    with archive.writing() as writer:
        remove_segments(writer, damaged)
        voids = read_voids(writer)
        missing = {row[0] for row in writer.rows("SELECT id FROM posts")}
        for (number,) in writer.rows("SELECT id FROM segments"):
            segment = read_segment(writer, number)
            void = unpack_bits(voids.get(number), len(segment.ids))
            missing.difference_update(segment.ids[~void].tolist())
        before = count_waiting(writer)
        mark_posts(writer, sorted(missing))
        forget_answers(writer)
        return count_waiting(writer) - before


def _is_whole(view: View, number: int, closely: bool) -> bool:
    try:
        segment = read_segment(view, number)
        unpack_bits(read_voids(view).get(number), len(segment.ids))
        if closely:
            read_stream(view, segment)
    except DAMAGE:
        return False
    return True


def _store_merge(writer: Writer, merge: _Merge) -> None:
    """Put the new segment in the place of the old ones, unless one of these is another one by now."""
    for number, made in merge.made:
        if writer.value("SELECT made FROM segments WHERE id = ?", (number,)) != made:
            return
    later: list[int] = []
    voids = read_voids(writer)
    for number, before in merge.voids.items():
        segment = read_segment(writer, number)
        count = len(segment.ids)
        changed = unpack_bits(voids.get(number), count) & ~unpack_bits(before, count)
        later += segment.ids[changed].tolist()
    remove_segments(writer, list(merge.voids))
    if merge.parts is not None:
        number = add_segment(writer, merge.parts).number
        void_posts(writer, np.array(sorted(later), np.int64), number)


def _look(cancel: CancelToken | None) -> None:
    if cancel is not None and cancel.cancelled:
        raise Cancelled


def _looking(cancel: CancelToken | None) -> Callable[[], None]:
    return lambda: _look(cancel)


def _splitting(progress: ProgressSink, before: int, total: int) -> Callable[[int], None]:
    return lambda posts: progress(Progress(min(before + posts, total), total, "index"))
