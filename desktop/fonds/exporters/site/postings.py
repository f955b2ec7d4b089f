"""Which word or pair of characters is in which post, for many posts in little memory.

Rule: posts come in batches in ascending order; what a batch gives is written to temporary files, each for a range of
keys, which are read one after the other at the end. A key is a number; what it stands for is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Posts = NDArray[np.uint32]
_ROW = np.dtype([("key", "<u8"), ("post", "<u4")])
FINALS, CONTINUED = 64, 27
"""How many signs end a number, and how many go on."""
SIGNS = bytes(code for code in range(35, 127) if code != ord("\\"))
"""The digits of numbers in files: printable, and plain in a JavaScript string."""
_SIGNS = np.frombuffer(SIGNS, np.uint8)


class Spilled:
    """Pairs of a key and a post, in the files of ``folder`` that begin with ``name``."""

    def __init__(self, folder: Path, name: str, parts: int) -> None:
        self._paths = [folder / f"{name}{part}" for part in range(parts)]
        self._files = [path.open("wb") for path in self._paths]

    def add(self, keys: Keys, posts: Posts, parts: NDArray[np.int64]) -> None:
        """Put pairs into their parts; within each of these they keep their order."""
        order = np.argsort(parts, kind="stable")
        rows = np.empty(len(keys), _ROW)
        rows["key"], rows["post"] = keys[order], posts[order]
        bounds = np.searchsorted(parts[order], np.arange(len(self._files) + 1))
        for part, file in enumerate(self._files):
            some = rows[bounds[part] : bounds[part + 1]]
            if len(some):
                file.write(some.tobytes())

    def read(self) -> Iterator[tuple[Keys, Posts]]:
        """Each part, in order."""
        self.close()
        for path in self._paths:
            rows: NDArray[Any] = np.fromfile(path, _ROW)
            path.unlink()
            yield rows["key"].copy(), rows["post"].copy()

    def close(self) -> None:
        """Nothing more will be added."""
        for file in self._files:
            file.close()


def unique_pairs(keys: Keys, posts: Posts, most: int) -> tuple[Keys, Posts]:
    """Each pair once, by key and post. ``posts`` are below ``most``, and keys below 2**63 / ``most``."""
    packed = np.unique(keys * np.uint64(most) + posts.astype(np.uint64))
    return packed // np.uint64(most), (packed % np.uint64(most)).astype(np.uint32)


def write_lists(keys: Keys, posts: Posts) -> tuple[Keys, list[bytes]]:
    """The keys, ascending, and for each one its posts as text: the gaps between them, one after the other. The posts of
    a key are given in ascending order."""
    if not len(keys):
        return keys, []
    order = np.argsort(keys, kind="stable")
    keys, numbers = keys[order], posts[order].astype(np.int64)
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    gaps = numbers.copy()
    gaps[1:] -= numbers[:-1] + 1
    gaps[first] = numbers[first]
    data, ends = _in_signs(gaps)
    starts = np.flatnonzero(first)
    bounds = [0, *ends[starts[1:] - 1].tolist(), len(data)]
    return keys[starts], [data[begin:end] for begin, end in pairwise(bounds)]


def _in_signs(numbers: NDArray[np.int64]) -> tuple[bytes, NDArray[np.int64]]:
    """The numbers written with ``SIGNS``, and where each ends. The lowest digit comes first; each but the last one is
    64 or more, of 27 values."""
    lengths = np.ones(len(numbers), np.int64)
    rest = numbers.copy()
    while (larger := rest >= FINALS).any():
        lengths += larger
        rest = np.where(larger, (rest - FINALS) // CONTINUED, 0)
    ends = np.cumsum(lengths)
    out = np.empty(int(ends[-1]), np.uint8)
    place, rest = ends - lengths, numbers.copy()
    going = np.arange(len(numbers))
    while len(going):
        larger = rest >= FINALS
        digit = np.where(larger, FINALS + (rest - FINALS) % CONTINUED, rest)
        out[place] = _SIGNS[digit]
        place, rest, going = place[larger] + 1, (rest[larger] - FINALS) // CONTINUED, going[larger]
    return out.tobytes(), ends
