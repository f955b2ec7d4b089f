"""Which rows of the post list are to be painted, and where.

Qt would go through them cell by cell, and ask for the flags, the data and the look of each: with all columns that is
longer than a frame of the screen has. Here a row is asked for once and painted as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fonds.gui.models.post_columns import Column

if TYPE_CHECKING:
    from fonds.gui.models.post_list import PostListModel
    from fonds.gui.widgets.post_delegate import Cell, PostDelegate
    from fonds.gui.widgets.post_view import PostView


def make_canvas(view: QWidget) -> QWidget:
    """What a list paints its rows on. Made here: to ask Qt for one that Qt made has PySide6 load all its kinds of widgets,
    which the window's start does without."""
    canvas = QWidget(view)
    # All of it is painted: so what is scrolled is moved as it is, and only what comes into sight is painted.
    canvas.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    return canvas


def paint_rows(view: PostView, posts: PostListModel, delegate: PostDelegate, event: QPaintEvent) -> None:
    """Paint the rows that an event asks for, and what is below the last one."""
    painter = QPainter(view.viewport())
    rows = dict(_rows_in(view, posts, delegate, event.rect()))
    selected = _selected_among(view, rows, delegate)
    cells = _cells(view)
    focus = view.hasFocus()
    current = view.currentIndex().row() if focus else -1
    for row, rect in rows.items():
        delegate.paint_row(
            *(painter, rect, cells, posts.entry_at(row)), row in selected, focus, row == current
        )
    width, end = view.viewport().width(), view.verticalHeader().length() - view.verticalHeader().offset()
    if end < view.viewport().height():
        painter.fillRect(0, end, width, view.viewport().height() - end, delegate.background)
    painter.end()


def _rows_in(
    view: PostView, posts: PostListModel, delegate: PostDelegate, band: QRect
) -> Iterator[tuple[int, QRect]]:
    row, last = view.rowAt(band.top()), posts.rowCount() - 1
    if row < 0:
        return
    top, width = view.rowViewportPosition(row), view.viewport().width()
    tall, low = delegate.row_height, delegate.heading_height
    place_of = posts.groups.place_of
    while top <= band.bottom() and row <= last:
        height = low if place_of(row) < 0 else tall
        yield row, QRect(0, top, width, height)
        top += height
        row += 1


def _selected_among(view: PostView, rows: dict[int, QRect], delegate: PostDelegate) -> set[int]:
    if not rows:
        return set()
    if delegate.scattered is not None:
        return {row for row in rows if delegate.scattered.holds_row(row)}
    first, last = min(rows), max(rows)
    selection = view.selectionModel().selection()
    found: set[int] = set()
    for place in range(selection.count()):
        part = selection.at(place)
        found.update(range(max(first, part.top()), min(last, part.bottom()) + 1))
    return found


def _cells(view: PostView) -> list[Cell]:
    """The columns in sight: their left edge and their width."""
    header = view.horizontalHeader()
    return [
        (column, header.sectionViewportPosition(column), header.sectionSize(column))
        for column in Column
        if not header.isSectionHidden(column)
    ]
