"""Paints a text of a table with the characters marked that another text beside it does not have."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fonds.gui.theme import GRID, Role, Theme

_STRENGTH = 0.3
"""How much of the colour a mark has."""


class ChangeDelegate(QStyledItemDelegate):
    """For two columns that are the same value before and after."""

    def __init__(self, theme: Theme, before: int, after: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before, self._after = before, after

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's own painting, with the text as ours."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        widget: QWidget | None = option.widget
        assert widget is not None
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        after = index.column() == self._after
        beside = self._before if after else self._after
        other = str(index.sibling(index.row(), beside).data() or "")
        if index.column() not in (self._before, self._after):
            other = text
        rect = option.rect.adjusted(GRID // 2, 0, -GRID // 2, 0)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        start, end = _changed(text, other)
        layout = QTextLayout(shown, option.font)
        mark = QTextCharFormat()
        color = QColor(self._theme.color(Role.SUCCESS if after else Role.ERROR))
        color.setAlphaF(_STRENGTH)
        mark.setBackground(color)
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, max(0, min(end, len(shown)) - start), mark
        layout.setFormats([piece])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(rect.width(), 1))
        layout.endLayout()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        painter.setPen((palette.highlightedText() if chosen else palette.text()).color())
        layout.draw(painter, QPointF(rect.x(), rect.y() + (rect.height() - line.height()) / 2))


def _changed(text: str, other: str) -> tuple[int, int]:
    """The part of a text between what both begin and end with."""
    most = min(len(text), len(other))
    start = next((place for place in range(most) if text[place] != other[place]), most)
    end = 0
    while end < most - start and text[-1 - end] == other[-1 - end]:
        end += 1
    return start, len(text) - end
