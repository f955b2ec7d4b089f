"""The share of finding duplicates that child processes do: texts -> fingerprints, pairs of texts -> how alike they are.

Rule: what is handed over and out can be pickled, and no archive is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from fonds.store.fingerprints import Fingerprint, PackedText
from fonds.store.packing import DamagedBytes
from fonds.text.similarity import Hashes, jaccard, shingles, signature, text_digest, token_hashes

PACKED = 4_000_000
"""Bytes of packed texts that are handed over together, at most (but for a single text): memory stays flat, however long
the texts are."""
UNPACKED_AT_ONCE = 200_000
"""Packed bytes that are split into tokens together; that takes some fifty times as many for a moment."""
RUNS_AT_ONCE = 2_000_000


class Comparison(NamedTuple):
    """Pairs of posts, and the texts of all of them."""

    texts: tuple[PackedText, ...]
    pairs: tuple[tuple[int, int], ...]


Request = tuple[PackedText, ...] | Comparison
Answer = list[Fingerprint] | list[float]


def answer(request: Request) -> Answer:
    """Fingerprints of texts, or how alike the posts of each pair are."""
    return compare(request) if isinstance(request, Comparison) else fingerprints(request)


def portions_of(texts: Sequence[PackedText], limit: int = PACKED) -> Iterator[tuple[PackedText, ...]]:
    """The texts in portions of about so many packed bytes, at least one text each."""
    portion: list[PackedText] = []
    size = 0
    for text in texts:
        size += len(text.text) + len(text.source)
        if portion and size > limit:
            yield tuple(portion)
            portion, size = [], len(text.text) + len(text.source)
        portion.append(text)
    if portion:
        yield tuple(portion)


def fingerprints(texts: Sequence[PackedText]) -> list[Fingerprint]:
    """One for each text; an empty one for damaged bytes."""
    found: list[Fingerprint] = []
    for portion in portions_of(texts, UNPACKED_AT_ONCE):
        plain = [_plain_text(text) for text in portion]
        parts = [part for text, body in zip(portion, plain, strict=True) for part in (text.title, body or "")]
        hashes = token_hashes(parts)
        for place, (text, body) in enumerate(zip(portion, plain, strict=True)):
            title, tokens = hashes[2 * place : 2 * place + 2]
            runs = shingles(tokens)
            digest = text_digest(tokens, title) if body is not None else b""
            values = signature(runs).astype("<u2").tobytes() if len(runs) else b""
            found.append(Fingerprint(text.post_id, text.revision_id, digest, values))
    return found


def compare(comparison: Comparison) -> list[float]:
    """How alike the posts of each pair are, 0 to 1; 0 where one is gone or damaged."""
    texts = {text.post_id: text for text in comparison.texts}
    runs: dict[int, Hashes] = {}
    found: list[float] = []
    for pair in comparison.pairs:
        if sum(map(len, runs.values())) > RUNS_AT_ONCE:
            runs.clear()
        for post in pair:
            if post not in runs:
                plain = _plain_text(texts[post]) if post in texts else None
                runs[post] = shingles(token_hashes([plain or ""])[0])
        found.append(jaccard(runs[pair[0]], runs[pair[1]]))
    return found


def _plain_text(text: PackedText) -> str | None:
    with suppress(DamagedBytes):
        return text.unpacked()
    return None
