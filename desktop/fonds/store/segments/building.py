"""A stream of tokens -> the parts of a segment.

Rule: pure. A stream has the posts of a segment in the order of their ids, each as its title, a sentinel, its body, and a
sentinel: so no phrase reaches from one into the next. What stands where is sorted as one number each, some hundred
thousand lists at a time are written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from fonds.store.segments.lists import MOST_PLACES, encode_lists
from fonds.store.segments.parts import CHARACTER_BITS, cut, pack_pairs, pack_words
from fonds.text.tokens import FIRST_WORD, SENTINEL, Numbers, Places, Vocabulary, split_texts

LONGEST_TEXT = 5_000_000
"""Characters of a title and of a body that are indexed: two such texts are three tokens for two characters at most, and a
segment holds that."""
DENSE = 16
"""A character in more than one of so many posts has a bit for each post."""
_PLACE_BITS = 24
_BLOCK = 1 << 18
_SPLIT_AT_ONCE = 64
_ENTRY = 3
"""Bytes that a pair takes beside its list."""
_Sorted = np.ndarray[tuple[int], np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of posts. ``starts`` has one place more than there are posts, ``bodies`` is where each body begins;
    ``words`` are those of the numbers from ``FIRST_WORD`` on."""

    ids: Places
    codes: Numbers
    starts: Numbers
    bodies: Numbers
    words: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)


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


def split_posts(posts: Sequence[tuple[int, str, str]], vocabulary: Vocabulary) -> Stream:
    """The stream of posts: id, title, body. Words are added to the vocabulary."""
    codes: list[Numbers] = []
    lengths: list[Places] = []
    for start in range(0, len(posts), _SPLIT_AT_ONCE):
        some = posts[start : start + _SPLIT_AT_ONCE]
        texts = [text[:LONGEST_TEXT] for _, *both in some for text in both]
        numbers, begins = split_texts(texts, vocabulary, parted=True)
        codes.append(numbers)
        lengths.append(np.diff(begins))
    if not codes:
        nothing = np.zeros(0, np.uint32)
        return Stream(np.zeros(0, np.int64), nothing, np.zeros(1, np.uint32), nothing, ())
    ends = np.cumsum(np.concatenate(lengths)).astype(np.uint32)
    starts = np.concatenate((np.zeros(1, np.uint32), ends[1::2]))
    ids = np.array([number for number, *_ in posts], np.int64)
    return Stream(ids, np.concatenate(codes), starts, ends[::2], list(vocabulary))


def join_streams(streams: Sequence[Stream]) -> Stream:
    """Several streams, with the posts of all in the order of their ids."""
    known = Vocabulary()
    codes: list[Numbers] = []
    for stream in streams:
        numbers = np.array([known[word] for word in stream.words], np.uint32)
        words = stream.codes >= FIRST_WORD
        changed = stream.codes.copy()
        changed[words] = numbers[stream.codes[words] - FIRST_WORD]
        codes.append(changed)
    ids = np.concatenate([stream.ids for stream in streams])
    order = np.argsort(ids, kind="stable")
    shifts = np.cumsum([0, *(len(stream) for stream in streams)])[:-1].astype(np.uint32)
    pairs = list(zip(streams, shifts, strict=True))
    starts = np.concatenate([stream.starts[:-1] + shift for stream, shift in pairs])
    ends = np.concatenate([stream.starts[1:] + shift for stream, shift in pairs])
    titles = np.concatenate([stream.bodies - stream.starts[:-1] for stream in streams])
    whole = Stream(ids, np.concatenate(codes), np.append(starts, np.uint32(0)), starts + titles, list(known))
    if (np.diff(order) == 1).all():
        return Stream(
            ids, whole.codes, np.append(starts, ends[-1:]).astype(np.uint32), whole.bodies, whole.words
        )
    return _picked(whole, order, starts, ends, titles)


def take_posts(stream: Stream, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Stream:
    """The stream without some of its posts."""
    if kept.all():
        return stream
    starts, ends = stream.starts[:-1], stream.starts[1:]
    return _picked(stream, np.flatnonzero(kept), starts, ends, stream.bodies - starts)


def _picked(stream: Stream, order: Places, starts: Numbers, ends: Numbers, titles: Numbers) -> Stream:
    """The posts of these numbers, in their order."""
    sizes = (ends - starts)[order].astype(np.int64)
    begins = np.concatenate(([0], np.cumsum(sizes)))
    moved = np.repeat(starts[order].astype(np.int64) - begins[:-1], sizes)
    codes = stream.codes[moved + np.arange(len(moved))]
    bodies = (begins[:-1] + titles[order]).astype(np.uint32)
    return Stream(stream.ids[order], codes, begins.astype(np.uint32), bodies, stream.words)


def build_segment(stream: Stream) -> SegmentParts:
    """The parts of a segment. Raises ValueError for a stream that is too long for one."""
    if len(stream) > MOST_PLACES:
        raise ValueError("a segment holds fewer tokens")
    parts = SegmentParts(
        stream.ids, len(stream), stream.starts.astype("<u4").tobytes(), stream.bodies.astype("<u4").tobytes()
    )
    _add_pairs(stream, parts)
    _add_words(stream, parts)
    return parts


def _add_pairs(stream: Stream, parts: SegmentParts) -> None:
    keys = _pair_keys(stream.codes)
    keys.sort()
    for names, lengths, data in _written(keys):
        begin = 0
        for some in cut(lengths + _ENTRY):
            end = begin + int(lengths[some].sum())
            parts.pairs.append(
                (int(names[some][-1]), pack_pairs(names[some], lengths[some], data[begin:end]))
            )
            begin = end
    _add_dense(stream, keys, parts)


def _pair_keys(codes: Numbers) -> _Sorted:
    """The number of each character: it, the next one, and its place. Some at a time: there are millions."""
    keys = np.empty(int(np.count_nonzero((codes > SENTINEL) & (codes < FIRST_WORD))), np.uint64)
    done = 0
    for start in range(0, len(codes), _BLOCK):
        some = codes[start : start + _BLOCK]
        places = np.flatnonzero((some > SENTINEL) & (some < FIRST_WORD)) + start
        block = keys[done : done + len(places)]
        block[:] = codes[places]
        block <<= np.uint64(CHARACTER_BITS)
        block |= codes[places + 1]
        block <<= np.uint64(_PLACE_BITS)
        block |= places.view(np.uint64)
        done += len(places)
    return keys


def _add_dense(stream: Stream, keys: _Sorted, parts: SegmentParts) -> None:
    count = len(stream.ids)
    above = np.uint64(_PLACE_BITS + CHARACTER_BITS)
    begins, firsts = _firsts(keys, above)
    ends = np.append(begins[1:], len(keys))
    small = np.uint16 if count < 1 << 16 else np.uint32
    post_at = np.repeat(np.arange(count, dtype=small), np.diff(stream.starts))
    mask = np.uint64((1 << _PLACE_BITS) - 1)
    for run in np.flatnonzero((ends - begins) * DENSE > count).tolist():
        holds = np.zeros(count, bool)
        holds[post_at[(keys[begins[run] : ends[run]] & mask).view(np.int64)]] = True
        if int(holds.sum()) * DENSE > count:
            parts.dense.append((firsts[run], np.packbits(holds).tobytes()))


def _firsts(keys: _Sorted, above: np.uint64) -> tuple[Places, list[int]]:
    """Where the keys of each first character begin, and these."""
    begins: list[int] = []
    firsts: list[int] = []
    start = 0
    while start < len(keys):
        begins.append(start)
        firsts.append(int(keys[start] >> above))
        start = int(np.searchsorted(keys, np.uint64(firsts[-1] + 1) << above))
    return np.array(begins, np.int64), firsts


def _add_words(stream: Stream, parts: SegmentParts) -> None:
    places = np.flatnonzero(stream.codes >= FIRST_WORD)
    used, numbers = np.unique(stream.codes[places] - FIRST_WORD, return_inverse=True)
    words = [stream.words[number] for number in used.tolist()]
    order = sorted(range(len(words)), key=words.__getitem__)
    words.sort()
    ranks = np.zeros(len(words), np.uint64)
    ranks[order] = np.arange(len(words), dtype=np.uint64)
    keys = (ranks[numbers] << np.uint64(_PLACE_BITS)) | places.astype(np.uint64)
    keys.sort()
    for names, lengths, data in _written(keys):
        begin = 0
        mine = words[int(names[0]) : int(names[-1]) + 1]
        sizes = np.array([len(word.encode()) for word in mine], np.int64)
        for some in cut(lengths + sizes + 2):
            end = begin + int(lengths[some].sum())
            parts.words.append(pack_words(mine[some], lengths[some], data[begin:end]))
            parts.last_words.append(mine[some][-1])
            begin = end


def _written(keys: _Sorted) -> Iterator[tuple[Places, Places, bytes]]:
    """Sorted keys of a list and a place each -> some lists at a time: their names, lengths and bytes."""
    mask = np.uint64((1 << _PLACE_BITS) - 1)
    start = 0
    while start < len(keys):
        end = min(start + _BLOCK, len(keys))
        if end < len(keys):
            name = keys[end - 1] >> np.uint64(_PLACE_BITS)
            end = int(np.searchsorted(keys, (name + np.uint64(1)) << np.uint64(_PLACE_BITS)))
        names = keys[start:end] >> np.uint64(_PLACE_BITS)
        begins = _changes(names)
        data, lengths = encode_lists((keys[start:end] & mask).astype(np.uint32), begins)
        yield names[begins].astype(np.int64), lengths, data.tobytes()
        start = end


def _changes(values: np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]) -> Places:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))


def last_word_part(last_words: Sequence[str], word: str) -> int:
    """The number of the first part that can hold a word."""
    return bisect_left(last_words, word)
