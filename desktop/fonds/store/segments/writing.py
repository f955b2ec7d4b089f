"""Sorted keys -> the parts of a segment.

Rule: keys come in their order, some at a time, each first character whole; what is made of them does not depend on how
many come at once. A key is the name of a list (a pair, or the rank of a word) and a place, in one number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from fonds.store.segments.lists import Bytes, encode_lists
from fonds.store.segments.parts import CHARACTER_BITS, PAIR_BITS, cut, pack_pairs, pack_words
from fonds.text.tokens import SENTINEL, Numbers, Places

DENSE = 16
"""A character in more than one of so many posts has a bit for each post."""
PLACE_BITS = 24
SLICE = 1 << 21
"""So many keys are sorted at once: what that takes in memory grows with it."""
AFTER_WORD = SENTINEL
"""The first one of the pairs of a word, whichever it is, and the character after it. Their places are those of the
characters, which are in the pairs that these begin, too."""
_BLOCK = 1 << 18
_ENTRY = 3
"""Bytes that a pair takes beside its list."""
_PLACE = np.uint64((1 << PLACE_BITS) - 1)
Sorted = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass(slots=True)
class SegmentParts:
    """A segment as it is stored. ``pairs`` and ``dense`` begin with a key, ``last_words`` are those of the word parts."""

    ids: Places
    tokens: int
    starts: bytes
    bodies: bytes
    pairs: list[tuple[int, bytes]] = field(default_factory=list)
    words: list[bytes] = field(default_factory=list)
    last_words: list[str] = field(default_factory=list)
    dense: list[tuple[int, bytes]] = field(default_factory=list)


class SegmentWriter:
    """Makes one segment: first all pairs, then all words, then ``finish``."""

    def __init__(self, ids: Places, starts: Numbers, bodies: Numbers) -> None:
        self._parts = SegmentParts(
            ids, int(starts[-1]), starts.astype("<u4").tobytes(), bodies.astype("<u4").tobytes()
        )
        self._frequent = FrequentCharacters(starts)
        self._pairs = _Cutter(self._write_pairs)
        self._words = _Cutter(self._write_words)
        self._spelled: list[str] = []

    def add_pairs(self, keys: Sorted) -> None:
        """Keys of pairs, all that begin with a character at once. They are sorted in place."""
        keys.sort()
        for names, lengths, data in _lists(keys):
            self._pairs.add(names, lengths, lengths + _ENTRY, data)
        self._frequent.add(keys)

    def add_words(self, words: Sequence[str], keys: Sorted) -> None:
        """Keys of words by their places among these, which are in order and come after those that were added before. The
        keys are sorted in place."""
        keys.sort()
        for names, lengths, data in _lists(keys):
            some = [words[number] for number in names.tolist()]
            self._spelled += some
            sizes = np.array([len(word.encode()) for word in some], np.int64)
            self._words.add(names, lengths, lengths + sizes + 2, data)

    def finish(self) -> SegmentParts:
        """What was made."""
        self._pairs.finish()
        self._words.finish()
        self._parts.dense += self._frequent.found
        return self._parts

    def _write_pairs(self, names: Places, lengths: Places, data: Bytes) -> None:
        self._parts.pairs.append((int(names[-1]), pack_pairs(names, lengths, data.tobytes())))

    def _write_words(self, names: Places, lengths: Places, data: Bytes) -> None:
        some, self._spelled = self._spelled[: len(names)], self._spelled[len(names) :]
        self._parts.words.append(pack_words(some, lengths, data.tobytes()))
        self._parts.last_words.append(some[-1])


class FrequentCharacters:
    """Finds those that have a bit for each post, from sorted keys of pairs, all of a character at once. ``starts`` are those
    of a stream, ``found`` what was found so far: a character each, and the bits."""

    def __init__(self, starts: Numbers) -> None:
        self._count = len(starts) - 1
        small = np.uint16 if self._count < 1 << 16 else np.uint32
        self._post_at = np.repeat(np.arange(self._count, dtype=small), np.diff(starts))
        self.found: list[tuple[int, bytes]] = []

    def add(self, keys: Sorted) -> None:
        """Look at some more."""
        begins, firsts = _firsts(keys)
        ends = np.append(begins[1:], len(keys))
        for run in np.flatnonzero((ends - begins) * DENSE > self._count).tolist():
            if firsts[run] == AFTER_WORD:
                continue
            holds = np.zeros(self._count, bool)
            holds[self._post_at[(keys[begins[run] : ends[run]] & _PLACE).view(np.int64)]] = True
            if int(holds.sum()) * DENSE > self._count:
                self.found.append((firsts[run], np.packbits(holds).tobytes()))


class _Cutter:
    """Neighbouring lists -> parts. The last one is held back until it is known that nothing more fits into it."""

    def __init__(self, write: Callable[[Places, Places, Bytes], None]) -> None:
        self._write = write
        self._kept: tuple[Places, Places, Places, Bytes] | None = None

    def add(self, names: Places, lengths: Places, costs: Places, data: Bytes) -> None:
        """Some more lists, and what each of them costs."""
        if self._kept is not None:
            kept = self._kept
            names, lengths = np.concatenate((kept[0], names)), np.concatenate((kept[1], lengths))
            costs, data = np.concatenate((kept[2], costs)), np.concatenate((kept[3], data))
        begin = 0
        pieces = list(cut(costs))
        for some in pieces[:-1]:
            end = begin + int(lengths[some].sum())
            self._write(names[some], lengths[some], data[begin:end])
            begin = end
        last = pieces[-1]
        self._kept = (names[last].copy(), lengths[last].copy(), costs[last].copy(), data[begin:].copy())

    def finish(self) -> None:
        if self._kept is not None:
            names, lengths, _, data = self._kept
            self._write(names, lengths, data)


def _lists(keys: Sorted) -> Iterator[tuple[Places, Places, Bytes]]:
    """Sorted keys of a list and a place each -> some lists at a time: their names, lengths and bytes."""
    start = 0
    while start < len(keys):
        end = min(start + _BLOCK, len(keys))
        if end < len(keys):
            name = keys[end - 1] >> np.uint64(PLACE_BITS)
            end = int(np.searchsorted(keys, (name + np.uint64(1)) << np.uint64(PLACE_BITS)))
        names = keys[start:end] >> np.uint64(PLACE_BITS)
        begins = np.concatenate(([0], np.flatnonzero(names[1:] != names[:-1]) + 1))
        data, lengths = encode_lists((keys[start:end] & _PLACE).astype(np.uint32), begins)
        yield names[begins].astype(np.int64), lengths, data
        start = end


def _firsts(keys: Sorted) -> tuple[Places, list[int]]:
    """Where the keys of each first character begin, and these."""
    above = np.uint64(PLACE_BITS + CHARACTER_BITS)
    begins: list[int] = []
    firsts: list[int] = []
    start = 0
    while start < len(keys):
        begins.append(start)
        firsts.append(int(keys[start] >> above))
        start = int(np.searchsorted(keys, np.uint64(firsts[-1] + 1) << above))
    return np.array(begins, np.int64), firsts


def slices(costs: Places, most: int) -> Iterator[tuple[int, int]]:
    """Ranges of neighbours that together cost no more than ``most``; one that costs more is alone."""
    ends = np.cumsum(costs)
    start, done = 0, 0
    while start < len(ends):
        end = max(start + 1, int(np.searchsorted(ends, done + most, "right")))
        yield start, end
        start, done = end, int(ends[end - 1])


def last_word_part(last_words: Sequence[str], word: str) -> int:
    """The number of the first part that can hold a word."""
    return bisect_left(last_words, word)


assert PAIR_BITS + PLACE_BITS <= 64
