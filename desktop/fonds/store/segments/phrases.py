"""Where a phrase stands in a segment, or in a stream of tokens.

Rule: exact. A phrase is covered by pairs and words so that each of its tokens is in one of them; the shortest lists that
do so are decoded, the shortest first, and each next one only has to confirm what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from fonds.store.segments.building import Stream
from fonds.store.segments.lists import decode_list, decode_places
from fonds.store.segments.reading import Bits, Lists, SegmentLists
from fonds.store.segments.writing import AFTER_WORD
from fonds.text.tokens import FIRST_WORD, SENTINEL, Numbers, Places

_TOGETHER = 12
"""So many tokens are looked up before the first lists are decoded."""
_REMEMBERED = 3
"""Pairs that were not there, and are looked for first in the next segment."""
_UNLIKE = 16
"""A list that is longer by this factor is looked into, place by place."""


@dataclass(frozen=True, slots=True)
class Characters:
    """One of these characters; a sentinel alone is the end of a run."""

    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or (``prefix``) all that begin with it."""

    text: str
    prefix: bool = False


Item = Characters | Word
Phrase = tuple[Item, ...]
END = Characters((SENTINEL,))


@dataclass(frozen=True, slots=True)
class _Chain:
    """Neighbours that are looked up together, and the place of the first in the phrase; whether a word is before it."""

    offset: int
    items: Phrase
    after_word: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether there are many lists to read: a character whatever comes after it, words that begin alike."""
        first = self.items[0]
        return len(self.items) == 1 and (first.prefix if isinstance(first, Word) else not self.after_word)


@dataclass(slots=True)
class _Found:
    """The lists of one look-up: the places of the token ``chain.offset`` of the phrase."""

    chain: _Chain
    lists: list[Lists] = field(default_factory=list)

    @property
    def cost(self) -> int:
        """The bytes to decode."""
        return sum(len(data) for data, _ in self.lists)

    def places(self) -> Numbers:
        """The places in order."""
        if len(self.lists) == 1 and len(self.lists[0][1]) == 1:
            return decode_list(self.lists[0][0])
        several = np.concatenate([decode_places(*some) for some in self.lists])
        several.sort()
        return several


class PhraseSearch:
    """Looks for one phrase (of one token or more) in segment after segment. What it learns in one of them, which lists
    are short and which are not there, it tries first in the next."""

    def __init__(self, phrase: Phrase) -> None:
        chains = list(_chains(phrase))
        narrow = [chain for chain in chains if not chain.is_wide]
        self._wide = [chain for chain in chains if chain.is_wide]
        self._groups = [narrow[start : start + _TOGETHER] for start in range(0, len(narrow), _TOGETHER)]
        self._steps: list[_Chain] | None = None
        self._missed: list[_Chain] = []

    def places_in(self, lists: SegmentLists) -> Numbers:
        """The places in a segment where the phrase begins, in order."""
        if self._steps is not None:
            return _step_by_step(lists, [*self._steps, *self._wide], None)
        if any(isinstance(_look_up(lists, chain), _Chain) for chain in self._missed):
            return np.zeros(0, np.uint32)
        found: Numbers | None = None
        for group in self._groups:
            wanted: list[_Found] = []
            for chain in group:
                known = _look_up(lists, chain)
                if isinstance(known, _Chain):
                    self._missed = [known, *self._missed][:_REMEMBERED]
                    return np.zeros(0, np.uint32)
                wanted += known
            wanted.sort(key=lambda item: item.cost)
            if len(self._groups) == 1:
                self._steps = [item.chain for item in wanted]
            for item in wanted:
                found = _confirmed(found, item)
                if not len(found):
                    return found
        return _step_by_step(lists, self._wide, found)


def _step_by_step(lists: SegmentLists, chains: Sequence[_Chain], found: Numbers | None) -> Numbers:
    """Those of the beginnings (None: all that there are) that every chain confirms, each looked up when it is needed."""
    for chain in chains:
        known = _look_up(lists, chain)
        if isinstance(known, _Chain):
            return np.zeros(0, np.uint32)
        for item in known:
            found = _confirmed(found, item)
            if not len(found):
                return found
    assert found is not None
    return found


def _chains(phrase: Phrase) -> Iterator[_Chain]:
    """Runs of characters with their ends, no longer than is looked up together, and words."""
    start = 0
    while start < len(phrase):
        end = start + 1
        if isinstance(phrase[start], Characters):
            while end < len(phrase) and isinstance(phrase[end], Characters) and phrase[end - 1] != END:
                end += 1
            if end - start > _TOGETHER + 1:  # what is left has two tokens at least
                end = start + _TOGETHER
        yield _Chain(start, phrase[start:end], start > 0 and isinstance(phrase[start - 1], Word))
        start = end


def _look_up(lists: SegmentLists, chain: _Chain) -> list[_Found] | _Chain:
    """Lists that cover a chain; that part of it which is not there, if one is not."""
    first = chain.items[0]
    if len(chain.items) == 1:
        found = _Found(chain)
        if isinstance(first, Word):
            found.lists += lists.of_word(first.text, first.prefix)
        elif chain.after_word:
            pairs = (lists.of_pair(AFTER_WORD, code) for code in first.codes)
            found.lists += (some for some in pairs if some is not None)
        else:
            found.lists += (some for code in first.codes for some in lists.of_character(code))
        return [found] if found.lists else chain
    edges: list[_Found] = []
    for place, (one, other) in enumerate(pairwise(chain.items)):
        assert isinstance(one, Characters)
        assert isinstance(other, Characters)
        edge = _Found(_Chain(chain.offset + place, (one, other)))
        for first_code in one.codes:
            for second in other.codes:
                some = lists.of_pair(first_code, second)
                edge.lists += [some] if some is not None else []
        if not edge.lists:
            return edge.chain
        edges.append(edge)
    return _cheapest_cover(edges)


def _cheapest_cover(edges: Sequence[_Found]) -> list[_Found]:
    """Of pairs that each share a token with the next, the cheapest that hold all tokens."""
    # best[n]: the cost of the first n tokens, and the pairs that hold them
    best: list[tuple[int, tuple[int, ...]]] = [(0, ()), (1 << 60, ())]
    for place, edge in enumerate(edges):
        cost, chosen = min(best[-2], best[-1])
        best.append((cost + edge.cost, (*chosen, place)))
    return [edges[place] for place in best[-1][1]]


def _confirmed(found: Numbers | None, item: _Found) -> Numbers:
    """Those of the beginnings that were found whose token stands where it must."""
    places, offset = item.places(), np.uint32(item.chain.offset)
    if found is None:
        return places[places >= offset] - offset
    wanted = found + offset
    if len(wanted) * _UNLIKE < len(places):
        at = np.searchsorted(places, wanted)
        at[at == len(places)] = 0
        left: Numbers = found[places[at] == wanted]
        return left
    both = np.concatenate((wanted, places))
    both.sort()
    twice: Numbers = both[1:][both[1:] == both[:-1]]
    return twice - offset


def find_in_stream(stream: Stream, phrase: Phrase) -> Places:
    """The places in a stream of tokens where a phrase begins, in order."""
    found: Places | None = None
    for offset, item in enumerate(phrase):
        numbers = _numbers_of(stream, item)
        if found is None:
            found = np.flatnonzero(_is_any(stream.codes, numbers))
        else:
            found = found[found + offset < len(stream.codes)]
            found = found[_is_any(stream.codes[found + offset], numbers)]
        if not len(found):
            return found
    assert found is not None
    return found


def _numbers_of(stream: Stream, item: Item) -> list[int]:
    if isinstance(item, Characters):
        return list(item.codes)
    if not item.prefix:
        return [FIRST_WORD + place for place, word in enumerate(stream.words) if word == item.text]
    return [FIRST_WORD + place for place, word in enumerate(stream.words) if word.startswith(item.text)]


def _is_any(codes: Numbers, numbers: list[int]) -> Bits:
    if len(numbers) == 1:
        same: Bits = codes == np.uint32(numbers[0])
        return same
    return np.isin(codes, np.array(numbers, np.uint32))
