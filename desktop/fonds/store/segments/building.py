"""A stream of tokens -> the parts of a segment.

Rule: pure. A stream has the posts of a segment in the order of their ids, each as its title, a sentinel, its body, and a
sentinel: so no phrase reaches from one into the next. What stands where is sorted as one number each, some millions at a
time: what is in memory beside the stream does not grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fonds.store.segments.lists import MOST_PLACES
from fonds.store.segments.parts import CHARACTER_BITS
from fonds.store.segments.writing import (
    AFTER_WORD,
    PLACE_BITS,
    SLICE,
    FrequentCharacters,
    SegmentParts,
    SegmentWriter,
    Sorted,
    slices,
)
from fonds.text.tokens import FIRST_WORD, SENTINEL, Numbers, Places, Vocabulary, split_texts

LONGEST_TEXT = 5_000_000
"""Characters of a title and of a body that are indexed: two such texts are three tokens for two characters at most, and a
segment holds that."""
_BLOCK = 1 << 18
_SPLIT_AT_ONCE = 64
Bits = np.ndarray[tuple[int], np.dtype[np.bool_]]


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


def split_posts(
    posts: Sequence[tuple[int, str, str]], vocabulary: Vocabulary, *, with_words: bool = True
) -> Stream:
    """The stream of posts: id, title, body. Words are added to the vocabulary; the stream has all of these, or none."""
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
    return Stream(ids, np.concatenate(codes), starts, ends[::2], list(vocabulary) if with_words else ())


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


def build_segment(
    stream: Stream, *, at_once: int = SLICE, look: Callable[[], None] = lambda: None
) -> SegmentParts:
    """The parts of a segment; so many keys ``at_once``, with a ``look`` at what may raise before each. Raises ValueError
    for a stream that is too long for one."""
    if len(stream) > MOST_PLACES:
        raise ValueError("a segment holds fewer tokens")
    writer = SegmentWriter(stream.ids, stream.starts, stream.bodies)
    for keys in _all_pairs(stream.codes, at_once):
        look()
        writer.add_pairs(keys)
    words, ranks, counts = _sorted_words(stream)
    for start, end in slices(counts, at_once):
        look()
        keys = _word_keys(stream.codes, ranks, (start, end), int(counts[start:end].sum()))
        writer.add_words(words[start:end], keys)
    return writer.finish()


def frequent_characters(stream: Stream) -> dict[int, bytes]:
    """The characters that have a bit for each post in a segment of these, and the bits."""
    frequent = FrequentCharacters(stream.starts)
    for keys in _all_pairs(stream.codes, SLICE):
        keys.sort()
        frequent.add(keys)
    return dict(frequent.found)


def _all_pairs(codes: Numbers, at_once: int) -> Iterator[Sorted]:
    """The keys of all pairs: of each first character all at once, these in order."""
    firsts, counts = _counted_firsts(codes)
    for start, end in slices(counts, at_once):
        between = (int(firsts[start]), int(firsts[end - 1]) + 1)
        yield _pair_keys(codes, between, int(counts[start:end].sum()))


def _blocks(codes: Numbers) -> Iterator[tuple[int, Numbers, Numbers]]:
    """Some codes at a time, where they begin, and the one after each: a stream ends with a sentinel, or nothing."""
    for start in range(0, len(codes), _BLOCK):
        some = codes[start : start + _BLOCK]
        after = codes[start + 1 : start + _BLOCK + 1]
        yield start, some, after if len(after) == len(some) else np.append(after, np.uint32(SENTINEL))


def _are_characters(codes: Numbers) -> Bits:
    return (codes > SENTINEL) & (codes < FIRST_WORD)


def _counted_firsts(codes: Numbers) -> tuple[Places, Places]:
    """What pairs begin with, and how many do."""
    counts = np.zeros(FIRST_WORD, np.int64)
    for _, some, after in _blocks(codes):
        found = some[some < FIRST_WORD]
        counts[: int(found.max(initial=0)) + 1] += np.bincount(found, minlength=1)
        counts[AFTER_WORD] -= np.count_nonzero(found == SENTINEL)
        counts[AFTER_WORD] += np.count_nonzero(_are_characters(after) & (some >= FIRST_WORD))
    firsts = np.flatnonzero(counts)
    return firsts, counts[firsts]


def _pair_keys(codes: Numbers, between: tuple[int, int], count: int) -> Sorted:
    """The number of each pair whose first one is in a range: it, the next one, and its place."""
    keys = np.empty(count, np.uint64)
    done = 0
    low, high = (np.uint32(limit) for limit in between)
    for start, some, after in _blocks(codes):
        if low == AFTER_WORD:
            places = np.flatnonzero(_are_characters(after) & (some >= FIRST_WORD))
            block = keys[done : done + len(places)]
            block[:] = after[places]
            block <<= np.uint64(PLACE_BITS)
            block |= (places + (start + 1)).view(np.uint64)
            done += len(places)
        places = np.flatnonzero((some >= max(low, np.uint32(SENTINEL + 1))) & (some < high))
        block = keys[done : done + len(places)]
        block[:] = some[places]
        block <<= np.uint64(CHARACTER_BITS)
        block |= after[places]
        block <<= np.uint64(PLACE_BITS)
        block |= (places + start).view(np.uint64)
        done += len(places)
    return keys


def _sorted_words(stream: Stream) -> tuple[list[str], Numbers, Places]:
    """The words that a stream holds, in order; the rank of each number of a word; how often each is there."""
    counts = np.zeros(len(stream.words), np.int64)
    for _, some, _ in _blocks(stream.codes):
        counts += np.bincount(some[some >= FIRST_WORD] - FIRST_WORD, minlength=len(counts))
    used = sorted(np.flatnonzero(counts).tolist(), key=stream.words.__getitem__)
    ranks = np.zeros(len(counts), np.uint32)
    ranks[used] = np.arange(len(used), dtype=np.uint32)
    return [stream.words[number] for number in used], ranks, counts[used]


def _word_keys(codes: Numbers, ranks: Numbers, between: tuple[int, int], count: int) -> Sorted:
    """The number of each word whose rank is in a range: the rank from its beginning on, and its place."""
    keys = np.empty(count, np.uint64)
    done = 0
    low, high = between
    for start, some, _ in _blocks(codes):
        places = np.flatnonzero(some >= FIRST_WORD)
        rank = ranks[some[places] - FIRST_WORD]
        inside = (rank >= low) & (rank < high)
        places, rank = places[inside], rank[inside]
        block = keys[done : done + len(places)]
        block[:] = rank - np.uint32(low)
        block <<= np.uint64(PLACE_BITS)
        block |= (places + start).view(np.uint64)
        done += len(places)
    return keys
