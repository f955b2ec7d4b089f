"""The order of Chinese characters by their sound, as CLDR's pinyin collation has it: by syllable, tone, then strokes.

``resources/pinyin.xz`` (50 KB) holds the 27,585 ideographs of Unicode's first plane in that order, Traditional ones at
their own sound, a line for each syllable; those without a known sound come last. It is read when the first one is asked
for (15 ms), so a window that only looks at an archive does without. Below stand common words, and then surnames, in which
a character sounds otherwise than alone (重庆, 银行; 曾): a code point for private use, which has a place in the order as well,
takes its place in them. ``packaging/pinyin.py`` makes the file out of ICU's data, whose licence is
``resources/licences/Unicode-3.0.txt``, and of the words of pypinyin, whose licence is ``resources/licences/pypinyin-MIT.txt``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from fonds.base.paths import resource

_LENGTHS = (4, 3, 2)
"""Of the words, the longest first."""


@dataclass(frozen=True, slots=True)
class PinyinOrder:
    """``ranks``: the place of each character's code point. ``syllables`` begin at the ranks ``firsts``; the last one
    is "", for the characters without a sound. ``words`` and ``surnames`` have their characters replaced by those that
    stand for another sound; ``begins`` finds where such a word may begin; ``others`` are those of a character."""

    ranks: dict[int, int]
    firsts: tuple[int, ...]
    syllables: tuple[str, ...]
    words: dict[str, str]
    surnames: dict[str, str]
    begins: re.Pattern[str]
    others: dict[str, str]

    def spoken(self, text: str) -> str:
        """The text, with the characters of common words replaced where they sound otherwise than alone; as long as
        before."""
        match = self.begins.search(text)
        while match:
            place = match.start()
            end = place + 1
            for length in _LENGTHS:
                made = self.words.get(text[place : place + length])
                if made is not None:
                    end = place + len(made)
                    text = text[:place] + made + text[end:]
                    break
            match = self.begins.search(text, end)
        return text

    def spoken_name(self, name: str) -> str:
        """The same for the name of a person, who mostly has a short Chinese one with a surname first."""
        if 2 <= len(name) <= 4:
            for length in (2, 1):
                surname = self.surnames.get(name[:length])
                if surname is not None and all(ord(letter) in self.ranks for letter in name[length:]):
                    return surname + name[length:]
        return self.spoken(name)

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

    text = lzma.decompress(resource("pinyin.xz").read_bytes()).decode("utf-8")
    characters, words, surnames = (part.split("\n") for part in text.split("\n\n"))
    return _order_of(characters, _pairs(words), _pairs(surnames))


def _pairs(lines: list[str]) -> dict[str, str]:
    return {word: made for word, _, made in (line.partition(" ") for line in lines)}


def _order_of(lines: list[str], words: dict[str, str], surnames: dict[str, str]) -> PinyinOrder:
    ranks: dict[int, int] = {}
    firsts: list[int] = []
    syllables: list[str] = []
    for line in lines:
        syllable, characters = line.split(" ")
        firsts.append(len(ranks))
        syllables.append(syllable)
        ranks.update(zip(map(ord, characters), range(len(ranks), len(ranks) + len(characters)), strict=True))
    begins = re.compile(f"[{''.join(sorted({word[0] for word in words}))}]")
    others: dict[str, str] = {}
    for word, made in (*words.items(), *surnames.items()):
        for character, other in zip(word, made, strict=True):
            if other != character and other not in others.get(character, ""):
                others[character] = others.get(character, "") + other
    return PinyinOrder(ranks, tuple(firsts), tuple(syllables), words, surnames, begins, others)
