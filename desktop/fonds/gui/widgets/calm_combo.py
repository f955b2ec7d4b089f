"""A combo box that the mouse wheel passes over: scrolling a form must not change what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class CalmComboBox(QComboBox):
    """Turns with the wheel only while its list is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class WritableComboBox(CalmComboBox):
    """One that can be typed into, too. Its first item is words for "no choice", and no value to change letter by letter:
    a click takes them whole, so that what is typed comes in their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        if line is not None:
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = self.lineEdit()
        released = watched is line and event.type() is QEvent.Type.MouseButtonRelease
        if released and line is not None and line.text() == self.itemText(0):
            line.selectAll()
        return super().eventFilter(watched, event)
