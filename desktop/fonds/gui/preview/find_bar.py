"""The bar that finds text on the page: a field, the count of hits, forth and back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget


class FindBar(QWidget):
    """Hidden until ``open``; Enter and F3 go on, with Shift back, Escape closes."""

    asked = Signal(str, bool)
    """``(text, backward)``: show the next hit; an empty text shows none."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find in this post"))
        self._field.setAccessibleName(self.tr("Find in this post"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(lambda text: self.asked.emit(text, False))
        self._hits = QLabel()
        self._hits.setAccessibleName(self.tr("Hits"))
        self._hits.setMinimumWidth(64)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self._field, 1)
        layout.addWidget(self._hits)
        layout.addWidget(self._button("‹", self.tr("Previous hit"), self.find_previous))
        layout.addWidget(self._button("›", self.tr("Next hit"), self.find_next))
        layout.addWidget(self._button("×", self.tr("Close the find bar"), self.close_bar))
        self.hide()

    def open(self) -> None:
        """Show the bar and take the keys."""
        self.show()
        self._field.setFocus()
        self._field.selectAll()
        if self._field.text():
            self.asked.emit(self._field.text(), False)

    def find_next(self) -> None:
        """Ask for the next hit; opens the bar when nothing was looked for yet."""
        self._ask(backward=False)

    def find_previous(self) -> None:
        """Ask for the hit before."""
        self._ask(backward=True)

    def close_bar(self) -> None:
        """Hide the bar and the marks."""
        self.hide()
        self._hits.clear()
        self.closed.emit()

    def show_hits(self, number: int, count: int) -> None:
        """Say which hit of how many is shown."""
        if not self._field.text():
            self._hits.clear()
        elif count == 0:
            self._hits.setText(self.tr("No hits"))
        else:
            template = self.tr("{number} of {count}")
            self._hits.setText(template.replace("{number}", str(number)).replace("{count}", str(count)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._ask(backward=shift)
        else:
            super().keyPressEvent(event)

    def _ask(self, *, backward: bool) -> None:
        if not self._field.text():
            self.open()
        else:
            self.asked.emit(self._field.text(), backward)

    def _button(self, text: str, name: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(slot)
        return button
