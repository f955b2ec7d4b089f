"""The numbers of the lines beside a text. A piece of a long line has none: it is no line of its own."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.text_editor import TextEditor

FEWEST_DIGITS = 3


class LineNumbers(QWidget):
    """Stands at the left edge of an editor; hidden until ``set_shown``."""

    def __init__(self, editor: TextEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._shown = False
        self._here = -1
        self._pieces: list[int] = []
        self._counted: tuple[object, int] = (None, 0)
        self.setAccessibleName(self.tr("Line numbers"))
        self.hide()
        editor.installEventFilter(self)
        editor.blockCountChanged.connect(lambda _count: self._fit())
        editor.updateRequest.connect(self._on_update_asked)
        editor.cursorPositionChanged.connect(self._on_caret_moved)
        theme.changed.connect(self._fit)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the numbers."""
        self._shown = shown
        self._fit()
        self.setVisible(shown)

    def look_again(self) -> None:
        """Another document is shown."""
        self._fit()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color(Role.SURFACE))
        painter.setFont(self._editor.font())
        here = self._editor.textCursor().block().blockNumber()
        block = self._editor.firstVisibleBlock()
        height = self._editor.fontMetrics().height()
        room = self.width() - GRID
        while block.isValid():
            area = self._editor.blockBoundingGeometry(block).translated(self._editor.contentOffset())
            if area.top() > event.rect().bottom():
                break
            number = self._number(block.blockNumber())
            if number and block.isVisible():
                role = Role.TEXT if block.blockNumber() == here else Role.TEXT_QUIET
                painter.setPen(self._theme.color(role))
                place = QRect(0, int(area.top()), room, height)
                painter.drawText(
                    place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number)
                )
            block = block.next()
        painter.end()

    def _on_caret_moved(self) -> None:
        here = self._editor.textCursor().blockNumber()
        if here != self._here:
            self._here = here
            self.update()

    def _on_update_asked(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self.scroll(0, scrolled)
        else:
            self.update(0, area.y(), self.width(), area.height())

    def _fit(self) -> None:
        """Take as much room as the last number needs."""
        width = 0
        if self._shown:
            digits = max(FEWEST_DIGITS, len(str(self._editor.document().blockCount())))
            width = digits * self._editor.fontMetrics().horizontalAdvance("9") + GRID * 2
            inner = self._editor.contentsRect()
            self.setGeometry(inner.left(), inner.top(), width, inner.height())
        self._editor.set_gutter(width)

    def _number(self, block: int) -> int:
        """The number of a line; 0 for a piece of the line before."""
        source = self._editor.source
        if not source.has_soft_breaks:
            return block + 1
        if self._counted != (source, source.blockCount()):
            self._counted = (source, source.blockCount())
            self._pieces = source.pieces()
        before = bisect_right(self._pieces, block)
        return 0 if before and self._pieces[before - 1] == block else block + 1 - before
