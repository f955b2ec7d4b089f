"""The revisions of a post as rows, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from fonds.gui.history_messages import revision_name, size_text, what_text
from fonds.gui.messages import instant_text
from fonds.model.revision import Revision
from fonds.services.revision_history import History

Index = QModelIndex | QPersistentModelIndex
NAME, WHEN, WHO, WHAT, SIZE = range(5)


class RevisionRowsModel(QAbstractTableModel):
    """The rows; ``show`` puts others in their place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History | None = None
        self._headings = (
            *(self.tr("Revision"), self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Size")),
        )

    def show(self, history: History | None) -> None:
        """Show the revisions of another post, or of a later time."""
        self.beginResetModel()
        self._history = history
        self.endResetModel()

    def revision(self, row: int) -> Revision | None:
        """The revision of a row."""
        found = self._history.revisions if self._history is not None else ()
        return found[row] if 0 <= row < len(found) else None

    def row_of(self, revision_id: int) -> int:
        """The row of a revision; -1 when it has none."""
        found = self._history.revisions if self._history is not None else ()
        return next((row for row, one in enumerate(found) if one.id == revision_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self._history is None else len(self._history.revisions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        revision, history = self.revision(index.row()), self._history
        if revision is None or history is None:
            return None
        if role == Qt.ItemDataRole.FontRole and revision.id == history.head:
            font = QFont()
            font.setBold(True)
            return font
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        match index.column():
            case 0:
                return revision_name(revision, history.head)
            case 1:
                return instant_text(revision.made_at)
            case 2:
                return revision.who
            case 3:
                return what_text(revision)
            case _:
                before = self.revision(index.row() + 1)
                return size_text(revision, before)
