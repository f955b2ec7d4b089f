"""The words of a line of prose that a dictionary can know: not code, addresses, names of files, marks or abbreviations, and
nothing in a script that is written without blanks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fonds.text.segmentation import UNSPACED

LONGEST_LINE = 20_000
"""Characters of a line that are looked at; more is no line that anybody wrote."""
LONGEST_WORD = 40
SKIPPED = frozenset({"code", "marker", "tag", "string", "comment", "entity", "key"})
"""The roles of the editor's grammar in which there is no prose; of a link its words are."""

_NO_PROSE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,15}://[^\s<>()\u3000-\u303f\uff00-\uffef]*|www\.[^\s<>()]+"  # addresses
    r"|[\w.+-]+@[\w.-]+\w|[@#][A-Za-z0-9_][\w/-]*"  # mail, people, tags
    r"|(?:[A-Za-z]:)?(?:[\w.~-]*[/\\])+[\w.~-]*"  # paths
    r"|[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)+|\w*[\d_]\w*"  # file names, names with numbers
    r"|<(code|pre|kbd|script|style|samp|var)\b[^<>]*>.*?(?:</\1>|$)|<[^<>]*>|&\w+;"  # code in HTML
    r"|\{[{%].*?[%}]\}|:[a-z_]+:|\[\[[^\[\]]*\]\]",  # templates, pictures by name, wikilinks
    re.ASCII | re.IGNORECASE,
)
_WORD = re.compile(rf"(?:(?![{UNSPACED}])[^\W\d_])+(?:['’](?:(?![{UNSPACED}])[^\W\d_])+)*")
_LINK_WORDS = re.compile(r"!?\[([^\[\]]*)\]")

Word = tuple[int, int, str]
"""Where a word begins, how long it is, and the word, in Python's characters."""


def words_of(line: str, spans: Iterable[tuple[int, int, str]] = ()) -> list[Word]:
    """The words of a line; ``spans`` are the places of the grammar's roles: start, length, role."""
    if len(line) > LONGEST_LINE or not line.strip():
        return []
    closed = bytearray(len(line))
    for start, length, role in spans:
        if role in SKIPPED:
            closed[start : start + length] = b"\1" * length
        elif role == "link":
            closed[start : start + length] = b"\1" * length
            shown = _LINK_WORDS.match(line, start, start + length)
            if shown is not None:
                low, high = shown.span(1)
                closed[low:high] = bytes(high - low)
    for match in _NO_PROSE.finditer(line):
        low, high = match.span()
        closed[low:high] = b"\1" * (high - low)
    return [
        (match.start(), len(match.group()), match.group().replace("’", "'"))
        for match in _WORD.finditer(line)
        if not closed[match.start()] and _is_plain(match.group())
    ]


def _is_plain(word: str) -> bool:
    """Whether it is a word, not a letter, an abbreviation or a name like ``QtWidgets``."""
    return 1 < len(word) <= LONGEST_WORD and word[1:] == word[1:].lower()


def best_dictionary(language: str, names: Sequence[str], chosen: str = "") -> str:
    """The dictionary for a text: the one that is ``chosen``, that of the language (``en-GB``) or of another region of it,
    in the order of ``names``; "" when there is none."""
    if chosen in names:
        return chosen
    wanted = language.replace("-", "_").casefold()
    if not wanted:
        return ""
    exact = [name for name in names if name.casefold() == wanted]
    tongue = wanted.split("_")[0]
    near = [name for name in names if name.casefold().split("_")[0] == tongue]
    usual = (tongue, f"{tongue}_{tongue}", "en_us")  # German of Germany rather than of Austria
    near.sort(key=lambda name: name.casefold() not in usual)
    return (exact or near or [""])[0]
