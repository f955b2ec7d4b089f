"""How the search box shows what it understood: fields in a colour, operators quiet, faults underlined, and one line below
that says what is wrong. Nothing moves, and nothing pops up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QPainter, QPaintEvent, QPen, QTextCharFormat
from PySide6.QtWidgets import QLabel, QWidget

from fonds.gui.text_units import units
from fonds.gui.theme import GRID, Role, Theme
from fonds.model.query_tree import PieceKind, Query, QueryMark

WIDEST = 80 * GRID
_ROLES = {PieceKind.FIELD: Role.SYNTAX_KEY, PieceKind.OPERATOR: Role.TEXT_QUIET}


def formats_event(query: Query, marks: Iterable[QueryMark], theme: Theme, cursor: int) -> QInputMethodEvent:
    """The event that makes a line of text wear its formats: the only way that QLineEdit has. It changes no text."""
    attributes = []
    for start, length, look in _looks(query, marks, theme):
        begin, end = units(query.text, start), units(query.text, start + length)
        kind = QInputMethodEvent.AttributeType.TextFormat
        attributes.append(QInputMethodEvent.Attribute(kind, begin - cursor, end - begin, look))
    return QInputMethodEvent("", attributes)


def _looks(
    query: Query, marks: Iterable[QueryMark], theme: Theme
) -> Iterator[tuple[int, int, QTextCharFormat]]:
    for piece in query.pieces:
        if piece.kind in _ROLES:
            look = QTextCharFormat()
            look.setForeground(theme.color(_ROLES[piece.kind]))
            yield piece.start, piece.length, look
    for mark in marks:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(theme.color(Role.ERROR))
        yield mark.start, mark.length, look


class QueryNote(QLabel):
    """The line below a field. It lies over the window, so that nothing moves when it comes or goes."""

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field)
        self._theme = theme
        self._field = field
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)
        self.hide()

    def tell(self, text: str) -> None:
        """Say it; "" says nothing."""
        self.setText(text)
        if not text:
            self.hide()
            return
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        edge = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        natural = self.fontMetrics().horizontalAdvance(text) + 3 * GRID
        room = min(max(natural, self._field.width()), WIDEST, window.width() - edge.x() - GRID)
        width = max(self._field.width(), room)
        self.setGeometry(QRect(edge.x(), edge.y(), width, self.heightForWidth(width)))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.BORDER), 1))
        painter.setBrush(self._theme.color(Role.RAISED))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.color(Role.ERROR))
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), wrapped, self.text())
        painter.end()
