"""The table's columns: which are chosen, in what order, how wide; and which of them there is room for.

Beside the title as many of the chosen ones are shown as leave it room enough, from the left; the others come back when
the list grows wider. The order is the header's own, so that columns can be dragged; the title stays first.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from fonds.gui.models.post_columns import FIRST_COLUMNS, WIDTHS, Column

TITLE_ROOM = 200
"""Pixels that the title keeps at least; other columns give way."""
NARROWEST, WIDEST = 56, 2000


class TableColumns(QObject):
    """Shows and hides the columns of the post table."""

    changed = Signal()
    """Other columns are chosen."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self._widths = dict(WIDTHS)
        self._chosen = set(FIRST_COLUMNS)
        self._in_table = False
        self._header.setMinimumSectionSize(NARROWEST)
        self._header.setSectionsMovable(True)
        self._header.setFirstSectionMovable(False)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self._header.sectionMoved.connect(self._on_moved)
        self.fit()

    def is_chosen(self, column: Column) -> bool:
        """Whether a column is to be shown where there is room."""
        return column in self._chosen

    def choose(self, column: Column, chosen: bool) -> None:
        """Show a column, or no longer."""
        (self._chosen.add if chosen else self._chosen.discard)(column)
        self.fit()
        self.changed.emit()

    def reset(self) -> None:
        """The columns of the first time, in their order and widths."""
        self._restore([], FIRST_COLUMNS)
        self.changed.emit()

    def width_of(self, column: Column) -> int:
        """The width of a column in pixels, that of a hidden one too."""
        shown = not self._view.isColumnHidden(column)
        return self._view.columnWidth(column) if shown else self._widths[column]

    def set_width(self, column: Column, width: int) -> None:
        """Set the width of a column, in sight or not."""
        self._widths[column] = max(NARROWEST, width)
        self._view.setColumnWidth(column, self._widths[column])

    def resize(self, column: Column, width: int) -> None:
        """Give a column another width, as dragging its edge does."""
        self.set_width(column, width)
        self.fit()
        self.changed.emit()

    def move(self, column: Column, step: int) -> None:
        """Move a column so many places to the right (to the left when negative), as dragging its head does."""
        place = self._header.visualIndex(column)
        wanted = max(1, min(place + step, len(WIDTHS)))
        if wanted != place:
            self._header.moveSection(place, wanted)

    def set_in_table(self, in_table: bool) -> None:
        """Whether there is a table at all; else the title stands alone."""
        self._in_table = in_table
        self.fit()

    def fit(self) -> None:
        """Of the chosen columns show as many as leave the title room enough."""
        room = self._view.viewport().width() - TITLE_ROOM if self._in_table else 0
        for column in self.in_order():
            hide = not self._in_table or column not in self._chosen
            if not hide:
                room -= self.width_of(column)
                hide = room < 0
            self._hide(column, hide)

    def scale(self, factor: float) -> None:
        """Let the columns grow with the letters."""
        for column in WIDTHS:
            self.set_width(column, round(self.width_of(column) * factor))
        self.fit()

    def state(self) -> list[str]:
        """The columns in their order with their widths, for the settings: ``date 96``, ``-tags 160`` when not chosen."""
        return [
            f"{'' if column in self._chosen else '-'}{column.name.lower()} {self.width_of(column)}"
            for column in self.in_order()
        ]

    def restore(self, texts: Sequence[str]) -> None:
        """Take up what ``state`` told; what cannot be understood is left as it is the first time."""
        known: dict[Column, tuple[bool, int]] = {}
        for text in texts:
            name, _, width = text.partition(" ")
            found = Column.__members__.get(name.removeprefix("-").upper())
            if found in WIDTHS and width.isdecimal():
                known[found] = (not name.startswith("-"), min(int(width), WIDEST))
        chosen = [column for column, (shown, _) in known.items() if shown] if known else FIRST_COLUMNS
        self._restore([(column, width) for column, (_, width) in known.items()], chosen)

    def _restore(self, widths: Sequence[tuple[Column, int]], chosen: Sequence[Column]) -> None:
        with QSignalBlocker(self):
            given = dict(widths)
            self._chosen = set(chosen)
            order = [*given, *(column for column in WIDTHS if column not in given)]
            for place, column in enumerate(order, start=1):
                self._header.moveSection(self._header.visualIndex(column), place)
                self.set_width(column, given.get(column, WIDTHS[column]))
            self.fit()

    def in_order(self) -> list[Column]:
        """The columns beside the title from left to right, those that are not shown too."""
        sections = (Column(self._header.logicalIndex(place)) for place in range(len(Column)))
        return [column for column in sections if column is not Column.TITLE]

    def _hide(self, column: Column, hide: bool) -> None:
        if hide == self._view.isColumnHidden(column):
            return
        if hide:
            self._widths[column] = self._view.columnWidth(column)
        self._view.setColumnHidden(column, hide)
        if not hide:
            self._view.setColumnWidth(column, self._widths[column])

    def _on_moved(self) -> None:
        if self._header.visualIndex(Column.TITLE) != 0:
            self._header.moveSection(self._header.visualIndex(Column.TITLE), 0)
        self.fit()
        self.changed.emit()
