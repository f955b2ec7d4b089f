"""The documents of an import with what became of each, all or those of one outcome."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import joined, number_text, outcome_text
from fonds.gui.models.accession_items import AccessionItemsModel
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_table import calm
from fonds.model.accession import ImportReport, Outcome
from fonds.services.archives import Archive

LISTED = (Outcome.ADDED, Outcome.UPDATED, Outcome.SKIPPED, Outcome.FAILED)


class DocumentTable(QWidget):
    """The table with its filter. ``activated`` comes with the AccessionItem on a double-click or Enter."""

    activated = Signal(object)

    def __init__(self, archive: Archive, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._unchanged = 0
        self.model = AccessionItemsModel(archive, operations, self)
        self.model.loaded.connect(self._show_state)
        self.outcomes = QComboBox()
        self.outcomes.setAccessibleName(self.tr("Which documents"))
        self.outcomes.activated.connect(lambda _index: self._load())
        self._state = QLabel()
        self._state.setWordWrap(True)
        self.view = QTableView()
        calm(self.view)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Documents"))
        letter = self.fontMetrics().horizontalAdvance("x")
        for column, width in ((0, 46), (1, 14)):
            self.view.horizontalHeader().resizeSection(column, width * letter)
        self.view.activated.connect(self._on_activated)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.outcomes)
        row.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    @property
    def state(self) -> str:
        """What is said beside the filter."""
        return self._state.text()

    def show_accession(self, number: int, report: ImportReport) -> None:
        """Show the documents of an import; the filter stays as it is."""
        chosen = self.outcomes.currentData()
        self._number, self._unchanged = number, report.unchanged
        counts = {
            Outcome.ADDED: report.added,
            Outcome.UPDATED: report.updated,
            Outcome.SKIPPED: report.skipped,
            Outcome.FAILED: report.failed,
        }
        self.outcomes.clear()
        self.outcomes.addItem(joined([self.tr("All"), number_text(sum(counts.values()))]), "")
        for outcome in LISTED:
            self.outcomes.addItem(
                joined([outcome_text(outcome), number_text(counts[outcome])]), outcome.value
            )
        self.outcomes.setCurrentIndex(max(0, self.outcomes.findData(chosen)))
        self._load()

    def _load(self) -> None:
        value = self.outcomes.currentData()
        # An unchanged document is listed only where there is something to tell of it.
        self.model.show(self._number, [Outcome(value)] if value else tuple(Outcome))

    def _show_state(self) -> None:
        everything = not self.outcomes.currentData()
        if everything and self._unchanged:
            text = self.tr("Unchanged documents are counted, not listed.")
        elif self.model.complete and not self.model.rowCount():
            text = self.tr("There are none.")
        else:
            text = ""
        self._state.setText(text)

    def _on_activated(self, index: QModelIndex) -> None:
        self.activated.emit(self.model.item(index.row()))
