"""Lists of ascending places as bytes, all lists of a segment at once.

Rule: each list is written in the shortest of three ways: three bytes a place, two bytes a gap, one byte a gap. The largest
number of a gap only goes on by as much and is no place. Lists of ``LONG`` bytes or more begin with a byte that says which
way it is; shorter ones have three bytes a place.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fonds.text.tokens import Numbers, Places

Bytes = NDArray[np.uint8]

MOST_PLACES = 1 << 24
"""A place is smaller than this."""
LONG = 24
_PLACES, _WORDS, _BYTES = 3, 2, 1  # also what each number takes
_FAR = {_WORDS: 0xFFFF, _BYTES: 0xFF}


def encode_lists(places: Numbers, begins: Places) -> tuple[Bytes, Places]:
    """The bytes of lists that begin at ``begins`` of ``places`` (none is empty), and how many each takes."""
    counts = np.diff(begins, append=len(places))
    gaps = places.copy()
    gaps[1:] -= places[:-1]
    gaps[begins] = places[begins]
    ways = _shortest(counts, gaps, begins)
    of_each = np.repeat(np.abs(ways).astype(np.uint8), counts)
    sizes = of_each.astype(np.int64)
    for way, far in _FAR.items():
        chosen = np.flatnonzero((of_each == way) & (gaps >= far))
        sizes[chosen] += way * (gaps[chosen] // far)
        gaps[chosen] %= far
    gaps = np.where(of_each == _PLACES, places, gaps)
    sizes[begins[ways > 0]] += 1
    ends = np.cumsum(sizes)
    data = np.full(int(ends[-1]) if len(ends) else 0, 0xFF, np.uint8)
    for way in (_PLACES, _WORDS, _BYTES):
        chosen = np.flatnonzero(of_each == way)
        for byte in range(way):
            data[ends[chosen] - way + byte] = (gaps[chosen] >> np.uint32(8 * byte)).astype(np.uint8)
    offsets = np.concatenate(([0], ends[begins[1:] - 1])) if len(begins) else begins
    data[offsets[ways > 0]] = ways[ways > 0]
    return data, np.diff(offsets, append=len(data))


def _shortest(counts: Places, gaps: Numbers, begins: Places) -> Places:
    """The way of each list; negative where no byte says so."""
    ways = np.full(len(counts), _PLACES)
    best = counts * _PLACES
    short = best < LONG
    for way, far in _FAR.items():
        size = way * (counts + np.add.reduceat(gaps // np.uint32(far), begins, dtype=np.int64))
        better = (size < best) & (size + 1 >= LONG) & ~short
        ways[better], best[better] = way, size[better]
    ways[short] = -_PLACES
    return ways


def decode_list(data: Bytes) -> Numbers:
    """The places of one list."""
    if len(data) < LONG:
        return _three_bytes(data)
    way, body = int(data[0]), data[1:]
    if way == _PLACES:
        return _three_bytes(body)
    numbers = body if way == _BYTES else np.frombuffer(body.tobytes(), "<u2")
    places = np.cumsum(numbers, dtype=np.uint32)
    passed = numbers == _FAR[way]
    return places[~passed] if passed.any() else places


def _three_bytes(data: Bytes) -> Numbers:
    columns = data.reshape(-1, 3).astype(np.uint32)
    places: Numbers = columns[:, 0] | (columns[:, 1] << np.uint32(8)) | (columns[:, 2] << np.uint32(16))
    return places


def decode_lists(data: Bytes, lengths: Places) -> tuple[Places, Numbers]:
    """The places of many lists that lie one after the other: for each place the number of its list, and the place. They
    come in no order. Raises ValueError or IndexError for what was never written by ``encode_lists``."""
    some = list(_decoded(data, lengths, numbered=True))
    if not some:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    return np.concatenate([numbers for numbers, _ in some]), np.concatenate([places for _, places in some])


def decode_places(data: Bytes, lengths: Places) -> Numbers:
    """The places of many lists, as ``decode_lists`` has them."""
    some = [places for _, places in _decoded(data, lengths, numbered=False)]
    return np.concatenate(some) if some else np.zeros(0, np.uint32)


def _decoded(data: Bytes, lengths: Places, *, numbered: bool) -> Iterator[tuple[Places, Numbers]]:
    """The lists of one way after the other; their numbers only where these are wanted."""
    if int(lengths.sum()) != len(data):
        raise ValueError("lists are not as long as they should be")
    ways = np.full(len(lengths), -_PLACES)
    long = np.flatnonzero(lengths >= LONG)
    heads = (np.cumsum(lengths) - lengths)[long]
    ways[long] = data[heads]
    known = 0
    for way in (-_PLACES, _PLACES, _WORDS, _BYTES):
        is_so = ways == way
        chosen = np.flatnonzero(is_so)
        if not len(chosen):
            continue
        known += len(chosen)
        size, first = abs(way), int(way > 0)
        counts = (lengths[chosen] - first) // size
        if (counts * size + first != lengths[chosen]).any():
            raise ValueError("a list ends within a number")
        body = data
        if first or len(chosen) < len(ways):
            mine = np.repeat(is_so, lengths)
            mine[heads] = False
            body = data[mine]
        if size == _PLACES:
            yield np.repeat(chosen, counts) if numbered else chosen, _three_bytes(body)
            continue
        found = (body if size == _BYTES else body.view("<u2")).astype(np.uint32)
        passed = found == _FAR[way]
        sums = np.cumsum(found, dtype=np.uint32)
        before = np.cumsum(counts) - counts
        sums -= np.repeat(sums[before] - found[before], counts)
        numbers = np.repeat(chosen, counts) if numbered else chosen
        if passed.any():
            sums, numbers = sums[~passed], numbers[~passed] if numbered else numbers
        yield numbers, sums
    if known < len(ways):
        raise ValueError("a list is written in no known way")
