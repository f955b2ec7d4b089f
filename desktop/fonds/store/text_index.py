"""Words -> the posts that hold them: from the segments, and from the texts of the posts that wait.

Rule: exact, in each state of the archive that a view can see.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from fonds.model.errors import EnvironmentProblem
from fonds.model.query_tree import Field, Words
from fonds.store.pending import Waiting, read_waiting, waiting_streams
from fonds.store.segments.phrases import (
    END,
    Characters,
    Phrase,
    PhraseSearch,
    Word,
    find_in_stream,
)
from fonds.store.segments.post_hits import PostHits, hits_at, posts_at
from fonds.store.segments.reading import (
    DAMAGE,
    INDEX_DAMAGED,
    Bits,
    Segment,
    SegmentLists,
    read_segment,
    read_voids,
    unpack_bits,
)
from fonds.store.session import View, Writer
from fonds.text.tokens import SENTINEL, Places, fold_characters, split_query
from fonds.text.variants import variants_of


@dataclass(slots=True)
class IndexMemory:
    """What is kept in memory of an archive's index: its segments but for their lists, and what waits."""

    segments: dict[int, Segment] = field(default_factory=dict)
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CountedHits:
    """The ids of posts, how often each holds what was looked for, and whether its title does."""

    ids: Places
    counts: Places
    in_title: Bits


class TextIndex:
    """The index of the state of an archive that a view sees."""

    def __init__(self, view: View) -> None:
        """Raises EnvironmentProblem when it is damaged, as its other methods do."""
        self._view = view
        with view.memory.lock, _damage_explained():
            memory = view.memory.index
            if memory is None:
                memory = view.memory.index = IndexMemory()
            self._segments = _read_segments(view, memory.segments)
            self._waiting = read_waiting(view, memory)
        self._voids = read_voids(view)
        self._pending = self._waiting.ids

    def find(self, words: Words, *, variants: bool = False) -> Places:
        """The ids of the posts that hold words, each once, in no order. ``variants``: as if the words asked for them."""
        phrase = phrase_of(words, variants=variants)
        if not phrase:
            return np.zeros(0, np.int64)
        search = PhraseSearch(phrase)
        with _damage_explained():
            found = [self._find_in(segment, phrase, search, words.field) for segment in self._segments]
        for stream in waiting_streams(self._view, self._waiting):
            waiting = posts_at(stream, find_in_stream(stream, phrase).astype(np.uint32), words.field)
            found.append(stream.ids[waiting])
        return np.concatenate(found)

    def count_hits(self, words: Words, *, variants: bool = False) -> CountedHits:
        """The posts that hold words, in no order, and how often. ``variants``: as if the words asked for them."""
        phrase = phrase_of(words, variants=variants)
        if not phrase:
            return CountedHits(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, bool))
        ids: list[Places] = []
        hits: list[PostHits] = []
        search = PhraseSearch(phrase)
        for segment in self._segments:
            with _damage_explained():
                places = search.places_in(SegmentLists(self._view, segment))
                found = hits_at(segment, places, words.field)
            kept = self._believed(segment, found.posts)
            ids.append(segment.ids[found.posts[kept]])
            hits.append(PostHits(found.posts[kept], found.counts[kept], found.in_title[kept]))
        for stream in waiting_streams(self._view, self._waiting):
            hits.append(hits_at(stream, find_in_stream(stream, phrase).astype(np.uint32), words.field))
            ids.append(stream.ids[hits[-1].posts])
        return CountedHits(
            np.concatenate(ids),
            np.concatenate([some.counts for some in hits]),
            np.concatenate([some.in_title for some in hits]),
        )

    def _find_in(self, segment: Segment, phrase: Phrase, search: PhraseSearch, place: Field | None) -> Places:
        lists = SegmentLists(self._view, segment)
        posts = _holding(lists, segment, phrase) if place is None else None
        if posts is None:
            posts = posts_at(segment, search.places_in(lists), place)
        return segment.ids[posts[self._believed(segment, posts)]]

    def _believed(self, segment: Segment, posts: Places) -> Bits:
        """Which of the posts are neither void in the segment nor waiting."""
        bits = self._voids.get(segment.number)
        believed = (
            ~unpack_bits(bits, len(segment.ids))[posts] if bits is not None else np.ones(len(posts), bool)
        )
        if len(self._pending) and len(posts):
            ids = segment.ids[posts]
            low, high = np.searchsorted(self._pending, (ids[0], ids[-1] + 1))
            if low < high:
                believed &= ~np.isin(ids, self._pending[low:high], assume_unique=True)
        return believed


def phrase_of(words: Words, *, variants: bool = False) -> Phrase:
    """The tokens that words ask for; none when they ask for nothing that is in any text."""
    split = split_query(words.text, words.prefix)
    items: list[Word | Characters] = []
    for place, token in enumerate(split.tokens):
        if isinstance(token, str):
            items.append(Word(token, split.open_end and place == len(split.tokens) - 1))
        elif token == SENTINEL:
            items.append(END)
        elif variants or words.variants:
            items.append(Characters(tuple(sorted(map(ord, set(fold_characters(variants_of(chr(token)))))))))
        else:
            items.append(Characters((token,)))
    return tuple(items)


def _holding(lists: SegmentLists, segment: Segment, phrase: Phrase) -> Places | None:
    """The posts of a single character, by the bits of those that are frequent; None when it is none."""
    if len(phrase) != 1 or not isinstance(phrase[0], Characters):
        return None
    holds = np.zeros(len(segment.ids), bool)
    for code in phrase[0].codes:
        bits = lists.dense(code)
        if bits is not None:
            holds |= bits
        else:
            holds[posts_at(segment, PhraseSearch((Characters((code,)),)).places_in(lists), None)] = True
    return np.flatnonzero(holds)


def _read_segments(view: View, known: dict[int, Segment]) -> list[Segment]:
    """The segments of this state; those that are known already are not read again."""
    made = dict(view.rows("SELECT id, made FROM segments ORDER BY id"))
    for number in [number for number, segment in known.items() if made.get(number) != segment.made]:
        del known[number]
    return [_known(view, known, number) for number in made]


def _known(view: View, known: dict[int, Segment], number: int) -> Segment:
    if number not in known:
        known[number] = read_segment(view, number)
    return known[number]


@contextmanager
def _damage_explained() -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise EnvironmentProblem(INDEX_DAMAGED) from error


def open_index(view: View) -> TextIndex:
    """The index of what a view sees; a writer may have changed it since the last time."""
    if view.text_index is None or isinstance(view, Writer):
        view.text_index = TextIndex(view)
    return view.text_index
