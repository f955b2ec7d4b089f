"""The table that shows posts: rows by keyboard and mouse, selection as ranges.

It never asks Qt for selected indexes and never measures rows: both walk every row, and there may be a million.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from fonds.gui.icons import Icons
from fonds.gui.models.post_list import Column, PostListModel
from fonds.gui.theme import Theme
from fonds.gui.widgets.post_delegate import Density, PostDelegate

TYPING_PAUSE = 1000
"""Milliseconds after which typed letters begin a new word to jump to."""

TITLE_ROOM = 200
"""Pixels that the title keeps at least in the table; other columns give way."""

Range = tuple[int, int]
"""First and last row, both included."""


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
        self._letters = ""
        self._hidden_widths: dict[Column, int] = {}
        self._digit = 0
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._forget_letters)
        self._delegate = PostDelegate(theme, icons, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up_behaviour()
        self._set_up_headers()
        self.set_density(Density.CARDS)
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.row()))
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

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        columns.setHighlightSections(False)
        # A header asks, each time it is painted, whether a whole column is selected, which walks every row: with all of
        # a million selected that takes five seconds. It is given a selection of its own, which stays empty.
        columns.setSelectionModel(QItemSelectionModel(self._posts, columns))
        columns.setSectionsClickable(True)
        columns.setMinimumSectionSize(56)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)

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
        self._show_columns()
        self.measure()
        self.scroll_to_top_row(top)

    def width_of(self, column: Column) -> int:
        """The width of a column in pixels, that of a hidden one too."""
        return self._hidden_widths.get(column) or self.columnWidth(column)

    def set_width(self, column: Column, width: int) -> None:
        """Set the width of a column, in sight or not."""
        self.setColumnWidth(column, width)
        if column in self._hidden_widths:
            self._hidden_widths[column] = width

    def _show_columns(self) -> None:
        """Of the table's columns as many as leave the title room enough, in their order."""
        room = self.viewport().width() - TITLE_ROOM
        for column in (Column.DATE, Column.CATEGORY, Column.TAGS):
            width = self.width_of(column)
            room -= width
            hide = self.density is Density.CARDS or room < 0
            if hide:
                self._hidden_widths[column] = width
            self.setColumnHidden(column, hide)
            if not hide:
                self._hidden_widths.pop(column, None)

    def measure(self) -> None:
        """Take fonts, colours and row height again."""
        top = self.top_row()
        self._delegate.measure()
        self._measure_columns()
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self._delegate.row_height)
        rows.setDefaultSectionSize(self._delegate.row_height)
        self.verticalScrollBar().setSingleStep(self._delegate.row_height // 2)
        self.scroll_to_top_row(top)
        self.viewport().update()

    def _measure_columns(self) -> None:
        """Let the columns grow with the letters."""
        before, self._digit = self._digit, self.fontMetrics().horizontalAdvance("0")
        if before and before != self._digit:
            for column in (Column.DATE, Column.CATEGORY, Column.TAGS):
                self.set_width(column, round(self.width_of(column) * self._digit / before))
            self._show_columns()

    @property
    def row_height(self) -> int:
        """Pixels."""
        return self._delegate.row_height

    # Rows

    @property
    def current_row(self) -> int:
        """The current row, or -1."""
        return self.currentIndex().row()

    def top_row(self) -> int:
        """The first row in sight, even if only in part."""
        return self.verticalScrollBar().value() // max(1, self._delegate.row_height)

    def scroll_to_top_row(self, row: int, offset: int = 0) -> None:
        """Bring a row to the top, ``offset`` pixels of it scrolled past."""
        self.updateGeometries()  # else the scroll bar still ends where the rows before it did
        self.verticalScrollBar().setValue(max(0, row) * self._delegate.row_height + offset)

    def go_to_row(self, row: int) -> None:
        """Make a row the current one and the only one selected, and show it."""
        index = self._posts.index(row, 0)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _ONLY)
            self.scrollTo(index)

    # Selection

    def selectAll(self) -> None:
        self.select_ranges([(0, self._posts.rowCount() - 1)])

    def select_ranges(self, ranges: Sequence[Range], current_row: int | None = None) -> None:
        """Select these rows and no others; the current row is changed only when it is given."""
        selection = QItemSelection()
        last = len(Column) - 1
        for first_row, last_row in ranges:
            if first_row <= last_row:
                top, bottom = self._posts.index(first_row, 0), self._posts.index(last_row, last)
                selection.select(top, bottom)
        model = self.selectionModel()
        if current_row is not None:
            index = self._posts.index(current_row, 0)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_ranges(self) -> list[Range]:
        """The selected rows as ranges, in order, none overlapping."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        found = sorted({(part.top(), part.bottom()) for part in parts})
        merged: list[Range] = []
        for first, last in found:
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def selected_ids(self) -> array[int]:
        """The ids of the selected rows, in the list's order."""
        ids: array[int] = array("q")
        for first, last in self.selected_ranges():
            ids += self._posts.ids[first : last + 1]
        return ids

    # What Qt calls

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self._accept_input_methods()
        if current.row() != previous.row():
            self.current_row_changed.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.rows_selected.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last post, not to the first and last column."""
        actions = QAbstractItemView.CursorAction
        current = self.currentIndex()
        if action is actions.MoveHome:
            return self._posts.index(0, 0)
        if action is actions.MoveEnd:
            return self._posts.index(self._posts.rowCount() - 1, 0)
        if action in (actions.MoveLeft, actions.MoveRight):
            return current
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.currentIndex().row())
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
        self._show_columns()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            # Qt makes the first row the current one; what the keys would act on must be seen.
            self.selectionModel().select(self.currentIndex(), _ONLY)
        self._accept_input_methods()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _accept_input_methods(self) -> None:
        """Qt turns them off for rows that cannot be edited; here Chinese is typed to jump to a title."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def _forget_letters(self) -> None:
        self._letters = ""


_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows

_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)
