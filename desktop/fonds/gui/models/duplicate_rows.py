"""Groups of duplicates, and the posts of one group, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from fonds.gui.duplicate_messages import group_text, percent_text
from fonds.gui.messages import date_text, translate
from fonds.model.duplicates import DuplicateGroup
from fonds.model.post import PostSummary

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MARK, TITLE, DATE, LIKENESS, PATH, IMPORT = range(6)


class DuplicateGroupsModel(QAbstractListModel):
    """A row for each group: the title of its first post, and how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: Sequence[DuplicateGroup] = ()
        self._titles: Mapping[int, str] = {}

    def show(self, groups: Sequence[DuplicateGroup], titles: Mapping[int, str]) -> None:
        """Show these groups; ``titles`` by post."""
        self.beginResetModel()
        self._groups, self._titles = groups, titles
        self.endResetModel()

    @property
    def groups(self) -> Sequence[DuplicateGroup]:
        """What is shown, row by row."""
        return self._groups

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        group = self._groups[index.row()]
        title = self._titles.get(group.posts[0]) or translate("Duplicates", "Untitled")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{title}\n{group_text(group)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {group_text(group)}"
        return title if role == Qt.ItemDataRole.ToolTipRole else None


class DuplicatePostsModel(QAbstractTableModel):
    """The posts of one group; one of them is the one that stays."""

    def __init__(self) -> None:
        super().__init__()
        self._posts: Sequence[PostSummary] = ()
        self._likeness: Mapping[int, float] = {}
        self._origins: Mapping[int, str] = {}
        self._stays = 0

    def show(
        self,
        posts: Sequence[PostSummary],
        likeness: Mapping[int, float],
        stays: int,
        origins: Mapping[int, str],
    ) -> None:
        """Show these; ``likeness`` by post, to the first one; ``origins`` by the number of the import."""
        self.beginResetModel()
        self._origins = origins
        self._posts, self._likeness, self._stays = posts, likeness, stays
        self.endResetModel()

    def keep(self, post_id: int) -> None:
        """Another one stays."""
        self._stays = post_id
        if self._posts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._posts) - 1, IMPORT))

    @property
    def posts(self) -> Sequence[PostSummary]:
        """What is shown, row by row."""
        return self._posts

    def origin_of(self, post: PostSummary) -> str:
        """Which import brought a post; empty where that tells nothing."""
        return self._origins.get(post.accession_id or 0, "")

    @property
    def stays(self) -> int:
        """The post that stays."""
        return self._stays

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._posts)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else IMPORT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Duplicates", "What becomes of it"),
            translate("Duplicates", "Title"),
            translate("Duplicates", "Date"),
            translate("Duplicates", "Like the first"),
            translate("Duplicates", "Source"),
            translate("Duplicates", "Import"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        post = self._posts[index.row()]
        if role == Qt.ItemDataRole.FontRole and post.id == self._stays:
            font = QFont()
            font.setBold(True)
            return font
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        match index.column():
            case 0:
                staying = translate("Duplicates", "● stays")
                return staying if post.id == self._stays else translate("Duplicates", "○ to the trash")
            case 1:
                return post.title or translate("Duplicates", "Untitled")
            case 2:
                return date_text(post.date)
            case 3:
                return percent_text(self._likeness.get(post.id, 1.0))
            case 4:
                return post.source_path
            case _:
                return self.origin_of(post)
