"""Facts of posts as arrays, a row each: how some are put in the place of others, and how they are written as bytes.

Rule: an array has the smallest type that holds its numbers, and is never changed once it is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Ids = NDArray[np.signedinteger[Any]]
"""Four bytes each, wherever there may be as many as posts."""
Bits = NDArray[np.bool_]

NUMBERS: Final = ("flags", "instant", "offset", "modified", "words", "has", "accession", "rating")
"""``instant``, ``accession`` and ``rating`` are 0 where there is none."""
NAMED: Final = ("status", "format", "language", "folder")
"""Texts of which there are few: numbers of ``Names``."""
NUMERIC: Final = (*NUMBERS, *NAMED)
_GROWTH: Final = 4
_TYPES: Final = tuple(np.dtype(code) for code in ("<i1", "<u1", "<i2", "<u2", "<i4", "<i8"))


class Flag(IntFlag):
    """What a post is or has. A row without THERE is of no post."""

    THERE = 1
    TRASHED = 2
    STARRED = 4
    PROBLEM = 8
    DATED = 16
    NOTED = 32
    READ = 64


UNKNOWN: Final = "*"
"""Stands for what is too manifold to be kept: any folder, or (``a/*``) any within one."""


@dataclass(slots=True)
class Names:
    """Texts by number, in the order in which they came; none ever goes. From ``most`` on (folders), what is within a
    folder is no longer told apart, and at last nothing."""

    most: int | None = None
    texts: list[str] = field(default_factory=list)
    _codes: dict[str, int] = field(default_factory=dict)

    def code(self, text: str) -> int:
        """The number of a text."""
        known = self._codes.get(text)
        if known is not None:
            return known
        if self.most is not None and len(self.texts) >= self.most and text != UNKNOWN:
            outer = text.partition("/")[0] + "/" + UNKNOWN
            if len(self.texts) >= 2 * self.most or "/" not in text:
                return self.code(UNKNOWN)
            if outer != text:
                return self.code(outer)
        self._codes[text] = len(self.texts)
        self.texts.append(text)
        return self._codes[text]


AllNames = Mapping[str, Names]


def new_names(most_folders: int) -> dict[str, Names]:
    """Names of all columns that need some, none of them given yet."""
    return {name: Names(most_folders if name == "folder" else None) for name in NAMED}


@dataclass(frozen=True, slots=True)
class Facts:
    """``places`` are the categories (with those above), tags and authors of all rows, one row's after the other's;
    ``starts`` where each row's begin, and the end of the last."""

    columns: dict[str, Array]
    starts: Array
    places: Array

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1


def fitting(values: Array) -> Array:
    """The same numbers in the smallest type."""
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    for kind in _TYPES:
        bounds = np.iinfo(kind)
        if bounds.min <= low and high <= bounds.max:
            return values.astype(kind, copy=False)
    return values


def widest(kinds: Iterable[np.dtype[Any]]) -> np.dtype[Any]:
    """The smallest type that holds the numbers of all of these."""
    return np.result_type(np.int8, *kinds)


def _kind_of_places(kinds: Iterable[np.dtype[Any]]) -> np.dtype[Any]:
    """The smallest type for numbers of terms, which are never negative."""
    return np.dtype(np.int32 if any(kind.itemsize > 2 for kind in kinds) else np.uint16)


def starts_of(lengths: Array) -> Array:
    """Where rows of these lengths begin, and where the last ends."""
    starts = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=starts[1:])
    return starts


def no_facts(rows: int) -> Facts:
    """Rows of no posts."""
    columns: dict[str, Array] = {name: np.zeros(rows, np.int8) for name in NUMERIC}
    return Facts(columns, np.zeros(rows + 1, np.int32), np.zeros(0, np.uint16))


def with_rows(facts: Facts, rows: Array, news: Facts) -> Facts:
    """Some rows, ascending, replaced by new ones or added behind the last."""
    if not len(rows):
        return facts
    size = max(facts.rows, int(rows[-1]) + 1)
    columns: dict[str, Array] = {}
    for name, old in facts.columns.items():
        new = news.columns[name]
        if len(old) == size and np.array_equal(old[rows], new):
            columns[name] = old
            continue
        column = np.zeros(size, widest((old.dtype, new.dtype)))
        column[: len(old)] = old
        column[rows] = new
        columns[name] = column
    starts = facts.starts
    if size > facts.rows:
        starts = np.concatenate([starts, np.full(size - facts.rows, starts[-1], np.int32)])
    lengths = np.diff(news.starts)
    if np.array_equal(np.diff(starts)[rows], lengths):
        places = facts.places
        at = ranges(starts[rows], lengths)
        if not np.array_equal(places[at], news.places):
            places = places.astype(_kind_of_places((places.dtype, news.places.dtype)))
            places[at] = news.places
        return Facts(columns, starts, places)
    return Facts(columns, *_with_places(starts, facts.places, rows, lengths, news.places))


def _with_places(
    starts: Array, places: Array, rows: Array, lengths: Array, new: Array
) -> tuple[Array, Array]:
    old_lengths = np.diff(starts)
    kept = np.ones(len(places), np.bool_)
    kept[ranges(starts[rows], old_lengths[rows])] = False
    merged_lengths = old_lengths.copy()
    merged_lengths[rows] = lengths
    merged_starts = starts_of(merged_lengths)
    merged = np.empty(int(merged_starts[-1]), _kind_of_places((places.dtype, new.dtype)))
    fresh = np.zeros(len(merged), np.bool_)
    fresh[ranges(merged_starts[rows], lengths)] = True
    merged[fresh] = new
    merged[~fresh] = places[kept]
    return merged_starts, merged


def ranges(starts: Array, lengths: Array) -> Ids:
    """The numbers from each start on, as many as each length says, one range after the other."""
    total = int(lengths.sum())
    before = np.cumsum(lengths, dtype=np.int64) - lengths
    return np.arange(total, dtype=np.int64) + np.repeat(starts.astype(np.int64) - before, lengths)


def encode(facts: Facts, names: AllNames) -> bytes:
    """Facts as bytes, with the names that they use."""
    arrays: list[Array] = []
    used: dict[str, list[str]] = {}
    for name in NUMERIC:
        column = facts.columns[name]
        if name in names:
            codes, column = np.unique(column, return_inverse=True)
            used[name] = [names[name].texts[code] for code in codes]
        arrays.append(fitting(column))
    arrays += [fitting(np.diff(facts.starts)), fitting(facts.places)]
    kinds = [(array.dtype.str, len(array)) for array in arrays]
    head = json.dumps({"arrays": kinds, "names": used}, ensure_ascii=False).encode()
    return b"".join([len(head).to_bytes(4, "little"), head, *(array.tobytes() for array in arrays)])


def decode(data: bytes, names: AllNames) -> Facts:
    """Facts from their bytes; their names are added to ``names``. Raises ValueError when they are damaged."""
    try:
        end = 4 + int.from_bytes(data[:4], "little")
        head = json.loads(data[4:end])
        arrays: list[Array] = []
        for kind, count in head["arrays"]:
            arrays.append(np.frombuffer(data, np.dtype(kind), count, end))
            end += arrays[-1].nbytes
        columns = dict(zip(NUMERIC, arrays, strict=False))
        for name, known in names.items():
            codes = np.array([known.code(text) for text in head["names"][name]], np.int32)
            columns[name] = fitting(codes)[columns[name]]
        lengths, places = arrays[len(NUMERIC) :]
        if {len(column) for column in columns.values()} != {len(lengths)} or lengths.sum() != len(places):
            raise ValueError("columns of several lengths")
    except (ValueError, TypeError, LookupError) as error:
        raise ValueError("a damaged block of columns") from error
    return Facts(columns, starts_of(lengths), places)


def joined(parts: Iterable[tuple[int, Facts]], size: int) -> Facts:
    """Facts that each begin at a row, ascending, as one of ``size`` rows. Each is let go of before the next."""
    whole = no_facts(size)
    columns = dict(whole.columns)
    lengths = np.zeros(size, np.int32)
    places, filled = whole.places.copy(), 0
    for first, part in parts:
        rows = slice(first, first + part.rows)
        for name, column in part.columns.items():
            kind = widest((columns[name].dtype, column.dtype))
            columns[name] = columns[name].astype(kind, copy=False)
            columns[name][rows] = column
        lengths[rows] = np.diff(part.starts)
        end = filled + len(part.places)
        places = places.astype(_kind_of_places((places.dtype, part.places.dtype)), copy=False)
        if end > len(places):  # it grows where it stands: nothing is there twice
            places.resize(end + end // _GROWTH, refcheck=False)
        places[filled:end] = part.places
        filled = end
    places.resize(filled, refcheck=False)
    return Facts(columns, starts_of(lengths), places)
