"""The order of Chinese characters by their sound, as CLDR's pinyin collation has it: by syllable, tone, then strokes.

``resources/pinyin.xz`` (50 KB) holds the 27,585 ideographs of Unicode's first plane in that order, Traditional ones at
their own sound, a line for each syllable; those without a known sound come last. It is read when the first one is asked
for (15 ms), so a window that only looks at an archive does without. ``packaging/pinyin.py`` makes it out of ICU's data,
whose licence is ``resources/licences/Unicode-3.0.txt``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from fonds.base.paths import resource


@dataclass(frozen=True, slots=True)
class PinyinOrder:
    """``ranks``: the place of each character's code point. ``syllables`` begin at the ranks ``firsts``; the last one
    is "", for the characters without a sound."""

    ranks: dict[int, int]
    firsts: tuple[int, ...]
    syllables: tuple[str, ...]

    def syllable_at(self, rank: int) -> str:
        """How the character of a rank sounds, in letters without tone, ``ü`` as ``u``; "" when that is not known."""
        return self.syllables[bisect_right(self.firsts, rank) - 1]

    def ranks_of_initial(self, letter: str) -> range:
        """The ranks of the characters whose sound begins with a small letter."""
        first = bisect_left(self.syllables, letter, hi=len(self.syllables) - 1)
        last = bisect_left(self.syllables, chr(ord(letter) + 1), hi=len(self.syllables) - 1)
        return range(self.firsts[first], self.firsts[last])


@cache
def pinyin_order() -> PinyinOrder:
    """The order, read once."""
    import lzma  # only here: a window that writes nothing needs neither the order nor what unpacks it

    lines = lzma.decompress(resource("pinyin.xz").read_bytes()).decode("utf-8").split("\n")
    ranks: dict[int, int] = {}
    firsts: list[int] = []
    syllables: list[str] = []
    for line in lines:
        syllable, characters = line.split(" ")
        firsts.append(len(ranks))
        syllables.append(syllable)
        ranks.update(zip(map(ord, characters), range(len(ranks), len(ranks) + len(characters)), strict=True))
    return PinyinOrder(ranks, tuple(firsts), tuple(syllables))
