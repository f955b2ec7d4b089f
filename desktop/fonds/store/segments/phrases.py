"""Where a phrase stands in a segment, or in a stream of tokens.

Rule: exact. A phrase is covered by pairs and words so that each of its tokens is in one of them; the shortest lists that
do so are decoded, the shortest first, and each next one only has to confirm what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from fonds.store.segments.building import Stream
from fonds.store.segments.lists import decode_list, decode_lists
from fonds.store.segments.reading import Bits, Lists, SegmentLists
from fonds.text.tokens import FIRST_WORD, SENTINEL, Numbers, Places

_TOGETHER = 12
"""So many tokens are looked up before the first lists are decoded."""
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
    """Neighbours that are looked up together, and the place of the first in the phrase."""

    offset: int
    items: Phrase

    @property
    def is_wide(self) -> bool:
        """Whether there are many lists to read: a character whatever comes after it, words that begin alike."""
        first = self.items[0]
        return len(self.items) == 1 and (isinstance(first, Characters) or first.prefix)


@dataclass(slots=True)
class _Found:
    """The lists of one look-up: the places of the token ``offset`` of the phrase."""

    offset: int
    lists: list[Lists] = field(default_factory=list)

    @property
    def cost(self) -> int:
        """The bytes to decode."""
        return sum(len(data) for data, _ in self.lists)

    def places(self) -> Numbers:
        """The places in order."""
        if len(self.lists) == 1 and len(self.lists[0][1]) == 1:
            return decode_list(self.lists[0][0])
        several = np.concatenate([decode_lists(*some)[1] for some in self.lists])
        several.sort()
        return several


def find_places(lists: SegmentLists, phrase: Phrase) -> Numbers:
    """The places in a segment where a phrase (of one token or more) begins, in order."""
    found: Numbers | None = None
    chains = list(_chains(phrase))
    narrow = [chain for chain in chains if not chain.is_wide]
    groups = [narrow[start : start + _TOGETHER] for start in range(0, len(narrow), _TOGETHER)]
    for group in [*groups, *([chain] for chain in chains if chain.is_wide)]:
        wanted: list[_Found] = []
        for chain in group:
            known = _look_up(lists, chain)
            if known is None:
                return np.zeros(0, np.uint32)
            wanted += known
        for item in sorted(wanted, key=lambda item: item.cost):
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
        yield _Chain(start, phrase[start:end])
        start = end


def _look_up(lists: SegmentLists, chain: _Chain) -> list[_Found] | None:
    """Lists that cover a chain; None when it cannot be there."""
    first = chain.items[0]
    if len(chain.items) == 1:
        found = _Found(chain.offset)
        if isinstance(first, Word):
            found.lists += lists.of_word(first.text, first.prefix)
        else:
            found.lists += (some for code in first.codes for some in lists.of_character(code))
        return [found] if found.lists else None
    edges: list[_Found] = []
    for place, (one, other) in enumerate(zip(chain.items, chain.items[1:], strict=False)):
        assert isinstance(one, Characters)
        assert isinstance(other, Characters)
        edge = _Found(chain.offset + place)
        for first_code in one.codes:
            for second in other.codes:
                some = lists.of_pair(first_code, second)
                edge.lists += [some] if some is not None else []
        if not edge.lists:
            return None
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
    places, offset = item.places(), np.uint32(item.offset)
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
