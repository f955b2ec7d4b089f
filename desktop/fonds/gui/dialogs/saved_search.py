"""The name of a saved search, asked for. Stays open until the name is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from fonds.gui.theme import GRID, Role, Theme

LONGEST_NAME = 200


class SavedSearchDialog(QDialog):
    """One field, and below it what is searched for. ``name_given`` asks for the name; then it is either closed, or told
    what is wrong with it (``tell_wrong``)."""

    name_given = Signal(str)

    def __init__(
        self, theme: Theme, title: str, name: str, search_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.name = QLineEdit(name[:LONGEST_NAME])
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMinimumWidth(48 * GRID)
        self.name.selectAll()
        label = QLabel(self.tr("Name"))
        label.setBuddy(self.name)
        self.query = QLabel()
        self.query.setTextFormat(Qt.TextFormat.PlainText)
        self.query.setWordWrap(True)
        self.query.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.query.setAccessibleName(self.tr("Search text"))
        self.query.setText(search_text if len(search_text) <= 300 else search_text[:299] + "…")
        self.wrong = QLabel()
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.setWordWrap(True)
        palette = self.wrong.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(Role.ERROR))
        self.wrong.setPalette(palette)
        self.wrong.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = self._buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._on_name_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (label, self.name, self.wrong, self.query):
            layout.addWidget(widget)
        layout.addSpacing(GRID)
        layout.addWidget(self._buttons)
        self.name.setFocus()
        self._on_name_changed()

    def tell_wrong(self, sentence: str) -> None:
        """Say what is wrong with the name, and let it be mended."""
        self.wrong.setText(sentence)
        self.wrong.show()
        self.name.setAccessibleDescription(sentence)
        self.save_button.setEnabled(True)
        self.name.setFocus()

    def _on_name_changed(self) -> None:
        self.wrong.hide()
        self.name.setAccessibleDescription("")
        self.save_button.setEnabled(bool(self.name.text().strip()))

    def _on_accepted(self) -> None:
        if self.name.text().strip():
            self.save_button.setEnabled(False)
            self.name_given.emit(self.name.text())
