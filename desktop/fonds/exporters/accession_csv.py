"""The report of an accession as a table: one row for each document, with its problems in one cell.

Rule: a spreadsheet must neither guess the encoding nor run a cell. The file begins with a byte order mark, and a cell
that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from io import StringIO

from fonds.exporters.accession_report import Items, ReportWords, Write
from fonds.exporters.cells import guarded
from fonds.model.accession import Accession, AccessionItem

COLUMNS = ("number", "path", "outcome", "post", "repaired", "kept_raw", "problems")
"""The same in every language, for programs that read it."""


def write_csv(accession: Accession, items: Items, words: ReportWords, write: Write) -> None:
    """Write the table, as RFC 4180 has it."""
    line = StringIO()
    rows = csv.writer(line)
    write("\N{ZERO WIDTH NO-BREAK SPACE}")
    rows.writerow(COLUMNS)
    for item in items():
        rows.writerow([guarded(cell) for cell in _cells(accession, item, words)])
        write(line.getvalue())
        line.seek(0)
        line.truncate()
    write(line.getvalue())


def _cells(accession: Accession, item: AccessionItem, words: ReportWords) -> tuple[str, ...]:
    problems = [
        f"{problem.line}: {words.problem(problem)}" if problem.line else words.problem(problem)
        for problem in item.problems
    ]
    return (
        str(accession.id),
        item.path,
        item.outcome.value if item.outcome is not None else "",
        "" if item.post_id is None else str(item.post_id),
        "1" if item.repaired else "",
        "1" if item.kept_raw else "",
        "\n".join(problems),
    )
