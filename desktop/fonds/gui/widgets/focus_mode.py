"""Writing without distraction: all but the paragraph with the caret is dimmed, and its line stays at the same height."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QApplication

from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.text_editor import TextEditor

VEIL = 175
"""How much of the paper lies over the rest, of 255."""
LONGEST_PARAGRAPH = 200
"""Lines up and down from the caret in which its paragraph is looked for."""


class FocusMode(QObject):
    """Serves one editor; off until ``set_on``."""

    def __init__(self, editor: TextEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._on = False
        self._lines = (-1, -1)
        editor.cursorPositionChanged.connect(self._on_caret_moved)
        editor.overlays.append(self._dim)

    @property
    def on(self) -> bool:
        """Whether the rest is dimmed."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Dim the rest, or no more."""
        self._on = on
        self._editor.setCenterOnScroll(on)
        if on:
            self._editor.centerCursor()
        else:
            self._editor.ensureCursorVisible()
        self._editor.viewport().update()

    def _on_caret_moved(self) -> None:
        if self._on:
            # Under the pointer nothing may run away.
            if QApplication.mouseButtons() == Qt.MouseButton.NoButton and not self._editor.composing:
                self._editor.centerCursor()
            first, last = self._paragraph()
            lines = (first.blockNumber(), last.blockNumber())
            if lines != self._lines:
                self._lines = lines
                self._editor.viewport().update()

    def _dim(self, painter: QPainter, area: QRect) -> None:
        if not self._on:
            return
        color = self._theme.color(Role.SURFACE)
        color.setAlpha(VEIL)
        first, last = self._paragraph()
        offset = self._editor.contentOffset()
        top = self._editor.blockBoundingGeometry(first).translated(offset).top()
        bottom = self._editor.blockBoundingGeometry(last).translated(offset).bottom()
        above = QRect(area.left(), area.top(), area.width(), max(0, int(top) - area.top()))
        start = max(int(bottom), area.top())
        below = QRect(area.left(), start, area.width(), max(0, area.bottom() + 1 - start))
        painter.fillRect(above, color)
        painter.fillRect(below, color)

    def _paragraph(self) -> tuple[QTextBlock, QTextBlock]:
        first = last = self._editor.textCursor().block()
        if first.text().strip():
            for _ in range(LONGEST_PARAGRAPH):
                if not first.previous().text().strip():
                    break
                first = first.previous()
            for _ in range(LONGEST_PARAGRAPH):
                if not last.next().text().strip():
                    break
                last = last.next()
        return first, last
