"""The items of Markdown lists: how the line after an item begins, and how their numbers run on. Pure and linear.

Rule: a list whose numbers do not count up by one, whoever wrote it so, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ITEM = re.compile(r"^([ \t]*)(?:([-*+])|([0-9]{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_INDENTATION = re.compile(r"^[ \t\u3000]*")
TAB = 4
"""Columns of a tab stop."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """The beginning of a line that is an item; ``end`` is where its text begins, ``number`` is -1 for a bullet."""

    indent: str
    bullet: str
    number: int
    mark: str
    blank: str
    box: str
    end: int

    @property
    def depth(self) -> int:
        """The columns before the bullet or the number."""
        return len(self.indent.expandtabs(TAB))


def parse_item(line: str) -> ListItem | None:
    """The list item that a line begins with; None when it begins with none."""
    match = _ITEM.match(line)
    if match is None:
        return None
    indent, bullet, number, mark, blank, box = match.groups()
    return ListItem(
        indent, bullet or "", int(number) if number else -1, mark or "", blank, box or "", match.end()
    )


def continuation(line: str, before: str = "", after: str = "") -> str:
    """What the line after this one begins with: the next item, the same quotation, the same indentation.

    ``before`` and ``after`` are its neighbours: where all items have the same number, so has the next.
    """
    item = parse_item(line)
    if item is not None:
        lead = item.bullet or f"{_next_number(item, before, after)}{item.mark}"
        return f"{item.indent}{lead}{item.blank}{'[ ] ' if item.box else ''}"
    if quote := _QUOTE.match(line):
        return quote.group()
    indentation = _INDENTATION.match(line)
    return indentation.group() if indentation else ""


def list_around(lines: Sequence[str], place: int) -> tuple[int, int]:
    """The first and the last line of the list that a line belongs to: items and what is indented below them."""
    first = place
    while first > 0 and _belongs(lines[first - 1]):
        first -= 1
    last = place
    while last + 1 < len(lines) and _belongs(lines[last + 1]):
        last += 1
    return first, last


def renumbered(lines: Sequence[str], moved: int = -1) -> list[str]:
    """The lines of a list with their numbers counted up, each depth by itself; the first of each keeps its own, but
    the one ``moved`` to a depth where it is the first becomes 1."""
    counts: dict[int, int] = {}
    found = []
    for place, line in enumerate(lines):
        item = parse_item(line)
        if item is not None:
            counts = {depth: count for depth, count in counts.items() if depth <= item.depth}
            if item.number < 0:
                counts.pop(item.depth, None)
            else:
                first = 1 if place == moved else item.number
                number = counts.get(item.depth, first - 1) + 1
                counts[item.depth] = number
                line = f"{item.indent}{number}{line[len(item.indent) :].lstrip('0123456789')}"
        found.append(line)
    return found


def counts_up(lines: Sequence[str]) -> bool:
    """Whether the numbers of a list count up by one, each depth by itself."""
    return renumbered(lines) == list(lines)


def _next_number(item: ListItem, before: str, after: str) -> int:
    for line in (before, after):
        other = parse_item(line)
        if other is not None and other.indent == item.indent and other.number == item.number:
            return item.number
    return item.number + 1


def _belongs(line: str) -> bool:
    return bool(line.strip()) and (line[0] in " \t" or parse_item(line) is not None)
