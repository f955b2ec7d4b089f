"""Posts whose statistics are like those of Chinese finance news: for the benchmarks of searching, and the corpus that
its tests are held against. The same numbers always give the same posts.

``seedlike.py`` has so few words that every pair of its characters is in every post. Here 46,000 words of one to four
characters, put together from those of GB 2312 by a seeded draw, follow Zipf's and Mandelbrot's law, and a post says
again what it has said before, as news do. Measured on 3,000 posts, beside the post that the project began with
(``shared/seeds``), whose single text repeats its own subject more than a whole archive does:

    what                                          here      the seed
    bytes of UTF-8 in a post                      3,540     4,680
    Chinese characters, of a Chinese post's       0.80      0.86
    the most frequent character, of the Chinese   4.1 %     2.7 %
    the most frequent pair, of the pairs          0.5 %     2.0 %
    different characters, of a long post's        0.37      0.30
    different pairs, of a long post's             0.71      0.67
    Chinese characters between two other signs    9.8       9.5
    digits, of a Chinese post's characters        0.044     0.043

Of 420,000 different pairs, 340,000 are in a thousandth of the posts at most, and 570 in a twelfth or more. One word in ten
is English: a tenth of the posts are English, the others have single words. Numbers, tickers, mixed words as ``A股2024``, clauses
of the seeds (of the sample site where these are not at hand) and full-width forms are among it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 20220111
BLOCK = 500
"""So many posts are made together; each block has its own dice, so that processes can share the work."""
FIRST_DAY = 1_262_275_200
"""2010-01-01T00:00:00 at +08:00, in seconds UTC."""
SECONDS = 16 * 365 * 86_400
WORDS = 46_000
ROOT = Path(__file__).resolve().parents[2]
_FUNCTION = "的在一是和了有不为中上年对与将等以及于这也人大个"
_SHARE_OF_THE_FIRST, _SHARE = 0.086, 0.018
_AGAIN, _REMEMBERED = 120, 140
"""So many of 256 pieces are one of so many at the beginning."""
_LENGTHS = (0.05, 0.62, 0.2, 0.13)
_CHINESE_ENDS = ("", "，", "。", "、", "：", "。\n")
_ENGLISH_ENDS = ("", ",", ".", ".\n")
_CHINESE_BOUNDS = ((1, 24), (2, 32), (3, 37), (4, 39), (5, 41))
_ENGLISH_BOUNDS = ((1, 16), (2, 28), (3, 32))
"""For each end, the bytes below which it follows a piece."""
_SLOTS = 21
"""Bits of the table that a random number is looked up in."""
_ENGLISH_POSTS = 0.1
_SYLLABLES = "ba car den el for gan hol in jus kel lor men nor or per quin ral sen tor ul ver win yar zen ing tion ment"
_KNOWN_ENGLISH = (
    "the of and market growth fund index bond yield policy report economy economic café naïve résumé"
)
_MIXED = "A股2024 A股 B股 H股 5G 6G 5G基站 4K屏 ETF GDP CPI PMI IPO AI芯片 T+0 e通 Ａ股 ＣＰＩ ２０２４年 2.0版 K线图 app上线 iPhone15"
_NUMBERS = ("{0}年", "{1}月{2}日", "{3}%", "{4}亿元", "{5}", "{6}", "{5}万元", "{2}家", "{1}个月")


@dataclass(frozen=True, slots=True)
class NewsPost:
    """One post. ``body`` is plain text, its paragraphs lines; ``instant`` in seconds UTC, to be shown at +08:00."""

    number: int
    title: str
    body: str
    categories: tuple[tuple[str, ...], ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    source: str
    instant: int
    draft: bool
    language: str


def make_posts(count: int, seed: int = SEED, *, seeds: bool = True) -> Iterator[NewsPost]:
    """Yield ``count`` posts, oldest first. ``seeds``: use the clauses of the seeds if they are at hand; without, the
    posts are the same on every machine."""
    for block in range(-(-count // BLOCK)):
        yield from make_block(block, count, seed, seeds=seeds)


def make_block(block: int, count: int, seed: int = SEED, *, seeds: bool = True) -> list[NewsPost]:
    """The posts of one block of the ``count`` posts of a seed. Only their dates depend on how many there are."""
    vocabulary = load_vocabulary(seeds)
    first = block * BLOCK
    dice = random.Random(seed * 1_000_003 + block)
    raw = np.random.PCG64(np.random.SeedSequence([seed, block]))
    english = [dice.random() < _ENGLISH_POSTS for _ in range(BLOCK)]
    lengths = [int(min(max(dice.gauss(515, 210), 60), 2_200) * (0.7 if plain else 1)) for plain in english]
    titles = [dice.randint(5, 9) for _ in range(BLOCK)]
    texts: dict[int, tuple[str, str]] = {}
    for language, style in ((False, vocabulary.chinese), (True, vocabulary.english)):
        chosen = [place for place in range(BLOCK) if english[place] is language]
        bodies = style.texts(raw, [lengths[place] for place in chosen])
        heads = style.titles(raw, [titles[place] for place in chosen])
        texts.update(zip(chosen, zip(heads, bodies, strict=True), strict=True))
    return [
        _dated(dice, vocabulary, first + place, count, texts[place], english[place])
        for place in range(min(BLOCK, count - first))
    ]


def _dated(
    dice: random.Random,
    vocabulary: Vocabulary,
    number: int,
    count: int,
    texts: tuple[str, str],
    english: bool,
) -> NewsPost:
    """What is known of a post beside its texts; few values are frequent, many are rare."""
    names = vocabulary.names

    def zipf(most: int) -> int:
        return min(int(dice.paretovariate(0.9)) - 1, most - 1)

    place = zipf(200)
    categories: list[tuple[str, ...]] = [(names[place % 20], names[20 + place])]
    if dice.random() < 0.1:
        categories.append((names[zipf(20)],))
    source = f"{names[300 + zipf(300)]}报"
    tags = {f"{source}新闻", *(names[700 + zipf(3_000)] for _ in range(dice.randrange(3)))}
    moment = FIRST_DAY + int((number + dice.random()) * SECONDS / count)
    return NewsPost(
        number,
        *texts,
        tuple(categories),
        tuple(sorted(tags)),
        (f"{names[4_000 + zipf(200)]}编辑室",) if dice.random() < 0.7 else (),
        source,
        moment,
        dice.random() < 0.02,
        "en" if english else "zh-CN",
    )


class Style:
    """The pieces of a language's posts, how often each comes, and what may stand behind it."""

    def __init__(
        self,
        parts: Sequence[tuple[list[str], NDArray[np.float64]]],
        ends: Sequence[str],
        bounds: Sequence[tuple[int, int]],
    ) -> None:
        pieces = [piece for part, _ in parts for piece in part]
        self._count = len(pieces)
        self._pieces = np.array([piece + end for end in ends for piece in pieces], dtype=object)
        self._table = _table(np.concatenate([chances for _, chances in parts]))
        self._ends = np.zeros(256, dtype=np.int64)
        start = 0
        for end, bound in bounds:
            self._ends[start:bound] = end
            start = bound

    def texts(self, raw: np.random.PCG64, lengths: Sequence[int]) -> list[str]:
        """Texts of so many pieces. A random number for each gives the piece, what stands behind it, and whether it is
        one of the beginning of its text."""
        numbers = raw.random_raw(sum(lengths))
        ids = self._table[numbers & np.uint64((1 << _SLOTS) - 1)]
        starts = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths) if lengths else np.zeros(0, np.int64)
        places = np.arange(len(ids)) - starts
        again = ((numbers >> np.uint64(29)) & np.uint64(255) < _AGAIN) & (places > 30)
        before = (numbers >> np.uint64(37)).astype(np.int64) % np.clip(places, 1, _REMEMBERED)
        ids = np.where(again, ids[starts + before], ids)
        ids += self._ends[(numbers >> np.uint64(21)) & np.uint64(255)] * self._count
        return self._joined(ids, lengths)

    def titles(self, raw: np.random.PCG64, lengths: Sequence[int]) -> list[str]:
        """Texts of a few pieces on one line."""
        return self._joined(self._table[raw.random_raw(sum(lengths)) & np.uint64((1 << _SLOTS) - 1)], lengths)

    def _joined(self, ids: NDArray[np.int64], lengths: Sequence[int]) -> list[str]:
        texts = []
        start = 0
        for length in lengths:
            texts.append("".join(self._pieces[ids[start : start + length]].tolist()).strip())
            start += length
        return texts


class Vocabulary:
    """All that texts are made of, and how often each of it comes. ``names`` are words of two characters and more."""

    def __init__(self, seeds: bool) -> None:
        dice = random.Random(7)
        words = _words(dice)
        self.names = [word for word in words if len(word) > 1]
        english = [f" {word}" for word in _english(dice)]
        mixed, numbers = _MIXED.split(), _numbers(dice)
        rest = [(part, _chances(len(part), 4, 1.0)) for part in (english, mixed, numbers, clauses(seeds))]
        chinese = [(words, _word_chances(len(words))), *rest]
        self.chinese = Style(
            _shared(chinese, (0.934, 0.022, 0.007, 0.027, 0.01)), _CHINESE_ENDS, _CHINESE_BOUNDS
        )
        self.english = Style(_shared(rest[:3], (0.95, 0.005, 0.045)), _ENGLISH_ENDS, _ENGLISH_BOUNDS)


@cache
def load_vocabulary(seeds: bool) -> Vocabulary:
    """The vocabulary, made once, in half a second."""
    return Vocabulary(seeds)


def _words(dice: random.Random) -> list[str]:
    """Words, the most frequent first: those of function, then made ones."""
    levels = [(0xB0, 0xD7), (0xD8, 0xF7)]
    characters: list[str] = []
    for first, last in levels:
        level = [_character(row, cell) for row in range(first, last + 1) for cell in range(0xA1, 0xFF)]
        known = [character for character in level if character and character not in _FUNCTION]
        dice.shuffle(known)
        characters += known
    weights = np.exp(-np.arange(len(characters)) / 500) + 0.0004
    drawn = iter(dice.choices(characters, weights=weights.tolist(), k=3 * WORDS))
    words = dict.fromkeys(_FUNCTION)
    lengths = dice.choices((1, 2, 3, 4), weights=_LENGTHS, k=WORDS)
    for length in lengths:
        words.setdefault("".join(next(drawn) for _ in range(length)))
    return list(words)


def _character(row: int, cell: int) -> str:
    return bytes((row, cell)).decode("gb2312", "ignore")


def _english(dice: random.Random) -> list[str]:
    syllables = _SYLLABLES.split()
    words = dict.fromkeys(_KNOWN_ENGLISH.split())
    while len(words) < 6_000:
        words.setdefault("".join(dice.choices(syllables, k=dice.randint(1, 4))))
    return [word.capitalize() if dice.random() < 0.15 else word for word in words]


def _numbers(dice: random.Random) -> list[str]:
    numbers = dict.fromkeys(f"{year}年" for year in range(2026, 2000, -1))
    while len(numbers) < 8_000:
        values = (
            dice.randint(1950, 2060),
            dice.randint(1, 12),
            dice.randint(1, 31),
            round(dice.paretovariate(0.9), 2),
            round(dice.paretovariate(0.7), 1),
            int(dice.paretovariate(0.4)) % 1_000_000,
            f"{dice.choice(('60', '00', '30'))}{dice.randrange(10_000):04}",
        )
        numbers.setdefault(dice.choice(_NUMBERS).format(*values))
    return list(numbers)


def clauses(seeds: bool) -> list[str]:
    """The clauses of the seeds, or of the Chinese finance posts of the sample site."""
    paths: Sequence[Path] = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt")) if seeds else ()
    paths = paths or sorted((ROOT / "resources" / "sample").rglob("*FN*.md"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return list(dict.fromkeys(re.findall("[\u4e00-\u9fff]{4,20}", text)))


def _chances(count: int, offset: float, power: float) -> NDArray[np.float64]:
    """The law of Zipf and Mandelbrot, its sum 1."""
    chances: NDArray[np.float64] = np.power(np.arange(1, count + 1) + offset, -power, dtype=np.float64)
    chances /= chances.sum()
    return chances


def _word_chances(count: int) -> NDArray[np.float64]:
    """The same for all words but those of function, which are more frequent."""
    function: NDArray[np.float64] = _SHARE / (1 + np.arange(len(_FUNCTION)) / 8)
    function[0] = _SHARE_OF_THE_FIRST
    others = _chances(count - len(_FUNCTION), 9, 1.05) * (1 - float(function.sum()))
    return np.concatenate((function, others))


def _shared(
    parts: Sequence[tuple[list[str], NDArray[np.float64]]], shares: Sequence[float]
) -> list[tuple[list[str], NDArray[np.float64]]]:
    """Pieces with what is theirs of the whole."""
    return [(pieces, chances * share) for (pieces, chances), share in zip(parts, shares, strict=True)]


def _table(chances: NDArray[np.float64]) -> NDArray[np.int64]:
    """Which piece each slot stands for, so that a random number is looked up at once."""
    bounds = np.cumsum(chances / chances.sum())
    slots = (np.arange(1 << _SLOTS) + 0.5) / (1 << _SLOTS)
    return np.minimum(np.searchsorted(bounds, slots), len(bounds) - 1)
