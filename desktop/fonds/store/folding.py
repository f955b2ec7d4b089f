"""Keeps the text index in good shape: posts that wait become segments, small segments become large ones.

Rule: what costs time is done beside a view; the write that follows is short, believes the result for those posts that
have not changed meanwhile, and leaves the others marked. Stopping at any point loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fonds.model.errors import Cancelled
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.store.changed_posts import forget_answers
from fonds.store.index_shape import choose_segments
from fonds.store.pending import SEGMENT_TOKENS, build_fold, store_fold
from fonds.store.pending_marks import count_waiting, mark_all, note_rules
from fonds.store.segments.building import SegmentParts, build_segment, join_streams, take_posts
from fonds.store.segments.reading import (
    add_segment,
    read_segment,
    read_stream,
    read_voids,
    remove_all,
    remove_segments,
    unpack_bits,
    void_posts,
)
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
    segments."""
    done = 0
    with archive.reading(cancel) as view:
        total = count_waiting(view)
    while total >= least:
        _look(cancel)
        with archive.reading(cancel) as view:
            fold = build_fold(view, tokens)
        if fold is None:
            break
        with archive.writing(durable=False) as writer:
            store_fold(writer, fold)
        done += len(fold.marked)
        progress(Progress(min(done, total), total, "index"))
        if done >= total:  # what came meanwhile is left for the next time
            break
    return done


def rebuild_index(
    writer: Writer, progress: ProgressSink = ignore_progress, cancel: CancelToken | None = None
) -> None:
    """Forget all and read every post again, in one transaction."""
    remove_all(writer)
    writer.execute("DELETE FROM pending_posts")
    mark_all(writer)
    total, done = count_waiting(writer), 0
    while True:
        _look(cancel)
        fold = build_fold(writer)
        if fold is None:
            break
        store_fold(writer, fold)
        done += len(fold.marked)
        progress(Progress(done, total, "index"))
    note_rules(writer)
    forget_answers(writer)


def merge_segments(archive: Archive, cancel: CancelToken | None = None) -> int:
    """Make one of several small segments, as often as there are; returns how many went. Raises Cancelled between two."""
    gone = 0
    while True:
        _look(cancel)
        with archive.reading(cancel) as view:
            numbers = choose_segments(view)
            if not numbers:
                return gone
            merge = _build_merge(view, numbers)
        with archive.writing(durable=False) as writer:
            _store_merge(writer, merge)
        gone += len(numbers) - 1


def _build_merge(view: View, numbers: Sequence[int]) -> _Merge:
    voids = read_voids(view)
    streams, made = [], []
    for number in numbers:
        segment = read_segment(view, number)
        kept = ~unpack_bits(voids.get(number), len(segment.ids))
        streams.append(take_posts(read_stream(view, segment), kept))
        made.append((number, segment.made))
    joined = join_streams(streams)
    parts = build_segment(joined) if len(joined.ids) else None
    return _Merge({number: voids.get(number) for number in numbers}, made, parts)


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
