"""The table that shows posts: rows by keyboard and mouse, selection as ranges.

It never asks Qt for selected indexes and never measures rows: both walk every row, and there may be a million. To the
outside a row is the place of a post in the list; where headings stand between them, only this module minds.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from fonds.gui.hit_snippets import HitSnippets
from fonds.gui.icons import Icons
from fonds.gui.models.post_columns import Column
from fonds.gui.models.post_list import PostListModel
from fonds.gui.theme import Theme
from fonds.gui.widgets.post_delegate import Density, PostDelegate
from fonds.gui.widgets.row_painting import make_canvas, paint_rows
from fonds.gui.widgets.scattered_rows import MOST_RANGES, ScatteredRows, merged_ranges
from fonds.gui.widgets.table_columns import TableColumns

TYPING_PAUSE = 1000
"""Milliseconds after which typed letters begin a new word to jump to."""

Range = tuple[int, int]
"""First and last row, both included."""
_Index = QModelIndex | QPersistentModelIndex


class PostView(QTableView):
    """Posts as cards or as a table with columns."""

    row_activated = Signal(int)
    current_row_changed = Signal(int)
    """The row, or -1."""
    rows_selected = Signal()
    delete_pressed = Signal()
    typed = Signal(str)
    """Letters typed within a moment of one another: jump to the title that begins so."""

    def __init__(
        self, model: PostListModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._posts = model
        self.setViewport(make_canvas(self))
        self._letters = ""
        self._digit = 0
        self._sized_headings: list[int] = []
        self._scattered: ScatteredRows | None = None
        self._selecting = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._forget_letters)
        self._delegate = PostDelegate(theme, icons, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up_behaviour()
        self._set_up_headers()
        self.columns = TableColumns(self)
        model.modelReset.connect(self._size_headings)
        model.modelReset.connect(self._forget_scattered)
        self.set_density(Density.CARDS)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.measure)

    def _set_up_behaviour(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragEnabled(True)

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        # Once for all: when Qt is told of a greater one, it places every row anew for each row.
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        columns.setHighlightSections(False)
        # A header asks, each time it is painted, whether a whole column is selected, which walks every row: with all of
        # a million selected that takes five seconds. It is given a selection of its own, which stays empty.
        columns.setSelectionModel(QItemSelectionModel(self._posts, columns))
        columns.setSectionsClickable(True)

    def show_snippets(self, snippets: HitSnippets) -> None:
        """Show the text around the hits of a search in the rows."""
        self._delegate.show_snippets(snippets)
        snippets.arrived.connect(self._show_again)

    def show_unread(self, bold: bool) -> None:
        """Show the titles of unread posts in bold, or as all others."""
        self._delegate.bold_unread = bold
        self.measure()

    @property
    def density(self) -> Density:
        """Cards or table."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Show cards or the table; selection and the topmost post stay."""
        top = self.top_row()
        self._delegate.density = density
        table = density is Density.TABLE
        self.horizontalHeader().setVisible(table)
        self.columns.set_in_table(table)
        self.measure()
        self.scroll_to_top_row(top)

    def measure(self) -> None:
        """Take fonts, colours and row height again."""
        top = self.top_row()
        self._delegate.measure()
        self._measure_columns()
        rows = self.verticalHeader()
        rows.blockSignals(True)  # else each row tells that it has another height
        rows.setDefaultSectionSize(self._delegate.row_height)
        rows.blockSignals(False)
        self._size_headings(resized=True)
        self.verticalScrollBar().setSingleStep(self._delegate.row_height // 2)
        self.scroll_to_top_row(top)
        self._show_again()

    def _show_again(self) -> None:
        self.viewport().update()

    def _measure_columns(self) -> None:
        before, self._digit = self._digit, self.fontMetrics().horizontalAdvance("0")
        if before and before != self._digit:
            self.columns.scale(self._digit / before)

    def _size_headings(self, resized: bool = False) -> None:
        """Give the headings their height: with updates off, Qt takes note of it and does no more. ``resized``: all
        rows have just been given theirs."""
        rows, headings = self.verticalHeader(), self._posts.groups.rows
        if not headings and not self._sized_headings:
            return
        tall, low = self._delegate.row_height, self._delegate.heading_height
        rows.setUpdatesEnabled(False)
        rows.blockSignals(True)
        if not resized:
            for row in self._sized_headings:  # Qt keeps sizes by row from one list to the next
                if row < rows.count():
                    rows.resizeSection(row, tall)
        for row in headings:
            rows.resizeSection(row, low)
        rows.blockSignals(False)
        rows.setUpdatesEnabled(True)
        self._sized_headings = headings
        self.updateGeometries()

    @property
    def row_height(self) -> int:
        """Pixels."""
        return self._delegate.row_height

    # Rows

    @property
    def current_row(self) -> int:
        """The current row, or -1."""
        return self._place_of(self.currentIndex())

    def _place_of(self, index: _Index) -> int:
        return self._posts.groups.place_of(index.row()) if index.isValid() else -1

    def _index_of(self, place: int) -> QModelIndex:
        inside = 0 <= place < self._posts.count
        return self._posts.index(self._posts.groups.row_of(place), 0) if inside else QModelIndex()

    def top_row(self) -> int:
        """The first row in sight, even if only in part."""
        first = self.rowAt(0)
        return 0 if first < 0 else max(0, self._posts.groups.places_between(first, first)[0])

    def rows_in_sight(self) -> int:
        """How many rows there is room for, those seen in part counted."""
        return self.viewport().height() // max(1, self._delegate.row_height) + 2

    def top_offset(self) -> int:
        """How many pixels of the first row in sight are scrolled past."""
        row = self._posts.groups.row_of(self.top_row())
        return self.verticalScrollBar().value() - self.verticalHeader().sectionPosition(row)

    def scroll_to_top_row(self, row: int, offset: int = 0) -> None:
        """Bring a row to the top, ``offset`` pixels of it scrolled past; with the first of a group its heading."""
        self.updateGeometries()  # else the scroll bar still ends where the rows before it did
        groups = self._posts.groups
        top = groups.row_of(row) if row > 0 else 0
        if top > 0 and not offset and groups.place_of(top - 1) < 0:
            top -= 1
        self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(top) + offset)

    def go_to_row(self, row: int) -> None:
        """Make a row the current one and the only one selected, and show it."""
        index = self._index_of(row)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _ONLY)
            self.scroll_to_row(row)

    def scroll_to_row(self, row: int) -> None:
        """Bring a row into sight, and with the first one the heading above it."""
        self.scrollTo(self._posts.index(0, 0) if row == 0 else self._index_of(row))

    # Selection

    def selectAll(self) -> None:
        self.select_ranges([(0, self._posts.count - 1)])

    def select_ranges(self, ranges: Sequence[Range], current_row: int | None = None) -> None:
        """Select these rows and no others; the current row is changed only when it is given."""
        scattered = ScatteredRows(ranges, self._posts.groups.place_of) if len(ranges) > MOST_RANGES else None
        selection = QItemSelection()
        last = len(Column) - 1
        for first_row, last_row in () if scattered else ranges:
            if first_row <= last_row:
                bottom = self._index_of(last_row).siblingAtColumn(last)
                selection.select(self._index_of(first_row), bottom)
        model = self.selectionModel()
        if current_row is not None:
            index = self._index_of(current_row)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._selecting = True  # what Qt tells of it is no other selection
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._selecting = False
        self._show_scattered(scattered)

    def _show_scattered(self, scattered: ScatteredRows | None) -> None:
        before, self._scattered = self._scattered, scattered
        self._delegate.scattered = scattered
        if before is not None or scattered is not None:
            self._show_again()
            self.rows_selected.emit()

    def _forget_scattered(self) -> None:
        self._show_scattered(None)

    def selected_ranges(self) -> list[Range]:
        """The selected rows as ranges, in order, none overlapping."""
        if self._scattered is not None:
            return self._scattered.ranges
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        between = self._posts.groups.places_between
        return merged_ranges(between(part.top(), part.bottom()) for part in parts)

    def selected_count(self) -> int:
        """How many rows are selected."""
        if self._scattered is not None:
            return self._scattered.count
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def selected_ids(self) -> array[int]:
        """The ids of the selected rows, in the list's order."""
        ids: array[int] = array(self._posts.ids.typecode)
        for first, last in self.selected_ranges():
            ids += self._posts.ids[first : last + 1]
        return ids

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_rows(self, self._posts, self._delegate, event)

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """Rows out of sight that have come in need no painting; Qt would paint all of the list."""
        top, end = self.rowViewportPosition(first.row()), self.rowViewportPosition(last.row())
        if top < self.viewport().height() and end + self.row_height > 0:
            super().dataChanged(first, last, roles)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 - Qt's own
        from fonds.gui.widgets.post_drag import drag_posts

        drag_posts(self, self.selected_ids())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._accept_input_methods()
        if current.row() != previous.row():
            self.current_row_changed.emit(self._place_of(current))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._selecting:
            self._forget_scattered()
        self.rows_selected.emit()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A single row that is added or taken out leaves a scattered selection as it is otherwise."""
        command = super().selectionCommand(index, event)
        flags = QItemSelectionModel.SelectionFlag
        if self._scattered is None or not command & flags.Toggle or command & flags.Clear:
            return command
        if event is not None and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            self._scattered.toggle_row(index.row())
            self._show_again()
            self.rows_selected.emit()
        return flags.NoUpdate

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last post, not to the first and last column."""
        actions = QAbstractItemView.CursorAction
        current = self.currentIndex()
        if action is actions.MoveHome:
            return self._index_of(0)
        if action is actions.MoveEnd:
            return self._index_of(self._posts.count - 1)
        if action in (actions.MoveLeft, actions.MoveRight):
            return current
        found = super().moveCursor(action, modifiers)
        if found.isValid() and self._place_of(found) < 0:
            first, last = self._posts.groups.places_between(found.row(), found.row())
            upwards = action in (actions.MoveUp, actions.MovePageUp) and last >= 0
            return self._index_of(last if upwards else first)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row >= 0:
            self.row_activated.emit(self.current_row)
        elif event.key() in _DELETE_KEYS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        # Qt's own search asks for the text of every row.
        if self._letters or search.strip():
            self._letters += search
            self._typing.start()
            self.typed.emit(self._letters)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.keyboardSearch(event.commitString())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selected_count():
            # Qt makes the first row the current one; what the keys would act on must be seen.
            self.selectionModel().select(self.currentIndex(), _ONLY)
        self._accept_input_methods()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self._place_of(index) >= 0:
            self.row_activated.emit(self._place_of(index))

    def _accept_input_methods(self) -> None:
        """Qt turns them off for rows that cannot be edited; here Chinese is typed to jump to a title."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def _forget_letters(self) -> None:
        self._letters = ""


_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows

_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)
