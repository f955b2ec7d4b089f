"""The share of finding duplicates that child processes do: texts -> fingerprints, pairs of texts -> how alike they are.

Rule: what is handed over and out can be pickled, and no archive is at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from fonds.store.fingerprints import Fingerprint, PackedText
from fonds.store.packing import DamagedBytes
from fonds.text.similarity import Hashes, jaccard, shingles, signature, text_digest, token_hashes


class Comparison(NamedTuple):
    """Pairs of posts, and the texts of all of them."""

    texts: tuple[PackedText, ...]
    pairs: tuple[tuple[int, int], ...]


Request = tuple[PackedText, ...] | Comparison
Answer = list[Fingerprint] | list[float]


def answer(request: Request) -> Answer:
    """Fingerprints of texts, or how alike the posts of each pair are."""
    return compare(request) if isinstance(request, Comparison) else fingerprints(request)


def fingerprints(texts: Sequence[PackedText]) -> list[Fingerprint]:
    """One for each text; an empty one for damaged bytes."""
    plain = [_plain_text(text) for text in texts]
    hashes = token_hashes(
        [part for text, body in zip(texts, plain, strict=True) for part in (text.title, body or "")]
    )
    found: list[Fingerprint] = []
    for place, (text, body) in enumerate(zip(texts, plain, strict=True)):
        title, tokens = hashes[2 * place : 2 * place + 2]
        runs = shingles(tokens)
        found.append(
            Fingerprint(
                text.post_id,
                text.revision_id,
                text_digest(tokens, title) if body is not None else b"",
                signature(runs).astype("<u2").tobytes() if len(runs) else b"",
            )
        )
    return found


def compare(comparison: Comparison) -> list[float]:
    """How alike the posts of each pair are, 0 to 1; 0 where one is gone or damaged."""
    ids = [text.post_id for text in comparison.texts]
    hashes = token_hashes([_plain_text(text) or "" for text in comparison.texts])
    runs: dict[int, Hashes] = dict(zip(ids, map(shingles, hashes), strict=True))
    nothing = shingles(token_hashes([""])[0])
    return [jaccard(runs.get(one, nothing), runs.get(other, nothing)) for one, other in comparison.pairs]


def _plain_text(text: PackedText) -> str | None:
    with suppress(DamagedBytes):
        return text.unpacked()
    return None
