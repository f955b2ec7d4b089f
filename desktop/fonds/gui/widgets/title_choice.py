"""A title that was read repaired, in both ways: as the file has it, which stays unless a person decides otherwise, and as
repaired, which is then written so that every program reads it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from fonds.gui.theme import GRID


class TitleChoice(QWidget):
    """Two ways to keep a title. Hidden where there is nothing to choose."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.as_written = QRadioButton(self.tr("Keep it as the file has it:"))
        self.as_repaired = QRadioButton(self.tr("Write it as repaired:"))
        tip = self.tr(
            "The front matter is then written so that every program reads it. All values stay the same; what else was read "
            "repaired is mended too."
        )
        self.as_repaired.setToolTip(tip)
        group = QButtonGroup(self)
        self._written, self._repaired = QLabel(), QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, 0)
        layout.setSpacing(2)
        for button, label in ((self.as_written, self._written), (self.as_repaired, self._repaired)):
            group.addButton(button)
            button.clicked.connect(lambda _checked: self.edited.emit())
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setIndent(GRID * 3)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(button)
            layout.addWidget(label)
        self.hide()

    def show_title(self, written: str, repaired: str) -> None:
        """Offer a choice, if there is a title as the file has it."""
        self._written.setText(written)
        self._repaired.setText(repaired)
        self.as_written.setAccessibleDescription(written)
        self.as_repaired.setAccessibleDescription(repaired)
        self.as_written.setChecked(True)
        self.setVisible(bool(written))

    @property
    def mended(self) -> bool:
        """Whether the repaired title is to be written."""
        return self.as_repaired.isChecked() and bool(self._written.text())

    def choose(self, *, mended: bool) -> None:
        """Show a choice that was made before."""
        (self.as_repaired if mended else self.as_written).setChecked(True)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for button in (self.as_written, self.as_repaired):
            button.setEnabled(not read_only)
