"""What a bulk edit would change in one file, the whole of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.difference_view import DifferenceView


class BulkDifferenceDialog(QDialog):
    """Shows a file before and after."""

    def __init__(
        self, theme: Theme, operations: Operations, before: str, after: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Before and after"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 560)
        self.view = DifferenceView(theme, operations)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.setSpacing(GRID)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.view.show_texts(before, after, self.tr("As it is"), self.tr("As it would be saved"))
