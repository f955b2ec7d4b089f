"""The table of the first documents as an import would read them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from fonds.gui.messages import date_time_text, describe_problem, number_text, status_text
from fonds.gui.theme import GRID
from fonds.model.accession import SampleRow
from fonds.model.post import Status
from fonds.model.problems import with_signs

_PROBLEMS = 5


class SampleTable(QTableWidget):
    """Read-only; the problems of a document are in its tool tips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        self.setHorizontalHeaderLabels(
            [
                self.tr("Title"),
                self.tr("Date"),
                self.tr("Status"),
                self.tr("Categories"),
                self.tr("Tags"),
                self.tr("Problems"),
                self.tr("File"),
            ]
        )
        self.setAccessibleName(self.tr("Sample"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in enumerate(self._widths()):
            header.resizeSection(column, width)

    def _widths(self) -> tuple[int, ...]:
        """Of all columns but the last, in pixels: a date, a status and a count are short, and never cut."""
        advance, room = self.fontMetrics().horizontalAdvance, GRID * 3
        title, categories, tags = (advance("x" * letters) for letters in (30, 14, 15))
        date = advance("2020-12-28 18:28 +08:00") + room
        status = max(advance(status_text(status)) for status in Status) + room
        problems = advance(self.tr("Problems")) + room
        return title, date, status, categories, tags, problems

    def show_rows(self, rows: Sequence[SampleRow]) -> None:
        """Fill the table."""
        self.setRowCount(len(rows))
        for row, item in enumerate(rows):
            sentences = "\n".join(describe_problem(problem) for problem in item.problems)
            count = number_text(len(item.problems)) if item.problems else ""
            cells = (
                with_signs(item.title),
                date_time_text(item.date),
                _status(item.status),
                item.categories,
                item.tags,
                count,
                item.path,
            )
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                both = f"{text}\n{sentences}" if sentences else text
                cell.setToolTip(sentences if column == _PROBLEMS else both if column == 0 else text)
                self.setItem(row, column, cell)


def _status(value: str) -> str:
    return status_text(Status(value)) if value in {status.value for status in Status} else value
