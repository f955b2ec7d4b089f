"""Several segments -> the one that holds the posts of all that are left of them.

Rule: their lists are joined, not their texts: each place moves with its post. Some lists at a time are in memory, and
what comes out is what a segment of the same posts would be that is built from their texts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fonds.store.segments.lists import MOST_PLACES, Bytes, decode_lists
from fonds.store.segments.parts import CHARACTER_BITS, PAIR_BITS, PairPart
from fonds.store.segments.reading import Bits, Segment, read_words
from fonds.store.segments.writing import (
    PLACE_BITS,
    SLICE,
    SegmentParts,
    SegmentWriter,
    Sorted,
    last_word_part,
    slices,
)
from fonds.store.session import View
from fonds.text.tokens import Numbers, Places

_GONE = np.uint32(MOST_PLACES)


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """A segment, and where its tokens go: each by as much (modulo 2**32), or each to its own place, if to any."""

    segment: Segment
    moved: np.uint32 | Numbers

    def keys(self, names: Places, data: Bytes, lengths: Places) -> Sorted:
        """What is left of some lists, in no order."""
        lists, places = decode_lists(data, lengths)
        if len(places) and int(places.max()) >= self.segment.tokens:
            raise ValueError("a list goes on after the end of its segment")
        named = names.view(np.uint64)
        if isinstance(self.moved, np.ndarray):
            there = self.moved[places]
            left = there != _GONE
            lists, there = lists[left], there[left]
        else:
            there = places + self.moved
        keys: Sorted = named[lists] << np.uint64(PLACE_BITS)
        keys |= there
        return keys


def join_segments(
    view: View,
    segments: Sequence[tuple[Segment, Bits]],
    *,
    at_once: int = SLICE,
    look: Callable[[], None] = lambda: None,
) -> SegmentParts | None:
    """One segment of several, of each with the posts that are kept; None when none is. About so many bytes of lists
    ``at_once``, with a ``look`` at what may raise before each. Raises ValueError, IndexError or struct.error for a segment
    that is damaged."""
    ids, starts, bodies, sources = _arranged(segments)
    if not len(ids):
        return None
    writer = SegmentWriter(ids, starts, bodies)
    for first, after in _ranges_of_firsts(view, sources, at_once):
        look()
        some = [keys for source in sources for keys in _pairs(view, source, first, after)]
        if some:
            writer.add_pairs(np.concatenate(some))
    for word, last in _ranges_of_words(view, sources, at_once):
        look()
        words, keys = _words(view, sources, word, last)
        if len(keys):
            writer.add_words(words, keys)
    return writer.finish()


def _arranged(
    segments: Sequence[tuple[Segment, Bits]],
) -> tuple[Places, Numbers, Numbers, list[_Source]]:
    """The ids of the posts in order, where each begins and its body, and where the tokens of each segment go."""
    kept = np.concatenate([some for _, some in segments])
    ids = np.concatenate([segment.ids for segment, _ in segments])
    sizes = np.concatenate([np.diff(segment.starts) for segment, _ in segments]).astype(np.int64)
    titles = np.concatenate([segment.bodies - segment.starts[:-1] for segment, _ in segments])
    left = np.flatnonzero(kept)
    order = left[np.argsort(ids[left], kind="stable")]
    ends = np.cumsum(sizes[order])
    if len(ends) and int(ends[-1]) > MOST_PLACES:
        raise ValueError("a segment holds fewer tokens")
    starts = np.concatenate(([0], ends)).astype(np.uint32)
    begins = np.full(len(ids), -1)
    begins[order] = starts[:-1]
    sources, done = [], 0
    for segment, _ in segments:
        mine = begins[done : done + len(segment.ids)]
        sources.append(_Source(segment, _moved(segment, mine)))
        done += len(segment.ids)
    return ids[order], starts, starts[:-1] + titles[order], sources


def _moved(segment: Segment, begins: Places) -> np.uint32 | Numbers:
    """Where the tokens of a segment go, whose posts begin there now, or (-1) nowhere."""
    shifts = begins - segment.starts[:-1]
    if (begins >= 0).all() and (shifts == shifts[0]).all():
        return np.uint32(int(shifts[0]) % (1 << 32))
    moved = np.repeat((shifts % (1 << 32)).astype(np.uint32), np.diff(segment.starts))
    moved += np.arange(len(moved), dtype=np.uint32)
    moved[np.repeat(begins < 0, np.diff(segment.starts))] = _GONE
    return moved


def _sizes(view: View, table: str, segment: Segment) -> list[tuple[int, int]]:
    """The keys of the parts of a segment, and their bytes."""
    between = (segment.base, segment.base + (1 << PAIR_BITS))
    return view.rows(
        f"SELECT key, length(data) FROM {table} WHERE key >= ? AND key < ? ORDER BY key", between
    )


def _ranges_of_firsts(view: View, sources: Sequence[_Source], most: int) -> Iterator[tuple[int, int]]:
    """First characters, from one to before another, whose lists take so many bytes or a little more."""
    parts = sorted(
        (key - source.segment.base >> CHARACTER_BITS, size)
        for source in sources
        for key, size in _sizes(view, "segment_pairs", source.segment)
    )
    begin = 0
    for start, end in slices(np.array([size for _, size in parts], np.int64), most):
        after = parts[end - 1][0] + 1
        if start < end and after > begin:
            yield begin, after
            begin = after


def _pairs(view: View, source: _Source, first: int, after: int) -> Iterator[Sorted]:
    """The keys of the pairs that begin with characters from one to before another."""
    base = source.segment.base
    low, high = first << CHARACTER_BITS, after << CHARACTER_BITS
    between = (base + low, base + (1 << PAIR_BITS))
    rows = view.cursor("SELECT key, data FROM segment_pairs WHERE key >= ? AND key < ? ORDER BY key", between)
    for key, blob in rows:
        part = PairPart(blob)
        names = part.keys()
        start, end = np.searchsorted(names, (low, high)).tolist()
        if start < end:
            yield source.keys(names[start:end], *part.lists(start, end))
        if key - base >= high - 1:
            return


def _ranges_of_words(view: View, sources: Sequence[_Source], most: int) -> Iterator[tuple[str | None, str]]:
    """Words, from after one (None: from the first one) to another, whose lists take so many bytes or a little more."""
    parts = sorted(
        (word, size)
        for source in sources
        for word, (_, size) in zip(
            source.segment.last_words, _sizes(view, "segment_words", source.segment), strict=True
        )
    )
    before: str | None = None
    for _, end in slices(np.array([size for _, size in parts], np.int64), most):
        last = parts[end - 1][0]
        if before is None or last > before:
            yield before, last
            before = last


def _words(view: View, sources: Sequence[_Source], before: str | None, last: str) -> tuple[list[str], Sorted]:
    """The words after one and up to another, in order, and their keys."""
    found: list[tuple[_Source, list[str], Bytes, Places]] = []
    for source in sources:
        last_words = source.segment.last_words
        for place in range(0 if before is None else last_word_part(last_words, before), len(last_words)):
            part = read_words(view, source.segment, place)
            start = 0 if before is None else bisect_right(part.words, before)
            end = bisect_right(part.words, last)
            if start < end:
                found.append((source, part.words[start:end], *part.lists(start, end)))
            if last_words[place] >= last:
                break
    words = sorted({word for _, some, _, _ in found for word in some})
    ranks = {word: rank for rank, word in enumerate(words)}
    keys = [
        source.keys(np.array([ranks[word] for word in some], np.int64), data, lengths)
        for source, some, data, lengths in found
    ]
    return words, np.concatenate(keys) if keys else np.zeros(0, np.uint64)
