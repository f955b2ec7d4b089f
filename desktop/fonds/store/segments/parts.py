"""Lists with what they are found by, in pieces of some pages of the archive file.

Rule: a part holds neighbours in the order of their keys. The key of a pair is its first character, and its second one or
0 for the end of a run, each of 18 bits; words come in the order of their code points.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from fonds.store.segments.lists import Bytes
from fonds.text.tokens import Numbers, Places

CHARACTER_BITS = 18
"""No unspaced character needs more."""
PAIR_BITS = 2 * CHARACTER_BITS
SECOND = (1 << CHARACTER_BITS) - 1
PART_BYTES = 33_500
"""SQLite keeps the first 1,003 bytes of so long a value with its row and the others on four pages: none is half empty."""
_FAR = 0xFF
_PAIRS = struct.Struct("<IIII")
_WORDS = struct.Struct("<III")


def cut(costs: Places) -> Iterator[slice]:
    """Neighbours that fit into one part; a list that is longer has one of its own."""
    ends = np.cumsum(costs)
    start, done = 0, 0
    while start < len(ends):
        end = max(start + 1, int(np.searchsorted(ends, done + PART_BYTES, "right")))
        yield slice(start, end)
        start, done = end, int(ends[end - 1])


def pack_pairs(keys: Places, lengths: Places, data: bytes) -> bytes:
    """A part of pairs, from their keys, the lengths of their lists, and these."""
    firsts, begins = np.unique(keys >> CHARACTER_BITS, return_index=True)
    seconds = keys & SECOND
    wide = bool(len(seconds)) and int(seconds.max()) > 0xFFFF
    far, near = _pack_lengths(lengths)
    return b"".join((
        _PAIRS.pack(len(keys), len(firsts), len(far) // 4, wide),
        firsts.astype("<u4").tobytes(),
        np.append(begins[1:], len(keys)).astype("<u4").tobytes(),
        far,
        seconds.astype("<u4" if wide else "<u2").tobytes(),
        near,
        data,
    ))  # fmt: skip


def pack_words(words: list[str], lengths: Places, data: bytes) -> bytes:
    """A part of words, from these, the lengths of their lists, and the lists."""
    far, near = _pack_lengths(lengths)
    text = "\n".join(words).encode()
    return b"".join((_WORDS.pack(len(words), len(far) // 4, len(text)), far, text, near, data))


def _pack_lengths(lengths: Places) -> tuple[bytes, bytes]:
    """A byte each; those that are too large for it stand apart."""
    near = np.minimum(lengths, _FAR)
    return lengths[near == _FAR].astype("<u4").tobytes(), near.astype(np.uint8).tobytes()


class _Part:
    """The lists of a part."""

    def __init__(self, near: Bytes, far: Numbers, data: Bytes) -> None:
        self._lengths = near.astype(np.int64)
        if len(far):
            self._lengths[near == _FAR] = far
        self._data = data

    def lists(self, start: int, end: int) -> tuple[Bytes, Places]:
        """The bytes of some neighbours, and how many each takes."""
        before = int(self._lengths[:start].sum())
        lengths = self._lengths[start:end]
        return self._data[before : before + int(lengths.sum())], lengths


class PairPart(_Part):
    """A part of pairs, read. Raises struct.error or ValueError when it is damaged."""

    def __init__(self, blob: bytes) -> None:
        count, firsts, far, wide = _PAIRS.unpack_from(blob)
        place = _PAIRS.size
        self.firsts = np.frombuffer(blob, "<u4", firsts, place)
        place += 4 * firsts
        self._ends = np.frombuffer(blob, "<u4", firsts, place)
        place += 4 * firsts
        too_long = np.frombuffer(blob, "<u4", far, place)
        place += 4 * far
        self._seconds = np.frombuffer(blob, "<u4" if wide else "<u2", count, place)
        place += (4 if wide else 2) * count
        near = np.frombuffer(blob, np.uint8, count, place)
        super().__init__(near, too_long, np.frombuffer(blob, np.uint8, offset=place + count))
        self.count = count

    def range_of(self, first: int) -> tuple[int, int]:
        """Where the pairs of a first character begin and end."""
        place = int(np.searchsorted(self.firsts, first))
        if place == len(self.firsts) or self.firsts[place] != first:
            return 0, 0
        return int(self._ends[place - 1]) if place else 0, int(self._ends[place])

    def find(self, first: int, second: int) -> Bytes | None:
        """The list of a pair."""
        start, end = self.range_of(first)
        place = start + int(np.searchsorted(self._seconds[start:end], second))
        if place == end or self._seconds[place] != second:
            return None
        return self.lists(place, place + 1)[0]

    def keys(self) -> Places:
        """The keys of all pairs."""
        firsts = np.repeat(self.firsts, np.diff(self._ends, prepend=np.uint32(0)))
        keys: Places = (firsts.astype(np.int64) << CHARACTER_BITS) | self._seconds
        return keys


class WordPart(_Part):
    """A part of words, read. Raises struct.error or ValueError when it is damaged."""

    def __init__(self, blob: bytes) -> None:
        count, far, size = _WORDS.unpack_from(blob)
        place = _WORDS.size
        too_long = np.frombuffer(blob, "<u4", far, place)
        place += 4 * far
        self.words = blob[place : place + size].decode().split("\n") if count else []
        place += size
        near = np.frombuffer(blob, np.uint8, count, place)
        super().__init__(near, too_long, np.frombuffer(blob, np.uint8, offset=place + count))

    def range_of(self, word: str, prefix: bool) -> tuple[int, int]:
        """Where the words that are this one (or begin with it) begin and end."""
        start = bisect_left(self.words, word)
        if not prefix:
            return start, start + int(start < len(self.words) and self.words[start] == word)
        end = bisect_left(self.words, True, lo=start, key=lambda other: not other.startswith(word))
        return start, end
