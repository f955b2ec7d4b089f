"""Segments as they lie in the archive: put there, read, taken away.

Rule: whoever reads gets bytes of lists, and decodes those that he needs. The number of a segment is the upper part of
all its keys.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fonds.store.segments.building import Stream
from fonds.store.segments.lists import MOST_PLACES, Bytes, decode_lists
from fonds.store.segments.parts import CHARACTER_BITS, PAIR_BITS, SECOND, PairPart, WordPart
from fonds.store.segments.writing import AFTER_WORD, SegmentParts, last_word_part
from fonds.store.session import View, Writer
from fonds.text.tokens import FIRST_WORD, Numbers, Places

Lists = tuple[Bytes, Places]
"""The bytes of some lists, and how many each takes."""
Bits = NDArray[np.bool_]
DAMAGE = (ValueError, IndexError, TypeError, struct.error)
"""What reading a segment raises that is damaged."""
INDEX_DAMAGED = "The search index of the archive is damaged. Check the archive: the index is made anew then."
_TABLES = ("segment_pairs", "segment_words", "segment_dense")
_COLUMNS = "id, made, tokens, ids, starts, bodies, last_words"


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A segment, but for its lists."""

    number: int
    made: int
    tokens: int
    ids: Places
    starts: Numbers
    bodies: Numbers
    last_words: Sequence[str]

    @property
    def base(self) -> int:
        """What all keys of its parts are from."""
        return self.number << PAIR_BITS


def add_segment(writer: Writer, parts: SegmentParts) -> Segment:
    """Put a segment into the archive."""
    number = int(writer.value("SELECT coalesce(max(id), 0) + 1 FROM segments"))
    base, made = number << PAIR_BITS, secrets.randbits(62)
    ids, words = parts.ids, "\n".join(parts.last_words)
    values = (len(ids), parts.tokens, int(ids[0]), int(ids[-1]), ids.astype("<i8").tobytes(), parts.starts)
    writer.execute(
        "INSERT INTO segments (id, made, posts, tokens, first_post, last_post, ids, starts, bodies, last_words) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, made, *values, parts.bodies, words),
    )
    pairs = [(base | key, data) for key, data in parts.pairs]
    writer.execute_many("INSERT INTO segment_pairs (key, data) VALUES (?, ?)", pairs)
    numbered = [(base | place, data) for place, data in enumerate(parts.words)]
    writer.execute_many("INSERT INTO segment_words (key, data) VALUES (?, ?)", numbered)
    dense = [(base | key, bits) for key, bits in parts.dense]
    writer.execute_many("INSERT INTO segment_dense (key, bits) VALUES (?, ?)", dense)
    return read_segment(writer, number)


def read_segment(view: View, number: int) -> Segment:
    """A segment that is there. Raises ValueError for one that is damaged."""
    row = view.row(f"SELECT {_COLUMNS} FROM segments WHERE id = ?", (number,))
    if row is None:
        raise ValueError("a segment that is not there")
    _, made, tokens, *blobs, words = row
    ids, starts, bodies = (
        np.frombuffer(blob, kind) for blob, kind in zip(blobs, ("<i8", "<u4", "<u4"), strict=True)
    )
    whole = 0 < len(ids) == len(bodies) == len(starts) - 1 and starts[-1] == tokens <= MOST_PLACES
    if not whole:
        raise ValueError("a segment that is damaged")
    return Segment(number, made, tokens, ids, starts, bodies, words.split("\n") if words else [])


def remove_segments(writer: Writer, numbers: Sequence[int]) -> None:
    """Take segments away, with all that belongs to them."""
    for number in numbers:
        writer.execute("DELETE FROM segments WHERE id = ?", (number,))
        writer.execute("DELETE FROM segment_voids WHERE segment = ?", (number,))
        for table in _TABLES:
            between = (number << PAIR_BITS, (number + 1) << PAIR_BITS)
            writer.execute(f"DELETE FROM {table} WHERE key >= ? AND key < ?", between)


def remove_all(writer: Writer) -> None:
    """Take all segments away, and what belongs to none."""
    for table in ("segments", "segment_voids", *_TABLES):
        writer.execute(f"DELETE FROM {table}")


def count_strays(view: View) -> int:
    """How many parts belong to no segment."""
    return sum(
        int(
            view.value(
                f"SELECT count(*) FROM {table} WHERE key >> {PAIR_BITS} NOT IN (SELECT id FROM segments)"
            )
        )
        for table in _TABLES
    )


def read_voids(view: View) -> dict[int, bytes]:
    """The bits of the posts that are void in each segment that has such."""
    return dict(view.rows("SELECT segment, bits FROM segment_voids"))


def void_posts(writer: Writer, post_ids: Places, only: int | None = None) -> None:
    """Let no segment (or not that one) say anything of posts (their ids ascend) any more."""
    if not len(post_ids):
        return
    around = (int(post_ids[-1]), int(post_ids[0]))
    numbers = writer.rows("SELECT id FROM segments WHERE first_post <= ? AND last_post >= ?", around)
    voids = read_voids(writer)
    for (number,) in numbers:
        if only is not None and number != only:
            continue
        (blob,) = writer.row("SELECT ids FROM segments WHERE id = ?", (number,))
        ids = np.frombuffer(blob, "<i8")
        places = np.minimum(np.searchsorted(ids, post_ids), len(ids) - 1)
        places = places[ids[places] == post_ids]
        if len(places):
            void = unpack_bits(voids.get(number), len(ids))
            void[places] = True
            writer.execute(
                "INSERT OR REPLACE INTO segment_voids (segment, lost, bits) VALUES (?, ?, ?)",
                (number, int(void.sum()), np.packbits(void).tobytes()),
            )


def unpack_bits(bits: bytes | None, count: int) -> Bits:
    """One value for each post of a segment."""
    if bits is None:
        return np.zeros(count, bool)
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=count).view(np.bool_)


class SegmentLists:
    """The lists of one segment, for one search: parts that were read are read once."""

    def __init__(self, view: View, segment: Segment) -> None:
        self._view = view
        self._segment = segment
        self._pairs: dict[int, PairPart | None] = {}

    def of_pair(self, first: int, second: int) -> Lists | None:
        """The list of a pair, None when it is not there."""
        part = self._pair_part(first << CHARACTER_BITS | second)
        found = part.find(first, second) if part is not None else None
        return None if found is None else (found, np.array([len(found)]))

    def of_character(self, first: int) -> Iterator[Lists]:
        """The lists of all pairs that begin with a character."""
        base = self._segment.base
        start, last = first << CHARACTER_BITS, first << CHARACTER_BITS | SECOND
        rows = self._view.cursor(
            "SELECT key, data FROM segment_pairs WHERE key >= ? ORDER BY key", (base | start,)
        )
        for key, blob in rows:
            if key >> PAIR_BITS != self._segment.number:
                return
            part = PairPart(blob)
            between = part.range_of(first)
            if between[0] == between[1]:
                return
            yield part.lists(*between)
            if key - base >= last:
                return

    def of_word(self, word: str, prefix: bool) -> Iterator[Lists]:
        """The list of a word, or those of all words that begin with it."""
        for place in range(last_word_part(self._segment.last_words, word), len(self._segment.last_words)):
            part = read_words(self._view, self._segment, place)
            start, end = part.range_of(word, prefix)
            if start < end:
                yield part.lists(start, end)
            if end < len(part.words) or not prefix:
                return

    def dense(self, character: int) -> Bits | None:
        """Which posts hold a frequent character; None of one that is not frequent."""
        bits = self._view.value(
            "SELECT bits FROM segment_dense WHERE key = ?", (self._segment.base | character,)
        )
        return None if bits is None else unpack_bits(bits, len(self._segment.ids))

    def _pair_part(self, key: int) -> PairPart | None:
        if key not in self._pairs:
            row = self._view.row(
                "SELECT key, data FROM segment_pairs WHERE key >= ? ORDER BY key LIMIT 1",
                (self._segment.base | key,),
            )
            there = row is not None and row[0] >> PAIR_BITS == self._segment.number
            self._pairs[key] = PairPart(row[1]) if there else None
        return self._pairs[key]


def read_words(view: View, segment: Segment, place: int) -> WordPart:
    """A part of the words of a segment. Raises ValueError or struct.error when it is damaged, or not there."""
    blob: bytes | None = view.value("SELECT data FROM segment_words WHERE key = ?", (segment.base | place,))
    if blob is None:
        raise ValueError("a part of the words is missing")
    return WordPart(blob)


def read_stream(view: View, segment: Segment) -> Stream:
    """The tokens of a segment, put together again from its lists. Raises ValueError, IndexError or struct.error for one
    that is damaged."""
    codes = np.zeros(segment.tokens, np.uint32)
    between = (segment.base, segment.base + (1 << PAIR_BITS))
    for (blob,) in view.cursor("SELECT data FROM segment_pairs WHERE key >= ? AND key < ?", between):
        part = PairPart(blob)
        start = part.range_of(AFTER_WORD)[1]  # the same characters are in other pairs
        lists, places = decode_lists(*part.lists(start, part.count))
        codes[places] = (part.keys()[start:] >> CHARACTER_BITS).astype(np.uint32)[lists]
    words: list[str] = []
    for place in range(len(segment.last_words)):
        some = read_words(view, segment, place)
        lists, places = decode_lists(*some.lists(0, len(some.words)))
        codes[places] = (lists + (FIRST_WORD + len(words))).astype(np.uint32)
        words += some.words
    return Stream(segment.ids, codes, segment.starts, segment.bodies, words)
