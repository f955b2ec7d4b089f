"""Posts that were edited here while their source changed, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from fonds.gui.import_messages import import_title
from fonds.gui.messages import instant_text, joined
from fonds.model.accession import Conflict

Index = QModelIndex | QPersistentModelIndex


class ConflictListModel(QAbstractListModel):
    """A row for each conflict: the post's title."""

    def __init__(self) -> None:
        super().__init__()
        self._conflicts: list[Conflict] = []

    def show(self, conflicts: Sequence[Conflict]) -> None:
        """Show these."""
        self.beginResetModel()
        self._conflicts = list(conflicts)
        self.endResetModel()

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """What is shown, row by row."""
        return self._conflicts

    def row_of(self, post_id: int) -> int:
        """The row of a post, or -1."""
        return next((row for row, item in enumerate(self._conflicts) if item.post_id == post_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._conflicts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        conflict = self._conflicts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return conflict.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                (
                    conflict.title,
                    joined([import_title(conflict.accession_id), instant_text(conflict.found_at)]),
                )
            )
        return None
