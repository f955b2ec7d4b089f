"""What the search of a site has to know of characters: those of its posts, folded as the archive's own search does it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fonds.text.segmentation import COMPOSED, UNSPACED
from fonds.text.tokens import FIRST_WORD, SENTINEL, Vocabulary, split_texts
from fonds.text.variants import variants_of


@dataclass(frozen=True, slots=True)
class Characters:
    """``fold``: a character that is folded, and what becomes of it, one pair after the other; ``dropped``: those that
    count for nothing; ``word``, ``unspaced`` and ``composed``: the inside of a set of a JavaScript regular expression;
    ``variants``: characters of Chinese, each with those that match it."""

    fold: str
    dropped: str
    word: str
    unspaced: str
    composed: str
    variants: tuple[str, ...]


class SeenCharacters:
    """Gathers the characters of texts."""

    def __init__(self) -> None:
        self._seen: NDArray[np.bool_] = np.zeros(FIRST_WORD, np.bool_)

    def add(self, texts: Iterable[str]) -> None:
        """Take note of the characters of some texts."""
        data = "".join(texts).encode("utf-32-le", "surrogatepass")
        self._seen[np.frombuffer(data, "<u4")] = True

    def known(self) -> Characters:
        """What is to be known of all of them."""
        characters = [chr(code) for code in np.flatnonzero(self._seen).tolist()]
        vocabulary = Vocabulary()
        numbers, starts = split_texts([f"a{character}a" for character in characters], vocabulary)
        words = list(vocabulary)
        fold, dropped, word, unspaced = [], [], set("0123456789abcdefghijklmnopqrstuvwxyz"), set()
        for place, character in enumerate(characters):
            tokens = numbers[int(starts[place]) : int(starts[place + 1])].tolist()
            if len(tokens) == 1:
                folded = words[tokens[0] - FIRST_WORD][1:-1]
                word.update(folded)
                if not folded:
                    dropped.append(character)
            elif SENTINEL in tokens:
                folded = chr(tokens[1])
                unspaced.add(folded)
            else:
                continue
            if folded and folded != character:
                fold.append(character + folded)
        return Characters(
            "".join(fold),
            "".join(dropped),
            _as_set(word),
            _escaped_set(UNSPACED),
            _escaped_set(COMPOSED),
            tuple(_variants(unspaced)),
        )


def _variants(unspaced: set[str]) -> Iterable[str]:
    """All characters that somebody may type to find one of these beside itself, each with what it finds."""
    typed = sorted({other for character in unspaced for other in variants_of(character)})
    for character in typed:
        found = [other for other in variants_of(character)[1:] if other in unspaced]
        if found:
            yield character + "".join(found)


def _as_set(characters: set[str]) -> str:
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(
        f"\\u{{{first:x}}}" + (f"-\\u{{{last:x}}}" if last > first else "") for first, last in ranges
    )


def _escaped_set(inside: str) -> str:
    return "".join(character if character == "-" else f"\\u{{{ord(character):x}}}" for character in inside)
