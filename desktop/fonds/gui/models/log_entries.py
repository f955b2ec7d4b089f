"""The entries of the log as rows, the newest first: only their numbers are held, and what is seen is read page by page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fonds.gui.history_messages import entry_text
from fonds.gui.messages import number_text
from fonds.gui.operations import Operations
from fonds.model.activity import LogEntry
from fonds.services import activity
from fonds.services.archives import Archive

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
_PAGES = 24
COLUMNS = NUMBER, WHEN, WHO, WHAT = range(4)


class LogEntriesModel(QAbstractTableModel):
    """``show`` takes the numbers that a filter found."""

    page_loaded = Signal()

    def __init__(self, archive: Archive, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive, self._operations = archive, operations
        self._numbers: Sequence[int] = ()
        self._pages: dict[int, list[LogEntry]] = {}
        self._asked: set[int] = set()
        self._turn = 0
        self._headings = (self.tr("No."), self.tr("When"), self.tr("Who"), self.tr("What"))

    def show(self, numbers: Sequence[int]) -> None:
        """Show these entries, in this order."""
        self.beginResetModel()
        self._numbers, self._turn = numbers, self._turn + 1
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of what is shown."""
        return self._numbers

    def entry(self, row: int) -> LogEntry | None:
        """The entry of a row; None while it is still to come, and asked for."""
        if not 0 <= row < len(self._numbers):
            return None
        page = row // PAGE
        if page in self._pages:
            found = self._pages[page]
            return found[row % PAGE] if row % PAGE < len(found) else None
        self._ask(page)
        return None

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        archive, turn = self._archive, self._turn
        wanted = list(self._numbers[page * PAGE : (page + 1) * PAGE])
        self._operations.run_read(
            lambda _cancel: activity.load_entries(archive, wanted),
            lambda entries: self._on_page(turn, page, entries),
        )

    def _on_page(self, turn: int, page: int, entries: list[LogEntry]) -> None:
        if turn != self._turn:
            return
        self._asked.discard(page)
        if len(self._pages) >= _PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[page] = entries
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._numbers)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._headings) - 1))
        self.page_loaded.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if index.column() == NUMBER and role == Qt.ItemDataRole.DisplayRole:
            return number_text(self._numbers[index.row()])
        entry = self.entry(index.row())
        if entry is None:
            return None
        match index.column():
            case 0:
                return entry.hash
            case 1:
                return moment(entry.at)
            case 2:
                return entry.who
            case _:
                return entry_text(entry)


def moment(seconds: int) -> str:
    """A time of the log in the reader's own, to the second."""
    from datetime import datetime

    try:
        return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return str(seconds)
