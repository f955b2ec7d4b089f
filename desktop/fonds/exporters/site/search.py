"""The data of the search, as scripts that a page loads by name: where each word is, and the posts' texts.

Rule: a search reads little. The keys lie in files of some 100 KB in the order of their first letters, the texts in others,
and ``search/directory.js`` says with what each begins. Nothing is fetched, for a page that was opened from a folder may
not. Posts count from 0 in the order in which they are added, which is that of the results.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fonds.exporters.site.characters import SeenCharacters
from fonds.exporters.site.frame import MAX_FILES
from fonds.exporters.site.postings import Keys, Posts, Spilled, unique_pairs, write_lists
from fonds.exporters.target import FolderTarget
from fonds.exporters.xml_text import xml_text
from fonds.text.segmentation import COMPOSED, fold_width
from fonds.text.tokens import FIRST_WORD, Vocabulary, split_texts

FOLDER = "search"
KEYS_SIZE = 96_000
TEXTS_SIZE = 96_000
"""Bytes of a file, about."""
BATCH_CHARACTERS = 3_000_000
BATCH_POSTS = 1 << 13
PAIR_PARTS, WORD_PARTS = 48, 16
_BITS = 21
_COMPOSED = re.compile(f"[{COMPOSED}]")


class SearchData:
    """Gathers posts and writes the data. ``folder`` is for temporary files."""

    def __init__(self, target: FolderTarget, folder: Path) -> None:
        self._target = target
        self._characters = SeenCharacters()
        self._vocabulary = Vocabulary()
        self._pairs = Spilled(folder, "pairs", PAIR_PARTS)
        self._words = Spilled(folder, "words", WORD_PARTS)
        self._pair_bounds: Keys | None = None
        self._word_bounds: list[str] = []
        self._part_of_word: list[int] = []
        self._batch: list[str] = []
        self._batch_size = 0
        self._first = 0
        self._count = 0
        self._text_rows: list[str] = []
        self._text_size = 0
        self._text_starts: list[int] = []

    def close(self) -> None:
        """Let go of the temporary files."""
        self._pairs.close()
        self._words.close()

    def add(self, number: int, day: str, title: str, terms: str, text: str) -> None:
        """Take a post in: its number, what its result shows (date, title and terms), and its text."""
        fields = [_shipped(field) for field in (title, terms, text)]
        row = json.dumps([number, day, *fields], ensure_ascii=False, separators=(",", ":"))
        if self._text_rows and self._text_size + len(row) > TEXTS_SIZE // 2:
            self._write_texts()
        self._text_rows.append(row)
        self._text_size += len(row.encode()) // 2
        whole = "\n".join(fields)
        self._batch.append(whole)
        self._batch_size += len(whole)
        self._count += 1
        if self._batch_size > BATCH_CHARACTERS or len(self._batch) >= BATCH_POSTS:
            self._flush()

    def write(self, words: dict[str, str], on_part: Callable[[float], None]) -> None:
        """Write all that is not written yet. ``words`` are for the page to say; ``on_part`` is told how much is done, from
        0 to 1, and may raise to stop."""
        on_part(0)
        self._flush()
        if self._text_rows:
            self._write_texts()
        files = _KeyFiles(self._target)
        firsts: dict[str, list[int | str]] = {}
        done = 0

        def on_range() -> None:
            nonlocal done
            done += 1
            on_part(min(1.0, done / (PAIR_PARTS + WORD_PARTS)))

        for name, found in (("pairs", self._pair_lists(on_range)), ("words", self._word_lists(on_range))):
            firsts[name] = [files.count, *files.write(found)]
        directory = {
            "count": self._count,
            "folder": MAX_FILES,
            **firsts,
            "texts": self._text_starts,
            **asdict(self._characters.known()),
            "say": words,
        }
        _write_script(
            self._target, f"{FOLDER}/directory.js", "directory", json.dumps(directory, ensure_ascii=False)
        )

    def _write_texts(self) -> None:
        number = len(self._text_starts)
        rows = ",\n".join(self._text_rows)
        _write_script(self._target, _file("texts", number), "texts", f"{number},[\n{rows}\n]")
        self._text_starts.append(self._count - len(self._text_rows))
        self._text_rows, self._text_size = [], 0

    def _flush(self) -> None:
        """Split the batch, and put what it gives into the temporary files."""
        if not self._batch:
            return
        self._characters.add(self._batch)
        numbers, starts = split_texts(self._batch, self._vocabulary)
        posts = np.repeat(np.arange(len(self._batch), dtype=np.uint32), np.diff(starts))
        unspaced = np.flatnonzero((numbers != 0) & (numbers < FIRST_WORD))
        wide = numbers.astype(np.uint64)
        keys = (wide[unspaced] << np.uint64(_BITS)) | wide[np.minimum(unspaced + 1, len(numbers) - 1)]
        keys, of = unique_pairs(keys, posts[unspaced], BATCH_POSTS)
        if self._pair_bounds is None:
            self._pair_bounds = (
                keys[np.arange(1, PAIR_PARTS) * len(keys) // PAIR_PARTS] if len(keys) else keys
            )
        parts = np.searchsorted(self._pair_bounds, keys, "right")
        self._pairs.add(keys, of + np.uint32(self._first), parts)
        self._flush_words(wide, posts)
        self._first += len(self._batch)
        self._batch, self._batch_size = [], 0

    def _flush_words(self, numbers: NDArray[np.uint64], posts: Posts) -> None:
        chosen = numbers >= FIRST_WORD
        keys, of = unique_pairs(numbers[chosen] - np.uint64(FIRST_WORD), posts[chosen], BATCH_POSTS)
        known = list(self._vocabulary)[len(self._part_of_word) :]
        if not self._word_bounds:
            ordered = sorted(known)
            count = len(ordered)
            self._word_bounds = [
                ordered[part * count // WORD_PARTS] for part in range(1, WORD_PARTS) if count
            ]
        self._part_of_word += [bisect_right(self._word_bounds, word) for word in known]
        part_of = np.array(self._part_of_word, np.int64)
        self._words.add(
            keys, of + np.uint32(self._first), part_of[keys] if len(keys) else keys.astype(np.int64)
        )

    def _pair_lists(self, on_range: Callable[[], None]) -> Iterator[tuple[str, bytes]]:
        for keys, posts in self._pairs.read():
            on_range()
            found, lists = write_lists(keys, posts)
            for key, data in zip(found.tolist(), lists, strict=True):
                second = key & ((1 << _BITS) - 1)
                yield chr(key >> _BITS) + (chr(second) if second else ""), data

    def _word_lists(self, on_range: Callable[[], None]) -> Iterator[tuple[str, bytes]]:
        words = list(self._vocabulary)
        for keys, posts in self._words.read():
            on_range()
            numbers = np.unique(keys)
            own = sorted(numbers.tolist(), key=words.__getitem__)
            rank = dict(zip(own, range(len(own)), strict=True))
            ranks = np.array([rank[number] for number in numbers.tolist()], np.uint64)
            ordered = ranks[np.searchsorted(numbers, keys)] if len(keys) else keys
            found, lists = write_lists(ordered, posts)
            for place, data in zip(found.tolist(), lists, strict=True):
                yield words[own[place]], data


class _KeyFiles:
    """The files of keys and their lists, numbered through."""

    def __init__(self, target: FolderTarget) -> None:
        self._target = target
        self.count = 0

    def write(self, lists: Iterator[tuple[str, bytes]]) -> list[str]:
        """Write keys that come in order; returns the first one of each file."""
        firsts: list[str] = []
        keys: list[str] = []
        pieces: list[bytes] = []
        size = 0
        for key, data in lists:
            if size > KEYS_SIZE:
                self._put(keys, pieces)
                keys, pieces, size = [], [], 0
            if not keys:
                firsts.append(key)
            keys.append(key)
            pieces.append(data)
            size += len(data) + 4 + 2 * len(key)
        if keys:
            self._put(keys, pieces)
        return firsts

    def _put(self, keys: list[str], pieces: list[bytes]) -> None:
        shown = json.dumps(" ".join(keys), ensure_ascii=False)
        lists = b" ".join(pieces).decode("ascii")
        _write_script(self._target, _file("keys", self.count), "keys", f'{self.count},{shown},\n"{lists}"')
        self.count += 1


def _file(kind: str, number: int) -> str:
    return f"{FOLDER}/{kind}/{number // MAX_FILES}/{number}.js"


def _write_script(target: FolderTarget, path: str, name: str, arguments: str) -> None:
    """A script that hands values to the function of that name. These two line ends end a string in older browsers."""
    plain = arguments.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    target.add(path, f"fonds.{name}({plain});\n".encode())


def _shipped(text: str) -> str:
    """A text so that its characters can be folded one by one."""
    text = xml_text(text)
    return fold_width(text) if _COMPOSED.search(text) else text
