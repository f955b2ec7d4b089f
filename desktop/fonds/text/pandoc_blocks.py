"""Where Pandoc's metadata stand: a ``% title`` block on the first lines, and YAML blocks anywhere behind a blank line.

A YAML block opens with ``---``, which no blank line follows (else it is a rule), and closes with ``---`` or ``...``;
what stands in fenced code, comments or raw HTML is none. Source: Pandoc's manual, "Metadata blocks".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PANDOC = "pandoc"
"""The word for these conventions, in ``DocumentParts.dialect``."""

_EOL = r"(?:\r\n|\n|\r|\Z)"
_LINE = r"(?:(?<=[\r\n])|\A)"
_MORE = rf"(?:[ \t]+[^\s][^\r\n]*{_EOL})*"
_TITLE_BLOCK = re.compile(
    rf"(?P<title>%(?!%)[^\r\n]*{_EOL}{_MORE})(?:(?P<author>%[^\r\n]*{_EOL}{_MORE})(?P<date>%[^\r\n]*{_EOL}{_MORE})?)?"
)
_SLOTS = ("title", "author", "date")
_START = re.compile(
    rf"{_LINE}(?:[ ]{{0,3}}(?:(?P<fence>`{{3,}}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{{3,}})|(?P<comment><!--))"
    rf"|<(?P<raw>pre|script|style|textarea)[\s>]|(?P<dashes>---)[ \t]*(?:\r\n|\n|\r))",
    re.IGNORECASE,
)
_CLOSER = re.compile(rf"(?<=[\r\n])(?:---|\.\.\.)[ \t]*{_EOL}")
_BEFORE = re.compile(r"(?:[ \t]*|</?[a-z][^<>\r\n]*>[ \t]*)\Z", re.IGNORECASE)
_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*\Z")
_LINE_REST = re.compile(rf"[ \t]*{_EOL}")
_BLANK = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_COMMENT_END = re.compile("-->")
_FENCE_END = {
    mark: re.compile(rf"(?<=[\r\n])[ ]{{0,3}}({mark}{{3,}})[ \t]*(?=[\r\n]|\Z)") for mark in ("`", "~")
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a title block with the lines that go on with it: its text is ``block[start:end]``, and the next line
    begins at ``after``."""

    key: str
    start: int
    end: int
    after: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block ``text[start:end]`` with its fences, whose YAML is ``text[inner_start:inner_end]``."""

    start: int
    inner_start: int
    inner_end: int
    end: int


def title_block_end(text: str) -> int:
    """Where the title block at the start of a text ends; 0 when there is none."""
    match = _TITLE_BLOCK.match(text)
    return match.end() if match else 0


def title_slots(block: str) -> list[Slot]:
    """The lines of a title block: of the title, then of the authors, then of the date."""
    match = _TITLE_BLOCK.match(block)
    slots: list[Slot] = []
    for key in _SLOTS if match else ():
        start, after = match.span(key) if match else (-1, -1)
        if start >= 0:
            slots.append(Slot(key, start + 1, start + len(block[start:after].rstrip("\r\n")), after))
    return slots


def find_blocks(text: str, accept: Callable[[Block], bool], start: int = 0) -> Iterator[Block]:
    """The YAML blocks from ``start`` on, in order. What needs no blank line before it is a block at ``start`` itself, and one
    right behind another, an underlined heading, code, a comment or a tag.

    What only looks like one is asked of ``accept``; behind the first line of what it refuses the search goes on.
    """
    position = ended = start
    unclosed: dict[str, int] = {}
    while (match := _START.search(text, position)) is not None:
        position = match.end()
        place = match.start()
        if match.group("dashes") is None:
            silent = _silent_end(text, match, unclosed)
            rest = _LINE_REST.match(text, silent) if silent >= 0 else None
            position = max(position, silent)
            ended = rest.end() if rest else -1
            continue
        if _BLANK.match(text, position) or not (place == ended or _may_follow(text, place)):
            continue
        closer = _CLOSER.search(text, position - 1)
        if closer is None:
            return
        block = Block(place, position, closer.start(), closer.end())
        if accept(block):
            position = ended = block.end
            yield block


def _silent_end(text: str, match: re.Match[str], unclosed: dict[str, int]) -> int:
    """The end of code, a comment or raw HTML; -1 for what never ends and is therefore none. ``unclosed`` remembers how
    long the marks were for which no end was found, so that a text of nothing but such marks takes no longer."""
    fence = match.group("fence") or ""
    mark = fence[:1] or (match.group("raw") or "<!--").lower()
    if len(fence) >= unclosed.get(mark, len(fence) + 1):
        return -1
    end: re.Match[str] | None
    if fence:
        closers = _FENCE_END[mark].finditer(text, match.end())
        end = next((closer for closer in closers if len(closer.group(1)) >= len(fence)), None)
    elif match.group("comment"):
        end = _COMMENT_END.search(text, match.end())
    else:
        end = re.compile(rf"</{mark}\s*>", re.IGNORECASE).search(text, match.end())
    if end is None:
        unclosed[mark] = len(fence)
        return -1
    return end.end()


def _may_follow(text: str, place: int) -> bool:
    """Whether the line before is blank, underlines a heading or is a tag, or there is none."""
    start, end = _line_before(text, place)
    if end <= 0 or _BEFORE.match(text, start, end):
        return True
    return _UNDERLINE.match(text, start, end) is not None and bool(
        text[slice(*_line_before(text, start))].strip()
    )


def _line_before(text: str, place: int) -> tuple[int, int]:
    """The line that ends before ``place``, without its end; (0, 0) when there is none."""
    end = max(0, place - (2 if text[max(0, place - 2) : place] == "\r\n" else 1))
    return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1, end
