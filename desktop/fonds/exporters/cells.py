"""Cells of a table that a spreadsheet must neither run nor misread."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell that spreadsheets run begins with; some take the full-width signs for the others."""


def guarded(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_line(cells: Sequence[str]) -> str:
    """A row as RFC 4180 has it, with its line end."""
    line = StringIO()
    csv.writer(line).writerow([guarded(cell) for cell in cells])
    return line.getvalue()
