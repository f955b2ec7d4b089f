"""How long a text is, as it is written: characters, and words, of which each Chinese character is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from fonds.text.content_facts import count_words

PIECE = 50_000
"""Characters that are counted at once; between two pieces whoever waits is asked whether it still does."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TextCounts:
    """``characters`` without ends of lines, ``visible`` without blanks as well."""

    characters: int = 0
    visible: int = 0
    words: int = 0
    lines: int = 0


def count_text(text: str, go_on: Callable[[], None] = lambda: None) -> TextCounts:
    """Count a text with line feeds. ``go_on`` may raise to end the work."""
    ends = text.count("\n")
    visible = words = start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        piece = text[start:end]
        visible += len(_BLANKS.sub("", piece))
        words += count_words(piece)
        start = end
        go_on()
    return TextCounts(len(text) - ends, visible, words, ends + 1)
