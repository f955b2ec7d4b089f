"""A thousand queries taken from the text of ``newslike`` posts itself, and what is true of them.

Substrings of Chinese text of 1, 2, 3, 4 and 8 characters, English words whole and begun, and mixed ones (``A股2024``),
of every frequency: rare ones (in a thousandth of the posts at most), middling ones (0.4 to 2 %), common ones (8 % and
more), and the most frequent of all.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brute_force import Asked, Posts, Search, find_posts
from newslike import BLOCK, SEED, NewsPost, make_block

LENGTHS = (1, 2, 3, 4, 8)
BANDS = ("rare", "scarce", "middling", "frequent", "common")
_LIMITS = (0.001, 0.004, 0.02, 0.08)
_SAMPLED = 12
"""Blocks that the queries are taken from."""
_DRAWN = 1_200
_TOP, _COMMON, _MIDDLING = 0.08, 0.24, 0.32
"""Parts of the queries of a group; the rest is rare."""
_RUN = re.compile("[\u4e00-\u9fff]+")
_WORD = re.compile("[a-zA-ZéïÉ]{2,}")
_MIXED = re.compile("[A-Z0-9]+[\u4e00-\u9fff]{1,3}[0-9]*|[\u4e00-\u9fff]{1,2}[A-Z0-9]+[\u4e00-\u9fff]?")


@dataclass(frozen=True)
class Known:
    """A query, the group it is of, the numbers of the posts that it must find, and how frequent that is."""

    group: str
    asked: Asked
    posts: Posts
    band: str


def known_queries(count: int, wanted: int = 1_000, seed: int = SEED) -> list[Known]:
    """So many queries, in a fixed but mixed order, and what each finds among the ``count`` posts of a seed."""
    chosen = choose(count, wanted, seed)
    truth = find_posts([asked for _, asked in chosen], count, seed)
    return [
        Known(group, asked, posts, band_of(len(posts) / count))
        for (group, asked), posts in zip(chosen, truth, strict=True)
    ]


def choose(count: int, wanted: int, seed: int = SEED) -> list[tuple[str, Asked]]:
    """The queries with their groups."""
    dice = random.Random(seed)
    blocks = range(-(-count // BLOCK))
    sampled = sorted(dice.sample(blocks, min(_SAMPLED, len(blocks))))
    posts = [post for block in sampled for post in make_block(block, count, seed)]
    groups = _groups(dice, posts)
    chosen = [
        (name, asked)
        for number, (name, drawn) in enumerate(groups)
        for asked in _of_all_bands(
            dice, drawn, posts, wanted * (number + 1) // len(groups) - wanted * number // len(groups)
        )
    ]
    dice.shuffle(chosen)
    return chosen


def band_of(share: float) -> str:
    """How frequent something is that is in this part of the posts."""
    return BANDS[sum(share > limit for limit in _LIMITS[:1]) + sum(share >= limit for limit in _LIMITS[1:])]


def _groups(dice: random.Random, posts: Sequence[NewsPost]) -> list[tuple[str, list[Asked]]]:
    """For each group far more than is wanted: some drawn from anywhere in the text, and the most frequent ones."""
    runs = [run for post in posts for run in _RUN.findall(post.body)]
    words = [word for post in posts for word in _WORD.findall(post.body)]
    mixed = [word for post in posts for word in _MIXED.findall(post.body)]
    groups: list[tuple[str, list[Asked]]] = []
    for length in LENGTHS:
        pieces = _drawn(dice, [run for run in runs if len(run) >= length], _piece(dice, length))
        groups.append((str(length), [Asked(piece) for piece in pieces]))
    groups.append(("word", [Asked(word, whole=True) for word in _drawn(dice, words, str)]))
    groups.append(("prefix", [Asked(word) for word in _drawn(dice, words, _begun(dice))]))
    groups.append(("mixed", [Asked(word) for word in _drawn(dice, mixed, str)]))
    return groups


def _piece(dice: random.Random, length: int) -> Callable[[str], str]:
    def cut(run: str) -> str:
        start = dice.randrange(len(run) - length + 1)
        return run[start : start + length]

    return cut


def _begun(dice: random.Random) -> Callable[[str], str]:
    return lambda word: word[: dice.randint(2, len(word))]


def _drawn(dice: random.Random, texts: Sequence[str], cut: Callable[[str], str]) -> list[str]:
    """A quarter are the most frequent ones, the others come from anywhere, each as likely as any other."""
    seen = Counter(cut(dice.choice(texts)) for _ in range(40 * _DRAWN))
    frequent = [text for text, _ in seen.most_common(_DRAWN // 4)]
    return list(dict.fromkeys([*frequent, *dice.choices(sorted(seen), k=_DRAWN)]))


def _of_all_bands(
    dice: random.Random, drawn: list[Asked], posts: Sequence[NewsPost], wanted: int
) -> list[Asked]:
    """So many of the drawn ones, some of each frequency as the sample has it."""
    hits = Search(drawn).find((post.number, post.title, post.body) for post in posts)
    shares = {asked: len(found) / len(posts) for asked, found in zip(drawn, hits, strict=True)}
    rest = sorted(drawn, key=lambda asked: -shares[asked])
    chosen, rest = rest[: round(wanted * _TOP)], rest[round(wanted * _TOP) :]
    dice.shuffle(rest)
    for band, part in (("common", _COMMON), ("middling", _MIDDLING), ("rare", 1.0)):
        room = min(round(wanted * part), wanted - len(chosen))
        chosen += [asked for asked in rest if band_of(shares[asked]) == band][:room]
    taken = set(chosen)
    return chosen + [asked for asked in rest if asked not in taken][: wanted - len(chosen)]
