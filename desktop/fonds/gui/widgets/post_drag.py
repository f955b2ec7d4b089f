"""Posts that are dragged out of the list, and where they are dropped in it to be put in order.

Rule: numbers mean something in this process alone, so that what is dragged has a type that no other one knows.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QTableView, QWidget

from fonds.gui import messages
from fonds.gui.theme import GRID, Role, Theme

OWN = f"process={os.getpid()}-{os.urandom(8).hex()}"
"""What no other process calls itself, not even one that has the same archive open."""
POSTS = f"application/x-fonds-posts;{OWN}"
"""The numbers of posts, eight bytes each."""
_EDGE = 24
"""Pixels from the edge within which the list scrolls under a drag."""


def posts_data(ids: array[int]) -> QMimeData:
    """What a drag of posts carries."""
    data = QMimeData()
    data.setData(POSTS, QByteArray(array("q", ids).tobytes()))
    return data


def dragged_posts(event: QDropEvent) -> array[int] | None:
    """The posts that are dragged here; None for anything else."""
    found: array[int] = array("q")
    if not event.mimeData().hasFormat(POSTS):
        return None
    found.frombytes(event.mimeData().data(POSTS).data())
    return found


def drag_posts(view: QWidget, ids: array[int]) -> None:
    """Let posts be dragged until they are dropped."""
    if not len(ids):
        return
    drag = QDrag(view)
    drag.setMimeData(posts_data(ids))
    drag.setPixmap(drag_label(view, messages.posts_text(len(ids))))
    drag.setHotSpot(QPoint(-GRID, -GRID))
    drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.CopyAction)


def drag_label(view: QWidget, text: str) -> QPixmap:
    """A small sign that goes with the mouse."""
    metrics = view.fontMetrics()
    size = QSize(metrics.horizontalAdvance(text) + 2 * GRID, metrics.height() + GRID)
    ratio = view.devicePixelRatioF()
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(view.palette().highlight())
    painter.drawRoundedRect(QRect(QPoint(0, 0), size), 4, 4)
    painter.setPen(QColor(view.palette().highlightedText().color()))
    painter.drawText(QRect(QPoint(0, 0), size), int(Qt.AlignmentFlag.AlignCenter), text)
    painter.end()
    return picture


class HandOrderDrops(QObject):
    """Takes posts that are dropped between the rows of a list which is in an order made by hand."""

    dropped = Signal(object, int)
    """The numbers of the posts, and the row before which they were dropped (the number of rows: behind all)."""

    def __init__(self, view: QTableView, theme: Theme, takes: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view, self._takes, self._theme = view, takes, theme
        self._line = QFrame()
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._attached = False

    def attach(self) -> None:
        """Begin; not before the window was painted, as asking Qt for a widget of its own loads all its kinds."""
        if not self._attached:
            self._attached = True
            self._line.setParent(self._view.viewport())
            self._line.hide()
            self._view.viewport().setAcceptDrops(True)
            self._view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return self._on_dragged(cast("QDragEnterEvent | QDragMoveEvent", event))
        if kind == QEvent.Type.Drop:
            return self._on_dropped(cast("QDropEvent", event))
        if kind == QEvent.Type.DragLeave:
            self._line.hide()
            cast("QDragLeaveEvent", event).accept()
            return True
        return super().eventFilter(watched, event)

    def _on_dragged(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not self._takes() or dragged_posts(event) is None:
            event.ignore()
            return True
        place = event.position().toPoint().y()
        self._scroll(place)
        self._show_line(self._row_at(place))
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        return True

    def _on_dropped(self, event: QDropEvent) -> bool:
        self._line.hide()
        ids = dragged_posts(event)
        if ids is None or not self._takes():
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(ids, self._row_at(event.position().toPoint().y()))
        return True

    def _row_at(self, y: int) -> int:
        """The row before which something falls that is dropped there."""
        row = self._view.rowAt(y)
        if row < 0:
            return self._view.model().rowCount()
        middle = self._view.rowViewportPosition(row) + self._view.rowHeight(row) // 2
        return row + (y > middle)

    def _show_line(self, row: int) -> None:
        last = self._view.model().rowCount() - 1
        below = row > last
        top = self._view.rowViewportPosition(min(row, last)) + (self._view.rowHeight(last) if below else 0)
        self._line.setStyleSheet(f"background: {self._theme.hex(Role.ACCENT)};")
        self._line.setGeometry(0, max(0, top - 1), self._view.viewport().width(), 2)
        self._line.show()
        self._line.raise_()

    def _scroll(self, y: int) -> None:
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if y < _EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif y > height - _EDGE:
            bar.setValue(bar.value() + bar.singleStep())
