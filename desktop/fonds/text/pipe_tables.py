"""Markdown tables made of pipes: found in lines, and set so that their columns stand below one another.

Rule: a Chinese character counts as two columns (the East Asian Width of Unicode, Annex 11), a combining mark as none;
what stands in a cell is never changed, only the blanks around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_CELL = re.compile(r"(`+)(?:(?!\1).)+?\1|\\.|[^|\\`]+|[\\`]")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$")
NARROWEST = 3
"""Columns of the narrowest cell: a rule needs three hyphens."""


def columns_of(text: str) -> int:
    """How many columns a text takes in a monospaced font with Chinese glyphs."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def find_table(lines: Sequence[str], place: int) -> tuple[int, int] | None:
    """The first and the last line of the table that a line belongs to; None when it belongs to none."""
    if not 0 <= place < len(lines) or "|" not in lines[place]:
        return None
    first = last = place
    while first > 0 and "|" in lines[first - 1]:
        first -= 1
    while last + 1 < len(lines) and "|" in lines[last + 1]:
        last += 1
    for rule in range(first + 1, last + 1):
        if _is_rule(lines[rule]):
            return (rule - 1, last) if rule - 1 <= place else None
    return None


def align_table(lines: Sequence[str]) -> list[str]:
    """The lines of a table (head, rule, rows) with every column as wide as its widest cell."""
    rows = [_cells(line) for line in lines]
    sides = [_side(cell) for cell in rows[1]]
    count = max(len(row) for row in rows)
    sides += [""] * (count - len(sides))
    widths = [NARROWEST] * count
    for number, row in enumerate(rows):
        if number != 1:
            for column, cell in enumerate(row):
                widths[column] = max(widths[column], columns_of(cell))
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    result = []
    for number, row in enumerate(rows):
        row += [""] * (count - len(row))
        if number == 1:
            cells = [_rule_cell(side, width) for side, width in zip(sides, widths, strict=True)]
        else:
            cells = [_padded(cell, side, width) for cell, side, width in zip(row, sides, widths, strict=True)]
        result.append(f"{indent}| {' | '.join(cells)} |")
    return result


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _is_rule(line: str) -> bool:
    return "|" in line and len(line) <= 5000 and _RULE.match(line) is not None


def _cells(line: str) -> list[str]:
    """The cells of a row; a pipe behind a backslash or in code separates none."""
    text = line.strip()
    cells = [""]
    place = 0
    while place < len(text):
        if text[place] == "|":
            cells.append("")
            place += 1
        elif match := _CELL.match(text, place):
            cells[-1] += match.group()
            place = match.end()
    if len(cells) > 1 and not cells[0].strip():
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return [cell.strip() for cell in cells]


def _side(cell: str) -> str:
    """To which side a column is set: "<", ">", "^" or "" for what the reader prefers."""
    left, right = cell.startswith(":"), cell.endswith(":")
    if left and right:
        return "^"
    return "<" if left else ">" if right else ""


def _rule_cell(side: str, width: int) -> str:
    if side == "^":
        return f":{'-' * (width - 2)}:"
    if side == "<":
        return f":{'-' * (width - 1)}"
    return f"{'-' * (width - 1)}:" if side == ">" else "-" * width


def _padded(cell: str, side: str, width: int) -> str:
    rest = width - columns_of(cell)
    if side == ">":
        return " " * rest + cell
    if side == "^":
        return " " * (rest // 2) + cell + " " * (rest - rest // 2)
    return cell + " " * rest
