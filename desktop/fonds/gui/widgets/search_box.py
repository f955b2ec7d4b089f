"""The search box: says what is searched for when typing rests for a moment, never while an input method composes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fonds.gui.icons import Icons

PAUSE = 120
"""Milliseconds without typing after which the search begins."""


class SearchBox(QLineEdit):
    """A line to search in. Esc clears it, Down leads to the list, Enter searches at once."""

    search_changed = Signal(str)
    """The text, stripped, whenever it differs from the last one sent."""
    list_requested = Signal()
    """Down or Enter was pressed: the focus should go to what was found."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = ""
        self._composing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._send)
        self._clear = QAction(icons.icon("close"), "", self)
        self._clear.triggered.connect(self.clear_search)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.setMaxLength(2000)
        self.textChanged.connect(self._on_text_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self.setPlaceholderText(self.tr("Search posts"))
        self.setAccessibleName(self.tr("Search posts"))
        self.setToolTip(self.tr("Find posts by any word, or by any Chinese characters"))
        self._clear.setText(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search"))

    @property
    def search_text(self) -> str:
        """What is searched for, whether or not it was sent already."""
        return self.text().strip()

    def clear_search(self) -> None:
        """Empty the box and say so at once."""
        self.clear()
        self._send()

    def set_search(self, text: str) -> None:
        """Put a text in and search for it at once."""
        self.setText(text)
        self._send()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._pause.stop()
        elif self.search_text != self._sent:
            self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        elif key == Qt.Key.Key_Down or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._composing):
            self._send()
            self.list_requested.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not self._composing:
            self._pause.start()

    def _send(self) -> None:
        self._pause.stop()
        if self.search_text != self._sent:
            self._sent = self.search_text
            self.search_changed.emit(self._sent)
