"""What an import did with each document, as rows that are loaded page by page while one scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from fonds.gui.messages import describe_problem, outcome_text, translate
from fonds.gui.operations import Operations
from fonds.model.accession import AccessionItem, Outcome
from fonds.services import accessions
from fonds.services.archives import Archive

Index = QModelIndex | QPersistentModelIndex
PAGE = 500
SHOWN_LENGTH = 300


class AccessionItemsModel(QAbstractTableModel):
    """The documents of one import, all or those with some outcomes."""

    loaded = Signal()
    """A page came in, which may have been the last, or empty."""
    failed = Signal(object)
    """The exception for which a page did not come in; no more are asked for."""

    def __init__(self, archive: Archive, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._operations = operations
        self._channel = f"accession-items-{id(self)}"
        self._number = 0
        self._outcomes: tuple[Outcome, ...] = ()
        self._items: list[AccessionItem] = []
        self._more = False
        self._loading = False

    def show(self, number: int, outcomes: Sequence[Outcome] = tuple(Outcome)) -> None:
        """Show the documents of an import, from the first."""
        self.beginResetModel()
        self._number, self._outcomes = number, tuple(outcomes)
        self._items = []
        self._more = True
        self._loading = False
        self.endResetModel()
        self.fetchMore()

    def item(self, row: int) -> AccessionItem:
        """The document of a row."""
        return self._items[row]

    @property
    def complete(self) -> bool:
        """Whether the last row is there."""
        return not self._more

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own signature
        return self._more and not self._loading and not parent.isValid()

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's own signature
        if not self.canFetchMore(parent):
            return
        self._loading = True
        archive, number, outcomes = self._archive, self._number, self._outcomes
        after = self._items[-1].id if self._items else 0
        self._operations.run_read(
            lambda _cancel: accessions.load_items(archive, number, outcomes, limit=PAGE, after=after),
            self._on_page_loaded,
            channel=self._channel,
            on_failed=self._on_page_failed,
        )

    def _on_page_loaded(self, page: tuple[AccessionItem, ...]) -> None:
        self._loading = False
        self._more = len(page) == PAGE
        if page:
            self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(page) - 1)
            self._items += page
            self.endInsertRows()
        self.loaded.emit()

    def _on_page_failed(self, error: Exception) -> None:
        self._loading = self._more = False
        self.failed.emit(error)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        item = self._items[index.row()]
        if index.column() == 0:
            text = item.path
        elif index.column() == 1:
            text = outcome_text(item.outcome) if item.outcome is not None else ""
        else:
            text = "\n".join(describe_problem(problem) for problem in item.problems)
        if role == Qt.ItemDataRole.DisplayRole:
            text = text.replace("\n", " ")
            return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = (
                translate("AccessionItems", "File"),
                translate("AccessionItems", "Outcome"),
                translate("AccessionItems", "Problems"),
            )
            return heads[section]
        return None
