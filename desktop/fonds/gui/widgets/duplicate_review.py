"""Groups of duplicates, kind by kind; of one group the posts, which of them stays, and how two of them differ.

Keys: arrows go through groups and posts, Space or Enter on a post lets it stay. Merging itself is whoever's who listens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.duplicate_messages import kind_remark, kind_text, percent_text
from fonds.gui.icons import Icons
from fonds.gui.import_messages import origin_texts
from fonds.gui.messages import joined
from fonds.gui.models.duplicate_rows import (
    DATE,
    IMPORT,
    LIKENESS,
    MARK,
    PATH,
    TITLE,
    DuplicateGroupsModel,
    DuplicatePostsModel,
)
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.calm_table import calm
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.side_by_side import SideBySideView
from fonds.model.accession import AccessionEntry
from fonds.model.duplicates import DuplicateGroup, DuplicateKind, Merge
from fonds.model.post import PostSummary
from fonds.services import accessions, browsing, duplicates
from fonds.services.archives import Archive
from fonds.services.duplicates import ComparedPosts

_KINDS = tuple(DuplicateKind)


class DuplicateReview(QWidget):
    """What was found, to be looked at."""

    shown = Signal()
    """The posts of the chosen group are on the screen, and two of them compared."""
    chosen = Signal()
    """Another group, or another post of it, is the present one."""

    def __init__(self, archive: Archive, operations: Operations, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._archive, self._operations = archive, operations
        self._groups: Sequence[DuplicateGroup] = ()
        self._titles: Mapping[int, str] = {}
        self._stays: dict[tuple[DuplicateKind, int], int] = {}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Kind of duplicates"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for kind in _KINDS:
            self.tabs.addTab(kind_text(kind, 0))
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.groups_model, self.posts_model = DuplicateGroupsModel(), DuplicatePostsModel()
        self.list, self.table = QListView(), QTableView()
        self.keep_button = QPushButton(self.tr("Let this one stay"))
        self.likeness = QLabel()
        self.difference = SideBySideView(theme, operations)
        self._empty = EmptyState(theme, icons)
        self._stack = QStackedWidget()
        self._build()

    def show_groups(self, groups: Sequence[DuplicateGroup], titles: Mapping[int, str]) -> None:
        """Show these groups; the chosen kind and row stay as far as there are any."""
        first = not self._groups
        self._groups, self._titles = groups, titles
        counts = [sum(group.kind is kind for group in groups) for kind in _KINDS]
        for place, kind in enumerate(_KINDS):
            self.tabs.setTabText(place, kind_text(kind, counts[place]))
        if first and any(counts):
            self.tabs.setCurrentIndex(next(place for place, count in enumerate(counts) if count))
        self._show_kind()

    @property
    def kind(self) -> DuplicateKind:
        """The kind that is shown."""
        return _KINDS[self.tabs.currentIndex()]

    @property
    def group(self) -> DuplicateGroup | None:
        """The group that is shown."""
        row = self.list.currentIndex().row()
        return self.groups_model.groups[row] if 0 <= row < len(self.groups_model.groups) else None

    @property
    def post(self) -> PostSummary | None:
        """The post that the table stands on."""
        row = self.table.currentIndex().row()
        return self.posts_model.posts[row] if 0 <= row < len(self.posts_model.posts) else None

    def merge_of(self, group: DuplicateGroup) -> Merge:
        """What is to become of a group, as it was chosen."""
        stays = self._staying(group)
        return Merge(stays, tuple(post for post in group.posts if post != stays))

    def merges_of_kind(self) -> tuple[Merge, ...]:
        """What is to become of all groups that are shown."""
        return tuple(self.merge_of(group) for group in self.groups_model.groups)

    def keep_current(self) -> None:
        """Let the post that the table stands on stay."""
        group, post = self.group, self.post
        if group is not None and post is not None:
            self._stays[group.kind, group.posts[0]] = post.id
            self.posts_model.keep(post.id)
            self._compare()

    def _staying(self, group: DuplicateGroup) -> int:
        chosen = self._stays.get((group.kind, group.posts[0]), 0)
        return chosen if chosen in group.posts else group.posts[0]

    # Showing

    def _show_kind(self) -> None:
        row = max(0, self.list.currentIndex().row())
        before = self.group
        found = [group for group in self._groups if group.kind is self.kind]
        self.remark.setText(kind_remark(self.kind))
        self.groups_model.show(found, self._titles)
        self._stack.setCurrentIndex(0 if found else 1)
        if not found:
            self.posts_model.show((), {}, 0, {})
            self.difference.clear()
            self.chosen.emit()
            return
        if before in found:
            row = found.index(before)
        index = self.groups_model.index(min(row, len(found) - 1))
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _load_group(self) -> None:
        group, archive = self.group, self._archive
        self.chosen.emit()
        if group is not None:
            self._operations.run_read(
                lambda _cancel: _load(archive, group),
                partial(self._on_loaded, group),
                channel=f"duplicates-group-{id(self)}",
            )

    def _on_loaded(
        self, group: DuplicateGroup, found: tuple[list[PostSummary], tuple[AccessionEntry, ...]]
    ) -> None:
        posts, origins = found[0], origin_texts(found[1])
        stays = self._staying(group)
        likeness = dict(zip(group.posts, group.similarities, strict=True))
        self.posts_model.show(posts, likeness, stays, origins)
        self.table.setColumnHidden(LIKENESS, group.kind is not DuplicateKind.NEAR)
        self.table.setColumnHidden(IMPORT, not origins)
        other = next((row for row, post in enumerate(posts) if post.id != stays), 0)
        self.table.selectRow(other)
        self.table.setCurrentIndex(self.posts_model.index(other, MARK))

    def _compare(self) -> None:
        post, archive, stays = self.post, self._archive, self.posts_model.stays
        self.chosen.emit()
        if post is None:
            return
        other = post
        if post.id == stays:  # beside itself stands the first one that would go
            other = next((item for item in self.posts_model.posts if item.id != stays), post)
        staying = next((item for item in self.posts_model.posts if item.id == stays), post)
        self._operations.run_read(
            lambda _cancel: duplicates.compare_posts(archive, staying.id, other.id),
            partial(self._on_compared, staying, other),
            channel=f"duplicates-texts-{id(self)}",
            on_failed=lambda _error: self.difference.clear(),
        )

    def _on_compared(self, staying: PostSummary, other: PostSummary, compared: ComparedPosts) -> None:
        titles = (
            joined([self.tr("Stays"), *self._name(staying)]),
            joined([self.tr("To the trash"), *self._name(other)]),
        )
        if self.kind is DuplicateKind.SAME_BYTES:
            self.difference.tell_same_files(*titles)
        else:
            self.difference.show_texts(compared.before, compared.after, *titles)
        text = ""
        if compared.similarity is not None and compared.similarity < 1:
            text = self.tr("These two texts are alike to {percent}.")
            text = text.replace("{percent}", percent_text(compared.similarity))
        self.likeness.setText(text)
        self.shown.emit()

    def _name(self, post: PostSummary) -> tuple[str, str]:
        return post.source_path or post.title, self.posts_model.origin_of(post)

    # Its parts

    def _build(self) -> None:
        self._empty.tell("success", self.tr("There is nothing of this kind."))
        self._stack.addWidget(self._build_middle())
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.tabs)
        layout.addWidget(self.remark)
        layout.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(lambda _index: self._show_kind())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._load_group())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._compare())

    def _build_middle(self) -> QWidget:
        self.list.setModel(self.groups_model)
        self.list.setAccessibleName(self.tr("Groups"))
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setModel(self.posts_model)
        self.table.setAccessibleName(self.tr("Posts of the group"))
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        calm(self.table)
        heading = self.table.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        unit = self.fontMetrics().horizontalAdvance("0")
        for column, width in ((MARK, 20), (TITLE, 27), (DATE, 14), (LIKENESS, 15), (PATH, 30), (IMPORT, 24)):
            heading.resizeSection(column, width * unit)
        self.table.setMinimumHeight(4 * self.table.verticalHeader().defaultSectionSize())
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.keep_current)
        self.table.doubleClicked.connect(self._on_double_clicked)
        self.keep_button.setAutoDefault(False)
        space = QKeySequence(Qt.Key.Key_Space).toString(QKeySequence.SequenceFormat.NativeText)
        self.keep_button.setToolTip(f"{self.keep_button.text()} ({space})")
        self.keep_button.clicked.connect(self.keep_current)
        row = QHBoxLayout()
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(self.keep_button)
        row.addWidget(self.likeness, 1)
        upper = QWidget()
        column_layout = QVBoxLayout(upper)
        column_layout.setContentsMargins(0, 0, 0, GRID)
        column_layout.setSpacing(GRID)
        column_layout.addWidget(self.table, 1)
        column_layout.addLayout(row)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(upper)
        right.addWidget(self.difference)
        right.setStretchFactor(1, 1)
        right.setSizes([180, 420])
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([260, 760])
        return splitter

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.keep_current()


def _load(archive: Archive, group: DuplicateGroup) -> tuple[list[PostSummary], tuple[AccessionEntry, ...]]:
    return browsing.load_summaries(archive, group.posts), accessions.list_entries(archive)
