"""Headers that YAML refuses, made readable line by line, without guessing more than the line itself says.

Only a line that is refused by itself is touched. What stands between the first and the last quotation mark of its
value, or its whole value, is taken letter for letter. Each repair knows which characters it stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fonds.model.problems import ProblemKind
from fonds.text.yaml_nodes import READ_FAULTS, ValueReader, compose_mapping, find_excess
from fonds.text.yaml_quoting import quote_double

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_KEY = r"[^\s\-?:#'\"\[\]{},&*!|>%@`][^:\r\n]*?|-[^\s:][^:\r\n]*?|\"[^\"\r\n]*\"|'[^'\r\n]*'"
_KEY_LINE = re.compile(rf"(?P<lead>[ ]*(?:-[ ]+)?)(?P<key>{_KEY})[ \t]*:[ \t]+(?P<value>\S(?:.*\S)?)[ \t]*\Z")
_ITEM_LINE = re.compile(r"(?P<lead>[ ]*-[ \t]+)(?P<value>\S(?:.*\S)?)[ \t]*\Z")
_TIGHT_LINE = re.compile(r"(?P<key>[^\W\d][\w\-]*)(?P<colon>[:：])[ \t]*(?P<value>\S(?:.*\S)?)?[ \t]*\Z")
_TOP_KEY = re.compile(rf"(?:{_KEY})[ \t]*:(?:[ \t]|\Z)")
_TAB_INDENT = re.compile(r"(?:\A|(?<=[\r\n]))([ ]*\t[ \t]*)(?=[^\s])")
_MAX_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Repair:
    """``header[start:end]`` was read as ``text``. ``value`` is what a scalar means then, ``key`` whose it is; ``other``
    what YAML would read where the repair was a choice."""

    start: int
    end: int
    text: str
    kind: ProblemKind
    key: str = ""
    value: str = ""
    other: str = ""


def apply_repairs(header: str, repairs: Sequence[Repair]) -> str:
    """The header as it is given to the parser. The repairs are in order and do not overlap."""
    pieces: list[str] = []
    position = 0
    for repair in repairs:
        pieces += (header[position : repair.start], repair.text)
        position = repair.end
    return "".join((*pieces, header[position:]))


def original_places(repairs: Sequence[Repair]) -> Callable[[int], int]:
    """Where a place of the repaired header lies in the header itself; inside a repair, that repair's start."""
    starts: list[int] = []
    shifts = [0]
    for repair in repairs:
        starts.append(repair.start + shifts[-1])
        shifts.append(shifts[-1] + len(repair.text) - (repair.end - repair.start))

    def place(index: int) -> int:
        number = bisect_right(starts, index)
        if number and index < starts[number - 1] + len(repairs[number - 1].text):
            return repairs[number - 1].start
        return index - shifts[number]

    return place


def repair_attempts(header: str) -> Iterator[list[Repair]]:
    """Sets of repairs to try, from the most careful to the boldest."""
    for tabs in _tab_repairs(header):
        if tabs:
            yield tabs
        previous: list[Repair] = []
        for bold in (False, True):
            repairs = _line_repairs(header, tabs, bold)
            if repairs and repairs != previous:
                yield sorted((*tabs, *repairs), key=lambda repair: repair.start)
            previous = repairs


def _tab_repairs(header: str) -> Iterator[list[Repair]]:
    yield []
    indents = list(_TAB_INDENT.finditer(header))
    if not indents:
        return
    for width in (2, 4, 8):
        yield [
            Repair(*match.span(1), match.group(1).replace("\t", " " * width), ProblemKind.REPAIRED_TABS)
            for match in indents
        ]


def _line_repairs(header: str, tabs: Sequence[Repair], bold: bool) -> list[Repair]:
    """Repairs of the lines that are refused alone: the quoted ones, and if ``bold`` all others that stand alone."""
    indents = {tab.start: tab for tab in tabs}
    repairs: list[Repair] = []
    top_key = ""
    lines = list(_LINE.finditer(header))
    for number, line in enumerate(lines):
        start, text = line.start(1), line.group(1)
        tab = indents.get(start)
        if tab is not None:
            start, text = tab.end, text[tab.end - tab.start :]
        if not text.strip() or len(text) > _MAX_LINE:
            continue
        if tab is None and _TOP_KEY.match(text):
            top_key = text.partition(":")[0].strip().strip("\"'")
        following = lines[number + 1].group(1) if number + 1 < len(lines) else ""
        repair = _repair_line(text, start, top_key, bold and not _continues(following))
        if repair is not None:
            repairs.append(repair)
    return repairs


def _continues(line: str) -> bool:
    """Whether a line goes on with what the line before it began."""
    return bool(line.strip()) and line[0] in " \t" and not line.lstrip().startswith(("-", "#"))


def _repair_line(text: str, start: int, top_key: str, bold: bool) -> Repair | None:
    match = _KEY_LINE.match(text) or _ITEM_LINE.match(text)
    if match is not None:
        value = match.group("value")
        quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
        if not (quoted or bold) or _reads_alone(text[match.end("lead") :]):
            return None
        kind = ProblemKind.REPAIRED_QUOTES if quoted else ProblemKind.REPAIRED_VALUE
        raw = value[1:-1] if quoted else value
        span = (start + match.start("value"), start + match.end("value"))
        return Repair(*span, quote_double(raw), kind, top_key, raw)
    tight = _TIGHT_LINE.match(text) if bold else None
    if tight is None or (tight.group("colon") == ":" and not tight.group("value")):
        return None
    raw = tight.group("value") or ""
    span = (start + tight.start("colon"), start + (tight.end("value") if raw else tight.end("colon")))
    return Repair(*span, f": {quote_double(raw)}", ProblemKind.REPAIRED_VALUE, tight.group("key"), raw)


def _reads_alone(text: str) -> bool:
    """Whether a ``key: value`` or a list item's value is good YAML by itself."""
    single = text if _KEY_LINE.match(text) else f"item: {text}"
    if find_excess(single) is not None:
        return False
    try:
        node = compose_mapping(single)
        if node is None or len(node.value) != 1:
            return False
        ValueReader().read(node)
    except READ_FAULTS:
        return False
    return True
