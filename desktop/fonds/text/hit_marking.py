"""Where in a text the words of a search stand, for marking them, and the piece of the text around the first.

Rule: hits are marked in the text as it is; folding is character for character, so that places stay the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from fonds.model.hits import HitFinder, Snippet, Span
from fonds.model.query_tree import Field, Node, Words, wanted_words
from fonds.text.segmentation import SENTINEL, UNSPACED, ends_unspaced, is_indexed, segment_for_query

_TO_FOLD = re.compile(
    "[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06\uff10-\uffdc]"
)
_LETTER = rf"[^\W_{UNSPACED}]"
_SNIPPET_BEFORE = 40
_SNIPPET_LENGTH = 160


def finder_for(tree: Node | None) -> HitFinder:
    """What a found post may owe its finding to."""
    words = tuple(wanted_words(tree))
    return HitFinder(
        title=hit_pattern(word for word in words if word.field is not Field.BODY),
        body=hit_pattern(word for word in words if word.field is not Field.TITLE),
    )


def hit_pattern(words: Iterable[Words]) -> re.Pattern[str] | None:
    """What to mark in a folded text: the pieces of each phrase, with anything but letters between them."""
    patterns: list[str] = []
    for word in words:
        split = segment_for_query(folded(word.text)).split()
        pattern, after_letters = "", True
        for piece in (piece for piece in split if piece != SENTINEL and any(map(is_indexed, piece))):
            letters = not ends_unspaced(piece)
            border = f"(?<!{_LETTER})" if letters and after_letters else ""
            written = _written(piece) if word.variants and not letters else re.escape(piece)
            pattern += (r"[\W_]*?" if pattern else "") + border + written
            after_letters = letters
        if pattern:
            if after_letters:
                pattern += f"{_LETTER}*" if word.prefix else f"(?!{_LETTER})"
            patterns.append(pattern)
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def _written(piece: str) -> str:
    """The ways in which a piece of Chinese may be written."""
    from fonds.text.variants import variants_of  # only here: without a search, the table waits

    kinds = map(variants_of, piece)
    return "".join(f"[{kind}]" if len(kind) > 1 else re.escape(kind) for kind in kinds)


def find_spans(pattern: re.Pattern[str] | None, text: str) -> tuple[Span, ...]:
    """The hits in a text."""
    if pattern is None:
        return ()
    spans = (hit.span() for hit in pattern.finditer(folded(text)))
    return tuple(span for span in spans if span[0] < span[1])


def make_snippet(pattern: re.Pattern[str] | None, text: str) -> Snippet:
    """The text around the first hit, else its beginning."""
    found = pattern.search(folded(text)) if pattern is not None else None
    start = max(0, found.start() - _SNIPPET_BEFORE) if found is not None else 0
    piece = "".join(
        " " if character.isspace() else character for character in text[start : start + _SNIPPET_LENGTH]
    )
    return Snippet(piece, find_spans(pattern, piece))


def folded(text: str) -> str:
    """The text, character for character, without case, width and accents: positions in it are positions in the text."""
    lowered = text.lower()
    if len(lowered) == len(text) and not _TO_FOLD.search(lowered):
        return lowered
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character < "\x80":
        return character.lower()
    normal = unicodedata.normalize("NFKC", character).casefold()
    if len(normal) != 1:
        return character
    base = unicodedata.normalize("NFD", normal)[0]
    return base if base < "\u0530" else normal  # Latin, Greek and Cyrillic
