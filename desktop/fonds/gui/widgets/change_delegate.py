"""Paints a text of a table with the characters marked that another text beside it does not have."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fonds.gui.bulk_messages import PART
from fonds.gui.theme import GRID, Role, Theme

_STRENGTH = 0.3
"""How much of the colour a mark has."""
_ONE_LINE = QTextOption()
_ONE_LINE.setWrapMode(QTextOption.WrapMode.NoWrap)
_BEFORE = 6
"""Characters that are left before a change which would stand outside its column."""
Span = tuple[int, int]
"""Begin and end of a change."""


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
        rect = option.rect.adjusted(GRID, 0, -GRID, 0)
        marks = changed_parts(text, other)
        metrics = option.fontMetrics
        if marks and metrics.horizontalAdvance(text[: marks[0][1]]) > rect.width():
            text, marks = from_change(text, marks)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        layout = QTextLayout(shown, option.font)
        layout.setTextOption(_ONE_LINE)
        layout.setFormats([self._mark(start, min(end, len(shown)), after) for start, end in marks])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(rect.width(), 1))
        layout.endLayout()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        painter.setPen((palette.highlightedText() if chosen else palette.text()).color())
        layout.draw(painter, QPointF(rect.x(), rect.y() + (rect.height() - line.height()) / 2))

    def _mark(self, start: int, end: int, after: bool) -> QTextLayout.FormatRange:
        color = QColor(self._theme.color(Role.SUCCESS if after else Role.ERROR))
        color.setAlphaF(_STRENGTH)
        mark, piece = QTextCharFormat(), QTextLayout.FormatRange()
        mark.setBackground(color)
        piece.start, piece.length, piece.format = start, max(0, end - start), mark
        return piece


def changed_parts(text: str, other: str) -> list[Span]:
    """Where a text differs from another one: in each of the values that both consist of, between what the value begins
    and ends with in both."""
    parts, others = text.split(PART), other.split(PART)
    if len(parts) != len(others):
        parts, others = [text], [other]
    found: list[Span] = []
    place = 0
    for part, beside in zip(parts, others, strict=True):
        start, end = _changed(part, beside)
        if start < end:
            found.append((place + start, place + end))
        place += len(part) + len(PART)
    return found


def _changed(text: str, other: str) -> tuple[int, int]:
    """The part of a text between what both begin and end with."""
    most = min(len(text), len(other))
    start = next((place for place in range(most) if text[place] != other[place]), most)
    end = 0
    while end < most - start and text[-1 - end] == other[-1 - end]:
        end += 1
    return start, len(text) - end


def from_change(text: str, marks: list[Span]) -> tuple[str, list[Span]]:
    """A text from shortly before its first change on, and where the changes stand in that."""
    cut = max(0, marks[0][0] - _BEFORE)
    if not cut:
        return text, marks
    return f"…{text[cut:]}", [(start - cut + 1, end - cut + 1) for start, end in marks]
