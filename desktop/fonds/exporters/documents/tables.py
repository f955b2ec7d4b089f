"""Rows of cells that reach over each other -> a grid in which every place is taken once.

Source: HTML Living Standard, 4.9.12 (forming a table).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from fonds.exporters.documents.blocks import Block, Cell, Indented, ItemList, Paragraph, Table, Text

MOST_COLUMNS = 63
"""What Word takes; a table that has more is no document to it."""
_WIDEST = 48


def make_table(rows: Sequence[Sequence[Cell]], headings: int, *, rtl: bool) -> Table | None:
    """The table of these rows; None where there is no cell. What stands beyond the last possible column goes into the
    last cell before it."""
    grid: list[list[Cell | None]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            _place(grid, number, cell)
    count = max((len(row) for row in grid), default=0)
    if not count:
        return None
    made = [_joined(row, number, grid, count) for number, row in enumerate(grid)]
    return Table(_widths(made, count), made, min(headings, len(made) - 1), rtl=rtl)


def _place(grid: list[list[Cell | None]], number: int, cell: Cell) -> None:
    row = grid[number]
    column = next((place for place, taken in enumerate(row) if taken is None), len(row))
    if column >= MOST_COLUMNS:
        last = next(taken for taken in reversed(row) if taken is not None)
        last.blocks += cell.blocks
        return
    cell.columns = min(cell.columns, MOST_COLUMNS - column, _free(row, column))
    cell.rows = min(cell.rows, len(grid) - number)
    for below in range(number, number + cell.rows):
        places = grid[below]
        places += [None] * (column + cell.columns - len(places))
        if any(places[column : column + cell.columns]):
            cell.rows = below - number
            break
        places[column : column + cell.columns] = [cell] * cell.columns


def _free(row: Sequence[Cell | None], column: int) -> int:
    """How many places are free from a column on."""
    taken = next((place for place in range(column, len(row)) if row[place] is not None), None)
    return MOST_COLUMNS if taken is None else taken - column


def _joined(
    row: Sequence[Cell | None], number: int, grid: Sequence[Sequence[Cell | None]], count: int
) -> list[Cell]:
    """A row's cells, each once, with covered and empty ones where no cell begins."""
    made: list[Cell] = []
    column = 0
    while column < count:
        cell = row[column] if column < len(row) else None
        if cell is None:
            made.append(Cell())
            column += 1
            continue
        above = grid[number - 1] if number else ()
        begun = column < len(above) and above[column] is cell
        made.append(Cell(columns=cell.columns, covered=True) if begun else cell)
        column += cell.columns
    return made


def _widths(rows: Sequence[Sequence[Cell]], count: int) -> list[float]:
    """The columns' shares, by what stands in them: long texts get more, none gets next to nothing."""
    longest = [4.0] * count
    for row in rows:
        column = 0
        for cell in row:
            length = min(_WIDEST, length_of(cell.blocks) / cell.columns)
            for place in range(column, column + cell.columns):
                longest[place] = max(longest[place], length)
            column += cell.columns
    weights = [math.sqrt(length) + length / 12 for length in longest]
    whole = sum(weights)
    return [weight / whole for weight in weights]


def length_of(blocks: Sequence[Block]) -> int:
    """How long the text of blocks is, in letters of Latin width."""
    total = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            texts = (run.text for run in block.runs if isinstance(run, Text))
            total += sum(len(text) + sum(letter > "\u2e7f" for letter in text) for text in texts)
        elif isinstance(block, ItemList):
            total += max((length_of(item.blocks) for item in block.items), default=0)
        elif isinstance(block, Indented):
            total += length_of(block.blocks)
        else:
            total += _WIDEST
    return total
