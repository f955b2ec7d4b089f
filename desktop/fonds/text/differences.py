"""What differs between two texts: lines, and inside a changed line the characters. Bounded work for any input.

What both texts begin and end with is taken off first, at the speed of comparing bytes; lines that stand once in both
then hold the rest in place (the "patience" rule), and only short stretches between them are compared in full.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from fonds.text.front_matter import count_lines

CONTEXT = 3
"""Unchanged lines that are shown around a difference."""
MAX_LINES = 2000
"""Lines of either text that are compared; what follows a larger difference is counted, not shown."""
MAX_STRETCH = 120
"""Lines between two that hold; a longer stretch counts as replaced as a whole."""
MAX_INNER = 600
"""Characters of a line that are compared with those of another."""

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++\Z")
_WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)

Span = tuple[int, int]


class RowKind(StrEnum):
    """What became of a line."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``before`` and ``after`` are its numbers, from 1 (0: it is not there). ``marks`` are the changed
    characters. Of a SKIPPED row the text is empty, and ``count`` unchanged lines are left out."""

    kind: RowKind
    text: str = ""
    before: int = 0
    after: int = 0
    marks: tuple[Span, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Differences:
    """The rows to show. ``places`` are the rows at which differences begin; ``cut`` says that there are more."""

    rows: tuple[Row, ...] = ()
    places: tuple[int, ...] = ()
    cut: bool = False


def find_differences(before: str, after: str, context: int = CONTEXT) -> Differences:
    """The differing lines with a few around them."""
    if before == after:
        return Differences()
    head, tail = _common_ends(before, after)
    old, old_cut = _lines(before, head, len(before) - tail)
    new, new_cut = _lines(after, head, len(after) - tail)
    first = count_lines(before[:head])
    rows = _leading(before, head, first, context)
    rows += _changed_rows(old, new, first, context)
    cut = old_cut or new_cut
    if not cut and tail:
        rows += _trailing(before, len(before) - tail, first + len(old), first + len(new), context)
    places = tuple(
        place
        for place, row in enumerate(rows)
        if row.kind in _CHANGED and (not place or rows[place - 1].kind not in _CHANGED)
    )
    return Differences(tuple(rows), places, cut)


_CHANGED = (RowKind.REMOVED, RowKind.ADDED)


def _common_ends(before: str, after: str) -> Span:
    """How many characters of whole lines both begin with, and how many they end with."""
    shorter = min(len(before), len(after))
    head = _reach(shorter, lambda low, high: before[low:high] == after[low:high])
    head = _line_start(before, head)
    if head and before[head - 1] == "\r" and "\n" in (before[head : head + 1], after[head : head + 1]):
        head = _line_start(before, head - 1)
    one, two = len(before), len(after)
    tail = _reach(
        shorter - head, lambda low, high: before[one - high : one - low] == after[two - high : two - low]
    )
    starts = (before[one - tail - 1 : one - tail] or "\n", after[two - tail - 1 : two - tail] or "\n")
    if tail and starts != ("\n", "\n"):
        end = before.find("\n", one - tail)
        tail = one - (end + 1) if end >= 0 else 0
    return head, tail


def _line_start(text: str, place: int) -> int:
    """The start of the line in which a place lies; the place itself where a line begins."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _reach(limit: int, equal: Callable[[int, int], bool]) -> int:
    """How far two texts are equal; asks for one piece after the other, the last ones ever smaller."""
    reached, step = 0, 1024
    while reached < limit and equal(reached, min(reached + step, limit)):
        reached, step = min(reached + step, limit), min(step * 2, 1 << 20)
    while step:
        if reached + step <= limit and equal(reached, reached + step):
            reached += step
        step //= 2
    return reached


def _lines(text: str, start: int, end: int) -> tuple[list[str], bool]:
    """The lines of a stretch with their ends, and whether there were too many."""
    found: list[str] = []
    for match in _LINE.finditer(text, start, end):
        if len(found) == MAX_LINES:
            return found, True
        found.append(match.group())
    return found, False


def _leading(before: str, head: int, first: int, context: int) -> list[Row]:
    start, wanted = head, min(context, first)
    for _ in range(wanted):
        end = start - 2 if before[max(0, start - 2) : start] == "\r\n" else start - 1
        start = _line_start(before, max(0, end))
    shown = [match.group() for match in _LINE.finditer(before, start, head)]
    number = first - len(shown)
    rows = [Row(RowKind.SKIPPED, count=number)] if number else []
    return rows + [
        Row(RowKind.SAME, text, number + place + 1, number + place + 1) for place, text in enumerate(shown)
    ]


def _trailing(text: str, start: int, before: int, after: int, context: int) -> list[Row]:
    rows: list[Row] = []
    place = start
    for match in _LINE.finditer(text, start):
        if len(rows) == context:
            break
        rows.append(Row(RowKind.SAME, match.group(), before + len(rows) + 1, after + len(rows) + 1))
        place = match.end()
    rest = count_lines(text[place:]) + (place < len(text) and text[-1] not in "\r\n")
    return [*rows, Row(RowKind.SKIPPED, count=rest)] if rest > 0 else rows


def _changed_rows(old: list[str], new: list[str], first: int, context: int) -> list[Row]:
    rows: list[Row] = []
    pairs = _matching(old, new)
    place, other = 0, 0
    for start, begin, size in [*_runs(pairs), (len(old), len(new), 0)]:
        rows += _replaced(old[place:start], new[other:begin], first + place, first + other)
        ends = (bool(start), start + size < len(old) or begin + size < len(new))
        rows += _same(old[start : start + size], first + start, first + begin, context, ends)
        place, other = start + size, begin + size
    return rows


def _same(lines: list[str], before: int, after: int, context: int, near: tuple[bool, bool]) -> list[Row]:
    """Unchanged lines; those far from any difference become one row."""
    made = [Row(RowKind.SAME, text, before + n + 1, after + n + 1) for n, text in enumerate(lines)]
    head, tail = context * near[0], context * near[1]
    if len(made) <= head + tail + 1:
        return made
    skipped = Row(RowKind.SKIPPED, count=len(made) - head - tail)
    return [*made[:head], skipped, *(made[-tail:] if tail else [])]


def _replaced(old: list[str], new: list[str], before: int, after: int) -> list[Row]:
    """Removed lines, then added ones; those that stand for each other are compared by character."""
    marks = [_inner(a, b) for a, b in zip(old, new, strict=False)] if len(old) + len(new) <= 400 else []
    gone = [
        Row(RowKind.REMOVED, text, before + n + 1, 0, marks[n][0] if n < len(marks) else ())
        for n, text in enumerate(old)
    ]
    come = [
        Row(RowKind.ADDED, text, 0, after + n + 1, marks[n][1] if n < len(marks) else ())
        for n, text in enumerate(new)
    ]
    return gone + come


def _inner(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The changed characters of two lines; nothing where hardly anything is common."""
    if len(old) > MAX_INNER or len(new) > MAX_INNER:
        return (), ()
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = sum(
        len("".join(before[match.a : match.a + match.size]).strip())
        for match in matcher.get_matching_blocks()
    )
    if kept * 4 < min(len(old.strip()), len(new.strip())):
        return (), ()
    gone, come = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone.append((len("".join(before[:a])), len("".join(before[:b]))))
            come.append((len("".join(after[:c])), len("".join(after[:d]))))
    return tuple(span for span in gone if span[0] < span[1]), tuple(
        span for span in come if span[0] < span[1]
    )


def _matching(old: list[str], new: list[str]) -> list[Span]:
    """Which line of the one is which of the other, both rising."""
    anchors = _rising(_unique_pairs(old, new))
    found: list[Span] = []
    place, other = 0, 0
    for start, begin in [*anchors, (len(old), len(new))]:
        found += _between(old, new, (place, start), (other, begin))
        if start < len(old):
            found.append((start, begin))
        place, other = start + 1, begin + 1
    return found


def _between(old: list[str], new: list[str], one: Span, two: Span) -> list[Span]:
    found: list[Span] = []
    (a, b), (c, d) = one, two
    while a < b and c < d and old[a] == new[c]:
        found.append((a, c))
        a, c = a + 1, c + 1
    ending: list[Span] = []
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        ending.append((b, d))
    if 0 < b - a <= MAX_STRETCH and 0 < d - c <= MAX_STRETCH:
        matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
        for match in matcher.get_matching_blocks():
            found += [(a + match.a + n, c + match.b + n) for n in range(match.size)]
    return found + ending[::-1]


def _unique_pairs(old: list[str], new: list[str]) -> list[Span]:
    ones, twos = Counter(old), Counter(new)
    places = {text: place for place, text in enumerate(new) if twos[text] == 1}
    return [(place, places[text]) for place, text in enumerate(old) if ones[text] == 1 and text in places]


def _rising(pairs: list[Span]) -> list[Span]:
    """The longest choice of pairs of which both places rise; the first ones do already."""
    ends: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        slot = bisect_left(ends, place)
        previous.append(tops[slot - 1] if slot else -1)
        ends[slot : slot + 1], tops[slot : slot + 1] = [place], [number]
    chosen: list[Span] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = previous[number]
    return chosen[::-1]


def _runs(pairs: list[Span]) -> list[tuple[int, int, int]]:
    """Matching lines, those that follow one another in both together."""
    runs: list[tuple[int, int, int]] = []
    for place, other in pairs:
        if runs and runs[-1][0] + runs[-1][2] == place and runs[-1][1] + runs[-1][2] == other:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((place, other, 1))
    return runs
