"""What a bulk edit would do, as a table: rows are read from the plan when they are painted, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fonds.gui.bulk_messages import PART, field_label, state_text, value_text
from fonds.model.bulk_edit import PlannedPost

if TYPE_CHECKING:
    from fonds.services.bulk_edit import BulkPlan

PAGE = 64
_PAGES = 8
Index = QModelIndex | QPersistentModelIndex
POST, FIELD, BEFORE, AFTER, REMARK = range(5)


class PlannedPostsModel(QAbstractTableModel):
    """The posts that a plan concerns; ``refresh`` takes in those that were found since."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: BulkPlan | None = None
        self._problems = False
        self._count = 0
        self._pages: dict[int, list[PlannedPost]] = {}
        self._headings = (
            *(self.tr("Post"), self.tr("Field"), self.tr("Before"), self.tr("After"), self.tr("Remark")),
        )

    def show_plan(self, plan: BulkPlan | None, *, problems: bool) -> None:
        """Show a plan, or those of its posts alone that cannot simply be changed."""
        self.beginResetModel()
        self._plan, self._problems = plan, problems
        self._pages.clear()
        self._count = 0 if plan is None else plan.size(problems=problems)
        self.endResetModel()

    def refresh(self) -> None:
        """Show what the plan has gained."""
        size = 0 if self._plan is None else self._plan.size(problems=self._problems)
        if size > self._count:
            self.beginInsertRows(QModelIndex(), self._count, size - 1)
            self._pages.pop(self._count // PAGE, None)
            self._count = size
            self.endInsertRows()

    def row_at(self, row: int) -> PlannedPost | None:
        """The post of a row."""
        if self._plan is None or not 0 <= row < self._count:
            return None
        page = row // PAGE
        if page not in self._pages:
            if len(self._pages) >= _PAGES:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._plan.rows(page * PAGE, PAGE, problems=self._problems)
        found = self._pages[page]
        return found[row % PAGE] if row % PAGE < len(found) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        match index.column():
            case 0:
                return row.title
            case 1:
                return PART.join(field_label(change.field) for change in row.changes)
            case 2:
                return PART.join(value_text(change.field, change.before) for change in row.changes)
            case 3:
                return PART.join(value_text(change.field, change.after) for change in row.changes)
            case _:
                return state_text(row)
