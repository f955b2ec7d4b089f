"""Texts -> the tokens that the index knows them by, as numbers, many texts at once.

Rule: each unspaced character (``segmentation.UNSPACED``) is a token, each run of them ends with a sentinel; every maximal
run of other letters, digits, vowel signs and private characters is a word, one token. Accents, points, joiners and
variation selectors are dropped, case, width and compatibility forms folded. All else (punctuation, signs, space) ends
runs and words and is no token. What a character is stands in ``resources/characters.xz`` (``packaging/characters.py``
makes it), so that no newer Python splits an old text differently.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from fonds.base.paths import resource
from fonds.text.segmentation import fold_width

SENTINEL = 0
"""The number of a sentinel. That of an unspaced character is its code point."""
FIRST_WORD = 0x110000
"""The number of the first word of a vocabulary."""
_SPACE = 0x20
_UNSPACED, _WORD, _DROPPED, _TO_COMPOSE = 1, 2, 3, 4
_MARK = "\n"  # ends whatever a text ends with

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]


class Vocabulary(dict[str, int]):
    """Words and their numbers, which are given in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = FIRST_WORD + len(self)
        return number


@dataclass(frozen=True, slots=True)
class SplitQuery:
    """What is searched for. ``open_end``: its last word may go on (a last character may do so anyway)."""

    tokens: tuple[int | str, ...]
    open_end: bool


def split_texts(
    texts: Sequence[str], vocabulary: Vocabulary, *, parted: bool = False
) -> tuple[Numbers, Places]:
    """The tokens of all texts one after the other, and where each text begins, with the end of the last one. Words that
    the vocabulary does not know are added to it. ``parted``: each text ends with a sentinel of its own."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    codes, kinds = _look_up(texts)
    if (kinds & _TO_COMPOSE).any():
        touched = np.searchsorted(starts, np.flatnonzero(kinds & _TO_COMPOSE), "right") - 1
        composed = list(texts)
        for place in np.unique(touched).tolist():
            composed[place] = fold_width(composed[place])
        starts = list(accumulate((len(text) + 1 for text in composed), initial=0))
        codes, kinds = _look_up(composed)
        kinds &= 3
    begins = np.array(starts, np.int64)
    dropped = kinds == _DROPPED
    if dropped.any():
        kept = ~dropped
        begins = np.concatenate(([0], np.cumsum(kept)))[begins]
        codes, kinds = codes[kept], kinds[kept]
    return _number(codes, kinds, begins, vocabulary, parted)


def _look_up(texts: Iterable[str]) -> tuple[Numbers, NDArray[np.uint8]]:
    """The folded code points of all texts, each ended by a mark, and what they are."""
    classes, folds = _tables()
    joined = _MARK.join([*texts, ""])
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
    return raw + folds[raw], classes[raw]


def _number(
    codes: Numbers, kinds: NDArray[np.uint8], begins: Places, vocabulary: Vocabulary, parted: bool
) -> tuple[Numbers, Places]:
    unspaced, word = kinds == _UNSPACED, kinds == _WORD
    begun = word.copy()
    begun[1:] &= ~word[:-1]
    tokens = (unspaced | begun).view(np.uint8)
    # Where a run ends and a word begins at once, the sentinel comes first.
    tokens[1:] += (unspaced[:-1] & ~unspaced[1:]).view(np.uint8)
    marks = begins[1:] - 1
    if parted:
        tokens[marks] += 1
    places = np.cumsum(tokens, dtype=np.int64)
    numbers = np.zeros(int(places[-1]) if len(places) else 0, np.uint32)
    numbers[places[unspaced] - 1] = codes[unspaced]
    numbers[places[begun] - 1] = _words(codes, word, vocabulary)
    # Each text ends with a mark, so that before the next one nothing is open.
    return numbers, np.concatenate(([0], places[marks]))


def _words(codes: Numbers, word: NDArray[np.bool_], vocabulary: Vocabulary) -> Numbers:
    chosen = word.copy()
    chosen[1:] |= word[:-1]
    spaced = np.where(word, codes, np.uint32(_SPACE))[chosen]
    words = spaced.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass").split(" ")
    return np.fromiter(map(vocabulary.__getitem__, filter(None, words)), np.uint32)


def split_query(text: str, prefix: bool) -> SplitQuery:
    """The tokens of a text that is searched for; ``prefix``: its last word may go on. A run at its very end is open: no
    sentinel is asked for there."""
    vocabulary = Vocabulary()
    numbers, _ = split_texts([text], vocabulary)
    words = list(vocabulary)
    tokens = [words[number - FIRST_WORD] if number >= FIRST_WORD else number for number in numbers.tolist()]
    last = _last_kind(text)
    if tokens and tokens[-1] == SENTINEL and last == _UNSPACED:
        del tokens[-1]
    return SplitQuery(tuple(tokens), prefix and last == _WORD)


def _last_kind(text: str) -> int:
    """What the last character is that is none to be dropped, or space."""
    _, kinds = _look_up([fold_width(text.rstrip())])
    kept = kinds[:-1][(kinds[:-1] & 3) != _DROPPED]
    return int(kept[-1]) & 3 if len(kept) else 0


def fold_characters(text: str) -> str:
    """The characters of a text, one by one, as the index sees them."""
    codes, _ = _look_up([text])
    return codes[:-1].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _tables() -> tuple[NDArray[np.uint8], Numbers]:
    """What each code point is, and what is to be added to it (modulo 2**32) to fold it."""
    data = np.frombuffer(lzma.decompress(resource("characters.xz").read_bytes()), "<i4")
    runs, folds = data[:2].tolist()
    begins, kinds, codes, folded = np.split(data[2:], np.cumsum([runs, runs, folds]))
    lengths = np.diff(begins, append=FIRST_WORD)
    classes = np.repeat(kinds.astype(np.uint8), lengths)
    differences = np.zeros(FIRST_WORD, np.uint32)
    differences[codes] = (folded - codes).astype(np.uint32)
    return classes, differences
