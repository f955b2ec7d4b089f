"""How alike texts are: tokens -> runs of tokens -> a signature (MinHash) -> pairs that may be alike -> how alike they are.

Rule: what counts as the same is what the index takes for the same (``text.tokens``): case, width, compatibility forms,
accents, white space, punctuation and signs make no difference. A run is ``SHINGLE`` tokens in a row, a token being a
Chinese character or a word of an alphabet, so that one changed token weighs the same in both. Signatures only propose;
``jaccard`` of the runs themselves is the truth. Pure, so that child processes can do it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fonds.text.tokens import FIRST_WORD, SENTINEL, Vocabulary, split_texts

SIMILARITY_RULES = 1
"""To be raised when the same text gets other tokens, runs or signatures: what is kept of it is then made anew."""
SHINGLE = 4
SHORT = 24
"""A text of fewer tokens is never nearly the same as another, and the same only under the same title."""
VALUES = 128
ROWS = 4
"""Values of a signature that make a band; two texts are compared when one band of them is the same. A pair whose runs
are alike to 0.8 has one with a probability of 1 - 2e-8, to 0.6 of 0.99, to 0.4 of 0.56."""
LEEWAY = 0.17
"""A pair is looked at although its signatures are less alike than asked by so much: four standard deviations."""
CROWD = 64
"""In a larger crowd with one band in common each is compared with so many next ones, not with all."""

Hashes = NDArray[np.uint64]
Signature = NDArray[np.uint16]
Signatures = NDArray[np.uint16]
Pairs = NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_DICE = np.random.default_rng(20220111)
_FACTORS = _DICE.integers(0, 1 << 32, VALUES, np.uint64).astype(np.uint32) | np.uint32(1)
_SHIFTS = _DICE.integers(0, 1 << 32, VALUES, np.uint64).astype(np.uint32)
_AT_ONCE = 16_384


def token_hashes(texts: Sequence[str]) -> list[Hashes]:
    """The tokens of each text, as numbers that are the same everywhere and always."""
    vocabulary = Vocabulary()
    numbers, starts = split_texts(texts, vocabulary)
    hashes = numbers.astype(np.uint64)
    words = numbers >= FIRST_WORD
    if words.any():
        known = np.fromiter(map(_word_hash, vocabulary), np.uint64, len(vocabulary))
        hashes[words] = known[numbers[words] - FIRST_WORD]
    bounds = starts.tolist()
    return [hashes[start:end][numbers[start:end] != SENTINEL] for start, end in pairwise(bounds)]


def _word_hash(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def text_digest(tokens: Hashes, title: Hashes) -> bytes:
    """16 bytes that two posts have in common when they say the same; empty when they say nothing."""
    if not len(tokens) and not len(title):
        return b""
    data = tokens.astype("<u8").tobytes()
    if len(tokens) < SHORT:
        data += b"\n" + title.astype("<u8").tobytes()
    return hashlib.blake2b(data, digest_size=16).digest()


def shingles(tokens: Hashes) -> Hashes:
    """The different runs of a text, ascending; none of a short text."""
    if len(tokens) < SHORT:
        return np.empty(0, np.uint64)
    count = len(tokens) - SHINGLE + 1
    hashes = tokens[:count] * _ODD
    for place in range(1, SHINGLE):
        hashes ^= hashes >> np.uint64(29)
        hashes += tokens[place : place + count]
        hashes *= _ODD
    hashes ^= hashes >> np.uint64(32)
    hashes *= _ODD
    found: Hashes = np.unique(hashes)
    return found


def signature(runs: Hashes) -> Signature:
    """``VALUES`` numbers, of which two texts have about that share in common which they have of their runs. Sixteen
    bits of each are kept: one pair of different values in 65,536 looks the same."""
    least = np.full(VALUES, 0xFFFFFFFF, np.uint32)
    high = (runs >> np.uint64(32)).astype(np.uint32)
    for start in range(0, len(high), _AT_ONCE):
        grid = _FACTORS[:, None] * high[start : start + _AT_ONCE]
        grid += _SHIFTS[:, None]
        np.minimum(least, grid.min(axis=1), out=least)
    # The lowest values have the same high bits, nearly always zeros; the low bits tell them apart.
    return least.astype(np.uint16)


def jaccard(one: Hashes, other: Hashes) -> float:
    """The share of the runs of both texts together that both have, 0 to 1."""
    if not len(one) or not len(other):
        return 0.0
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


def likely_pairs(signatures: Signatures, threshold: float) -> Iterator[Pairs]:
    """The pairs of rows that may be alike to ``threshold``, the smaller number first; a band at a time, so that whoever
    asks can stop in between. A pair may come with several bands."""
    bands = VALUES // ROWS
    keys = np.ascontiguousarray(signatures).view(np.uint64).reshape(-1, bands)
    wanted = (threshold - LEEWAY) * VALUES
    for band in range(bands):
        column = keys[:, band]
        order = np.argsort(column, kind="stable")
        pairs = _neighbours(column[order], order)
        alike = [
            (signatures[part[:, 0]] == signatures[part[:, 1]]).sum(axis=1) >= wanted
            for part in np.array_split(pairs, max(1, len(pairs) // _AT_ONCE))
        ]
        yield pairs[np.concatenate(alike)]


def _neighbours(keys: Hashes, order: Pairs) -> Pairs:
    """Pairs of places that have a key in common, found at a growing distance in the sorted row."""
    found: list[Pairs] = []
    places = np.arange(len(keys))
    for distance in range(1, CROWD + 1):
        places = places[places + distance < len(keys)]
        # Whoever has no companion at this distance has none further on.
        places = places[keys[places] == keys[places + distance]]
        if not len(places):
            break
        found.append(np.stack([order[places], order[places + distance]], axis=1))
    if not found:
        return np.empty((0, 2), np.int64)
    pairs = np.concatenate(found)
    return np.sort(pairs, axis=1)
