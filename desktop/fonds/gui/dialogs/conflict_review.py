"""Posts that were edited here while their source changed: both texts are compared, and a person decides.

A decision is one step that can be undone, for one post or for all that are selected. What is typed in the editor and not
saved yet is kept as a draft before, so that the editor can set it against the text that was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.import_messages import conflicts_text
from fonds.gui.messages import describe_error, joined, plural, selected_text
from fonds.gui.models.conflict_list import ConflictListModel
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.difference_view import DifferenceView
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.model.accession import Conflict
from fonds.model.changes import ChangeSet
from fonds.model.errors import UserError
from fonds.services import conflicts, editing, history
from fonds.services.archives import Archive
from fonds.services.conflicts import ConflictTexts

_CHANNEL = "conflict-review"
Decide = Callable[[Archive, Collection[int]], ChangeSet]


@dataclass(frozen=True, slots=True)
class _Compared:
    """Both sides of a conflict; whether something typed and not saved stands beside them."""

    texts: ConflictTexts
    unsaved: bool


class ConflictReviewDialog(QDialog):
    """The open conflicts of the archive, or those of one import (``accession``). ``flush`` keeps what was typed."""

    open_asked = Signal(int)
    """The post is to be opened in the editor."""

    def __init__(
        self,
        archive: Archive,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        flush: Callable[[], None],
        *,
        accession: int | None = None,
        post_id: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._operations = operations
        self._flush = flush
        self._accession = accession
        self._wanted = post_id
        self._row = 0
        self._texts: ConflictTexts | None = None
        self.setWindowTitle(self.tr("Review conflicts"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # a closed one must not go on reading
        self.resize(960, 640)
        self.notice = NoticeBar(theme, icons)
        self.model = ConflictListModel()
        self.list = QListView()
        self.count = QLabel()
        self.pair = QComboBox()
        self.difference = DifferenceView(theme, operations)
        self.remark = QLabel()
        self._empty = EmptyState(theme, icons)
        self._stack = QStackedWidget()
        self.buttons = QDialogButtonBox()
        self._build()
        operations.changed.connect(self._on_changed)
        self._load()

    @property
    def texts(self) -> ConflictTexts | None:
        """Both sides of the conflict that is shown."""
        return self._texts

    def show_post(self, post_id: int) -> None:
        """Show the conflict of a post, if it has one."""
        self._wanted = post_id
        self._select(self.model.row_of(post_id))

    def selected(self) -> list[int]:
        """The posts that a decision is for."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.conflicts[row].post_id for row in rows]

    def keep_mine(self) -> None:
        """Leave the selected posts as they were edited here."""
        count = len(self.selected())
        done = plural(self.tr("Your text was kept for %Ln post(s).", "", count), count)
        self._decide(conflicts.keep_ours, self.tr("Keep mine"), done)

    def take_theirs(self) -> None:
        """Give the selected posts the source's text."""
        count = len(self.selected())
        done = plural(self.tr("%Ln post(s) (has|have) the source's text now.", "", count), count)
        self._decide(conflicts.take_theirs, self.tr("Take the source's"), done)

    def _decide(self, decide: Decide, title: str, done: str) -> None:
        archive, ids = self._archive, self.selected()
        if not ids or archive.read_only:
            return
        self._flush()
        self._row = self.list.currentIndex().row()
        self._enable(False)
        self._operations.run_write(
            lambda: decide(archive, ids),
            title=title,
            on_done=partial(self._on_decided, done),
            on_failed=self._on_failed,
        )

    def _on_decided(self, done: str, changes: ChangeSet) -> None:
        if changes.empty:
            self._load()
            return
        self.notice.tell(NoticeKind.INFO, done, [(self.tr("Undo"), partial(self._undo, changes.step))])

    def _undo(self, step: str) -> None:
        """Take the decision back, if nothing else was done since."""
        archive = self._archive
        self.notice.dismiss()
        self._operations.run_write(
            lambda: history.undo(archive, only=step), title=self.tr("Undo"), on_failed=self._on_failed
        )

    # Loading

    def _load(self) -> None:
        archive, accession = self._archive, self._accession
        self._operations.run_read(
            lambda _cancel: conflicts.list_conflicts(archive, accession),
            self._on_loaded,
            channel=f"{_CHANNEL}-{id(self)}",
            on_failed=self._on_failed,
        )

    def _on_loaded(self, found: tuple[Conflict, ...]) -> None:
        chosen = self.selected()
        if found and list(found) == list(self.model.conflicts):
            self._show_count()
            self._compare()
            return
        self.model.show(found)
        self._stack.setCurrentIndex(0 if found else 1)
        row = self.model.row_of(self._wanted) if self._wanted else -1
        if row < 0 and chosen:
            row = self.model.row_of(chosen[0])
        self._select(row if row >= 0 else min(self._row, len(found) - 1))
        self._show_count()

    def _select(self, row: int) -> None:
        if row < 0:
            self._show_count()
            return
        index = self.model.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.list.scrollTo(index)
        self._compare()

    def _compare(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        archive, post_id = self._archive, self.model.conflicts[index.row()].post_id
        self._wanted = post_id
        self._operations.run_read(
            lambda _cancel: _load_both(archive, post_id),
            self._on_compared,
            channel=f"{_CHANNEL}-texts-{id(self)}",
            on_failed=self._on_failed,
        )

    def _on_compared(self, compared: _Compared | None) -> None:
        if compared is None:
            self._load()
            return
        self._texts = compared.texts
        self.remark.setText(
            self.tr("This post has changes that are not saved yet. They are not compared here, and are kept.")
            if compared.unsaved
            else ""
        )
        self.remark.setVisible(compared.unsaved)
        has_base = compared.texts.base is not None
        for row in (1, 2):
            item = self.pair.model().index(row, 0)
            self.pair.model().setData(item, None if has_base else 0, Qt.ItemDataRole.UserRole - 1)
        if not has_base:
            self.pair.setCurrentIndex(0)
        self._show_texts()

    def _show_texts(self) -> None:
        texts = self._texts
        if texts is None:
            return
        mine, theirs, before = self.tr("Mine"), self.tr("The source's"), self.tr("Before")
        base = texts.base if texts.base is not None else texts.ours
        match self.pair.currentIndex():
            case 1:
                self.difference.show_texts(base, texts.ours, before, mine)
            case 2:
                self.difference.show_texts(base, texts.theirs, before, theirs)
            case _:
                self.difference.show_texts(texts.ours, texts.theirs, mine, theirs)

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.moves_lists:
            self._load()
        else:
            self._compare()

    def _on_failed(self, error: Exception) -> None:
        self.notice.tell(NoticeKind.ERROR, describe_error(error))
        self._show_count()

    def _on_open_clicked(self) -> None:
        for post_id in self.selected()[:1]:
            self.open_asked.emit(post_id)

    # Small parts

    def _show_count(self) -> None:
        total, chosen = self.model.rowCount(), len(self.selected())
        self.count.setText(joined([conflicts_text(total), selected_text(chosen) if chosen > 1 else ""]))
        self._enable(chosen > 0 and not self._archive.read_only)
        self.open_button.setEnabled(chosen == 1)
        self.all_button.setEnabled(total > 1 and chosen < total)

    def _enable(self, enabled: bool) -> None:
        self.keep_button.setEnabled(enabled)
        self.take_button.setEnabled(enabled)

    def _build(self) -> None:
        self._empty.tell("success", self.tr("There are no conflicts."))
        self._stack.addWidget(self._build_middle())
        self._stack.addWidget(self._empty)
        role = QDialogButtonBox.ButtonRole
        self.keep_button = add_button(self.buttons, self.tr("Keep mine"), role.ActionRole, self.keep_mine)
        self.take_button = add_button(
            self.buttons, self.tr("Take the source's"), role.ActionRole, self.take_theirs
        )
        self.open_button = add_button(
            self.buttons, self.tr("Open in editor"), role.ActionRole, self._on_open_clicked
        )
        self.close_button = add_button(self.buttons, self.tr("Close"), role.RejectRole, self.reject)
        for button in (self.keep_button, self.take_button, self.open_button, self.close_button):
            button.setAutoDefault(False)
        self.close_button.setDefault(True)
        frame_dialog(self, self.notice, self._stack, self.buttons, growing=self._stack)

    def _build_middle(self) -> QWidget:
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Posts in conflict"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        selection = self.list.selectionModel()
        selection.selectionChanged.connect(lambda _now, _before: self._show_count())
        selection.currentChanged.connect(lambda _now, _before: self._compare())
        self.list.activated.connect(lambda _index: self._on_open_clicked())
        self.all_button = QPushButton(self.tr("Select all"))
        self.all_button.setAutoDefault(False)
        self.all_button.clicked.connect(self.list.selectAll)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._build_right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([260, 700])
        return splitter

    def _build_right(self) -> QWidget:
        self.pair.setAccessibleName(self.tr("What is compared"))
        for text in (
            self.tr("My text and the source's"),
            self.tr("What I changed"),
            self.tr("What the source changed"),
        ):
            self.pair.addItem(text)
        self.pair.activated.connect(lambda _index: self._show_texts())
        self.remark.setWordWrap(True)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.remark.hide()
        right = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.pair)
        head.addStretch(1)
        column = QVBoxLayout(right)
        column.setContentsMargins(GRID, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self.remark)
        column.addWidget(self.difference, 1)
        return right


def _load_both(archive: Archive, post_id: int) -> _Compared | None:
    """Both sides of a conflict, or None when it was decided by now."""
    if conflicts.find_conflict(archive, post_id) is None:
        return None
    try:
        texts = conflicts.load_texts(archive, post_id)
    except UserError:
        if conflicts.find_conflict(archive, post_id) is None:
            return None  # it was decided in this very moment
        raise
    return _Compared(texts, editing.find_draft(archive, post_id) is not None)
