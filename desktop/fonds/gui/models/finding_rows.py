"""What a check of front matter found, and the posts of one finding, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from fonds.gui.finding_messages import count_text, sentence_of, severity_icon
from fonds.gui.icons import Icons
from fonds.gui.messages import translate
from fonds.model.findings import Finding
from fonds.model.problems import with_signs
from fonds.services.finding_reports import NamedPost

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
TITLE, WHAT, PATH, IMPORT = range(4)


class FindingsModel(QAbstractListModel):
    """A row for each finding: its sentence, and below it how much it matters and how many posts it concerns."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._findings: Sequence[Finding] = ()
        self._told = 0

    def show(self, findings: Sequence[Finding], ignored: Sequence[Finding]) -> None:
        """Show these, and behind them those that are ignored."""
        self.beginResetModel()
        self._findings, self._told = (*findings, *ignored), len(findings)
        self.endResetModel()

    def finding_at(self, row: int) -> Finding | None:
        """The finding of a row."""
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def is_ignored(self, row: int) -> bool:
        """Whether a row is of those that are ignored."""
        return row >= self._told

    def row_of(self, key: tuple[str, str]) -> int:
        """The row of a finding by its key; -1 when it is not there."""
        return next((row for row, one in enumerate(self._findings) if one.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        finding = self.finding_at(index.row()) if index.isValid() else None
        if finding is None:
            return None
        sentence = sentence_of(finding)
        below = count_text(finding, ignored=self.is_ignored(index.row()))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{sentence}\n{below}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{sentence} {below}"
            case Qt.ItemDataRole.ToolTipRole:
                return sentence
            case Qt.ItemDataRole.DecorationRole:
                return self._icons.icon(severity_icon(finding.severity))
        return None


class FindingPostsModel(QAbstractTableModel):
    """The posts of one finding, and what of each is meant."""

    def __init__(self) -> None:
        super().__init__()
        self._posts: Sequence[NamedPost] = ()
        self._notes: Mapping[int, str] = {}
        self._origins: Mapping[int, str] = {}

    def show(self, posts: Sequence[NamedPost], notes: Mapping[int, str], origins: Mapping[int, str]) -> None:
        """Show these; ``notes`` by post, ``origins`` by the number of the import."""
        self.beginResetModel()
        self._origins = origins
        self._posts, self._notes = posts, notes
        self.endResetModel()

    @property
    def posts(self) -> Sequence[NamedPost]:
        """What is shown, row by row."""
        return self._posts

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
            translate("Findings", "Title"),
            translate("Findings", "What is meant"),
            translate("Findings", "Source"),
            translate("Findings", "Import"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        post = self._posts[index.row()]
        match index.column():
            case 0:
                return post.title or translate("Findings", "Untitled")
            case 1:
                return with_signs(self._notes.get(post.id, ""))
            case 2:
                return with_signs(post.path)
            case _:
                return self._origins.get(post.accession or 0, "")
