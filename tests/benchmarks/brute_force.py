"""Which ``newslike`` posts hold a text, found without any index: every place of every text is compared.

Rule: nothing here knows how the archive searches. A text of Chinese characters is found anywhere, a border of an English
word or a number only where a word begins or ends; case, accents and width count for nothing, and neither does what
stands between a Chinese character and a word: ``A股2024`` is in ``A股 2024``. Queries hold no punctuation. The places of all queries' first two characters are looked up at once, so that a thousand queries take one
pass; the blocks of posts are shared among processes.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

import numpy as np
from newslike import BLOCK, SEED, make_block
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Posts = NDArray[np.int64]
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1fff]+")
_CHINESE = "\u4e00-\u9fff〇"
_GLUED = re.compile(f"(?<=[{_CHINESE}])\\W+(?=[^\\W{_CHINESE}])|(?<=[^\\W{_CHINESE}])\\W+(?=[{_CHINESE}])")
_SLOTS = 22
_SHARE = 4
"""Blocks that a process takes at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. ``whole``: the word at its end must end there, as in quotation marks."""

    text: str
    whole: bool = False

    @property
    def typed(self) -> str:
        """The search text."""
        return f'"{self.text}"' if self.whole else self.text


def fold(text: str) -> str:
    """The text as it is compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _ACCENTED.sub(lambda found: _bare(found[0]), folded)


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _glued(text: str) -> str:
    return _GLUED.sub("", text)


def find_posts(asked: Sequence[Asked], count: int, seed: int = SEED) -> list[Posts]:
    """For each of the queries, the numbers of the ``count`` posts of a seed that hold it, ascending."""
    blocks = list(range(-(-count // BLOCK)))
    shares = [blocks[start : start + _SHARE] for start in range(0, len(blocks), _SHARE)]
    found: list[list[Posts]] = [[] for _ in asked]
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn")) as pool:
        for answers in pool.map(partial(_find_in_blocks, tuple(asked), count, seed), shares):
            for posts, some in zip(found, answers, strict=True):
                posts.append(some)
    return [np.concatenate(posts) for posts in found]


def _find_in_blocks(asked: Sequence[Asked], count: int, seed: int, blocks: Sequence[int]) -> list[Posts]:
    search = Search(asked)
    texts = (
        (post.number, post.title, post.body) for block in blocks for post in make_block(block, count, seed)
    )
    return search.find(texts)


class Search:
    """Queries, made ready to be looked for."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = [(_codes(fold(one.text)), one.whole) for one in asked]
        self._heads = np.array(
            [_key(codes[0], codes[1]) if len(codes) > 1 else 0 for codes, _ in self._asked]
        )
        self._keys = np.unique(self._heads)
        self._table = np.zeros(1 << _SLOTS, dtype=bool)
        self._table[_slot(self._keys)] = True
        self._words = np.array(
            [sign.isalnum() and not _is_chinese(sign) for sign in map(chr, range(0x10000))]
        )

    def find(self, texts: Iterator[tuple[int, str, str]]) -> list[Posts]:
        """The numbers of those texts (a number, a title, a body) that hold each query."""
        numbers, parts, starts, length = [], [], [], 0
        for number, title, body in texts:
            numbers.append(number)
            starts.append(length)
            parts.append(f"\0{_glued(fold(title))}\0{_glued(fold(body))}")
            length += len(parts[-1])
        signs = _codes("".join(parts) + "\0" * 64)
        places = self._places(signs, length)
        known, begins = np.array(numbers, dtype=np.int64), np.array(starts)
        found = []
        for (codes, whole), head in zip(self._asked, self._heads, strict=True):
            hits = places[int(head)] if len(codes) > 1 else np.flatnonzero(signs == codes[0])
            for step, code in enumerate(codes[2:], 2):
                hits = hits[signs[hits + step] == code]
            if self._words[codes[0]]:
                hits = hits[~self._words[signs[hits - 1]]]
            if whole and self._words[codes[-1]]:
                hits = hits[~self._words[signs[hits + len(codes)]]]
            found.append(known[np.unique(np.searchsorted(begins, hits, "right") - 1)])
        return found

    def _places(self, signs: Codes, length: int) -> dict[int, NDArray[np.int64]]:
        """Where each first pair of a query stands."""
        keys = _key(signs[:length], signs[1 : length + 1])
        hits = np.flatnonzero(self._table[_slot(keys)])
        found = keys[hits]
        order = np.argsort(found, kind="stable")
        ordered = found[order]
        firsts = np.searchsorted(ordered, self._keys)
        lasts = np.searchsorted(ordered, self._keys, "right")
        return {
            int(key): hits[order[first:last]]
            for key, first, last in zip(self._keys, firsts, lasts, strict=True)
        }


def _codes(text: str) -> Codes:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    return np.where(codes < 0x10000, codes, 0xFFFF).astype(np.uint32)  # no corpus of ours goes beyond


def _key(first: Codes | np.uint32, second: Codes | np.uint32) -> NDArray[np.int64]:
    return np.asarray(first, dtype=np.int64) << 16 | np.asarray(second, dtype=np.int64)


def _slot(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return (keys * 0x9E3779B1 >> 10) & ((1 << _SLOTS) - 1)


def _is_chinese(sign: str) -> bool:
    return re.fullmatch(f"[{_CHINESE}]", sign) is not None
