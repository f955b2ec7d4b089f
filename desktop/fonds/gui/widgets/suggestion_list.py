"""A short list below a field, to choose from while the field keeps the keyboard. It is a child of the window, not a window
of its own: nothing takes the focus away, on whatever platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fonds.gui.theme import GRID, Role, Theme

MOST_ROWS = 10
"""Rows in sight at once; more are scrolled to."""
Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what is offered, what it means, and a number at the end ("" for none)."""

    text: str
    detail: str = ""
    count: str = ""


class SuggestionList(QListView):
    """The rows. ``chosen`` tells the number of a row that was clicked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field)
        self._theme = theme
        self._field = field
        self._model = _Lines(self)
        self._delegate = _LineDelegate(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Suggestions"))
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        theme.changed.connect(self._take_colors)
        self._take_colors()
        self.hide()

    def offer(self, lines: Sequence[Line]) -> None:
        """Show these rows below the field, none of them chosen; nothing is shown when there are none."""
        widths = (self.fontMetrics().horizontalAdvance(line.text) for line in lines if line.detail)
        self._delegate.text_width = max(widths, default=0) + 1
        self._model.set_lines(lines)
        self.setCurrentIndex(QModelIndex())
        if lines:
            self._place(len(lines))
            self.show()
            self.raise_()
            self.scrollToTop()
        else:
            self.hide()

    @property
    def row(self) -> int:
        """The row that is chosen; -1 when none is."""
        return self.currentIndex().row()

    def lines(self) -> tuple[Line, ...]:
        """What is offered; nothing when nothing is shown."""
        return self._model.lines if self.isVisible() else ()

    def move_choice(self, step: int) -> None:
        """Choose the next row or the one before; beyond either end, none."""
        count = self._model.rowCount()
        row = (self.row + 1 + step) % (count + 1) - 1
        index = self._model.index(row, 0) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if row >= 0:
            line = self._model.lines[row]
            said = " ".join(filter(None, (line.text, line.detail, line.count)))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, said))

    def _place(self, rows: int) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        edge = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        width = min(max(self._field.width(), 46 * GRID), window.width() - 2 * GRID)
        left = max(GRID, min(edge.x(), window.width() - width - GRID))
        height = min(rows, MOST_ROWS) * self.sizeHintForRow(0) + 2 * self._frame()
        self.setGeometry(QRect(left, edge.y(), width, min(height, window.height() - edge.y() - GRID)))

    def _frame(self) -> int:
        return 1 + GRID // 2

    def _take_colors(self) -> None:
        back, border = self._theme.hex(Role.RAISED), self._theme.hex(Role.BORDER_STRONG)
        self.setStyleSheet(
            f"QListView {{ background: {back}; border: 1px solid {border}; border-radius: 4px; "
            f"padding: {GRID // 2}px 0; outline: none; }}"
        )


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return line.detail
        return line if role == LINE_ROLE else None


class _LineDelegate(QStyledItemDelegate):
    """The text at the left, its meaning quietly beside it, the number at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text_width = 0  # pixels of the widest text, so that the details stand in a column

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        if chosen:
            painter.fillRect(area, self._theme.color(Role.SELECTION))
        area = area.adjusted(GRID + GRID // 2, 0, -GRID - GRID // 2, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        quiet = self._theme.color(Role.SELECTION_QUIET if chosen else Role.TEXT_QUIET)
        metrics = option.fontMetrics
        painter.setPen(quiet)
        if line.count:
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, line.count)
            area.setRight(area.right() - metrics.horizontalAdvance(line.count) - 2 * GRID)
        room = min(self.text_width, area.width() * 3 // 5) if line.detail else area.width()
        text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, room)
        used = room + 2 * GRID
        detail = metrics.elidedText(line.detail, Qt.TextElideMode.ElideRight, area.width() - used)
        painter.drawText(area.adjusted(used, 0, 0, 0), middle, detail)
        painter.setPen(self._theme.color(Role.SELECTION_TEXT if chosen else Role.TEXT))
        painter.drawText(area, middle, text)
