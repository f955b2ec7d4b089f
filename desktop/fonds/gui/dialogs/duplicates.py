"""Finding duplicates: what is to be looked for, how far that is, then what was found, to be looked at and merged.

Nothing is changed before a button of merging is pressed; each merge is one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.dialogs.dialog_job import DialogJob
from fonds.gui.duplicate_messages import found_text, outcome_text
from fonds.gui.icons import Icons
from fonds.gui.messages import plural
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.undo_offer import UndoOffer
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.duplicate_review import DuplicateReview
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.notice_bar import Choice, NoticeBar, NoticeKind
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.changes import ChangeSet
from fonds.model.duplicates import (
    LEAST_ALIKE,
    USUAL_THRESHOLD,
    DuplicateGroup,
    DuplicateKind,
    FoundDuplicates,
    Merge,
    MergeOutcome,
)
from fonds.model.progress import CancelToken, ProgressSink
from fonds.model.query import ListRequest
from fonds.services import duplicates, history, merging
from fonds.services.archives import Archive

_Found = tuple[FoundDuplicates, Mapping[int, str]]


class DuplicatesDialog(QDialog):
    """``choices`` are names of sets of posts, and how to ask for them; the first is chosen. ``flush`` keeps what
    was typed in the editor."""

    open_asked = Signal(int)
    """The post is to be opened in the editor."""
    found_shown = Signal()
    """What was found, or is left of it, is on the screen."""

    def __init__(
        self,
        archive: Archive,
        choices: Sequence[tuple[str, ListRequest]],
        operations: Operations,
        theme: Theme,
        icons: Icons,
        flush: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive, self._operations = archive, operations
        self._choices, self._flush = choices, flush
        self._found: FoundDuplicates | None = None
        self._titles: Mapping[int, str] = {}
        self.setWindowTitle(self.tr("Find duplicates"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 700)
        self.notice = NoticeBar(theme, icons)
        self.which, self.least = QComboBox(), QSpinBox()
        self.near = QCheckBox(self.tr("Also texts that are nearly the same, from"))
        self.progress = ProgressPanel()
        self.review = DuplicateReview(archive, operations, theme, icons)
        self.counts = QLabel()
        self.take_terms = QCheckBox(
            self.tr("Add categories and tags of the others to the front matter of the one that stays")
        )
        self.take_terms.setChecked(True)
        self.empty = EmptyState(theme, icons)
        self._stack = QStackedWidget()
        self.buttons = QDialogButtonBox()
        self._offer = UndoOffer(self.notice, operations, self)
        self._work = DialogJob(operations, self.progress, self.notice)
        self._work.started.connect(self._on_started)
        self._work.left.connect(self._go_back)
        self._build()
        self._show_page(self._asking)
        operations.changed.connect(self._on_changed)

    # Looking

    def start(self) -> None:
        """Look for duplicates."""
        if self._work.running:
            return
        archive, request = self._archive, self._choices[self.which.currentIndex()][1]
        near, threshold = self.near.isChecked(), self.least.value() / 100
        kinds = [kind for kind in DuplicateKind if near or kind is not DuplicateKind.NEAR]

        def work(progress: ProgressSink, cancel: CancelToken) -> _Found:
            found = duplicates.find_duplicates(archive, request, kinds, threshold, progress, cancel)
            return found, duplicates.titles_of(archive, found.groups)

        self._work.run(
            work,
            self._on_found,
            title=self.tr("Find duplicates"),
            says=(
                self.tr("Looking for duplicates…"),
                self.tr("What was read is kept: the next time only posts that changed are read."),
            ),
        )

    def _on_found(self, result: _Found) -> None:
        self._found, self._titles = result
        self._show_groups(self._found.groups)

    def _show_groups(self, groups: Sequence[DuplicateGroup]) -> None:
        found = self._found
        if found is None or self._work.running:
            return
        self.counts.setText(found_text(found, len(groups)))
        self.review.show_groups(groups, self._titles)
        self.empty.tell("success", self.tr("No duplicates were found.") + "\n" + found_text(found, 0))
        self._show_page(self._result if groups else self.empty)
        self.found_shown.emit()

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        found, archive = self._found, self._archive
        if found is None or not changes.moves_lists:
            return
        self._operations.run_read(
            lambda _cancel: duplicates.still_duplicates(archive, found.groups),
            self._show_groups,
            channel=f"duplicates-{id(self)}",
        )

    # Deciding

    def merge(self) -> None:
        """Merge the group that is shown."""
        group = self.review.group
        if group is not None:
            self._merge((self.review.merge_of(group),), None)

    def ask_for_all(self) -> None:
        """Say what merging all that are the same, byte for byte, would do; the list is there to be looked through."""
        merges = self.review.merges_of_kind()
        gone = sum(len(merge.others) for merge in merges)
        text = plural(self.tr("%Ln post(s) would go to the trash.", "", gone), gone)
        remark = self.tr(
            "Of each group in the list, the post that is marked stays. One undo takes all of it back."
        )
        merge = partial(self._merge, merges, DuplicateKind.SAME_BYTES)
        choices: list[Choice] = [
            (self.tr("Merge all of them"), merge),
            (self.tr("Not now"), self.notice.dismiss),
        ]
        self.notice.tell(NoticeKind.WARNING, f"{text} {remark}", choices)
        self.notice.buttons()[1].setFocus()

    def _merge(self, merges: Sequence[Merge], only: DuplicateKind | None) -> None:
        archive, terms = self._archive, self.take_terms.isChecked()
        if self._work.running or archive.read_only:
            return
        self._flush()
        self._work.run(
            lambda progress, cancel: merging.merge_posts(
                archive, merges, progress, cancel, take_terms=terms, only=only
            ),
            self._on_merged,
            title=self.tr("Merge duplicates"),
            says=(self.tr("Merging…"), self.tr("If you cancel, everything stays as it was.")),
            writes=True,
        )

    def _on_merged(self, result: tuple[MergeOutcome, ChangeSet]) -> None:
        outcome, changes = result  # that everything changed is told next, and the groups are looked at again
        self._tell_step(outcome_text(outcome), changes)

    def say_distinct(self) -> None:
        """The post that the table stands on is no duplicate of the one that stays; nor is one of many of any other."""
        archive, group, post = self._archive, self.review.group, self.review.post
        if group is None or post is None or archive.read_only:
            return
        stays = self.review.merge_of(group).stays
        others = [other for other in group.posts if other != post.id]
        pairs = (
            [(post.id, other) for other in others]
            if post.id != stays
            else [(stays, other) for other in others]
        )
        self._operations.run_write(
            lambda: merging.say_distinct(archive, pairs),
            title=self.tr("Not duplicates"),
            on_done=partial(
                self._tell_step, self.tr("It is remembered that this post is no duplicate of these.")
            ),
            on_failed=self._work.tell_failure,
        )

    def _tell_step(self, sentence: str, changes: ChangeSet) -> None:
        self._offer.tell(sentence, changes.step, (self.tr("Undo"), partial(self._undo, changes.step)))

    def _undo(self, step: str) -> None:
        archive = self._archive
        self.notice.dismiss()
        self._operations.run_write(
            lambda: history.undo(archive, only=step), title=self.tr("Undo"), on_failed=self._work.tell_failure
        )

    # How it ends

    def reject(self) -> None:
        """Close; what is under way is cancelled."""
        if self._work.cancel():
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def _on_started(self) -> None:
        self._show_page(self.progress)

    def _go_back(self) -> None:
        self._show_page(self._asking if self._found is None else self._result)

    def ask_again(self) -> None:
        """Back to what is to be looked for."""
        self._found = None
        self.notice.dismiss()
        self._show_page(self._asking)

    # Its parts

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        asking, done = page is self._asking, page in (self._result, self.empty)
        self.find_button.setVisible(asking)
        self.again_button.setVisible(done)
        for button in (self.merge_button, self.all_button, self.distinct_button, self.open_button):
            button.setVisible(page is self._result)
        self.cancel_button.setText(self.tr("Cancel") if page is self.progress else self.tr("Close"))
        self.cancel_button.setEnabled(True)
        if asking:
            self.find_button.setDefault(True)
            self.find_button.setFocus()
        elif page is self._result:
            self.review.list.setFocus()
        self._update()

    def _update(self) -> None:
        here, writable = self.review.group is not None, not self._archive.read_only
        same = self.review.kind is DuplicateKind.SAME_BYTES
        self.merge_button.setEnabled(here and writable)
        self.distinct_button.setEnabled(here and writable and self.review.post is not None)
        self.all_button.setEnabled(here and writable and same)
        self.open_button.setEnabled(self.review.post is not None)

    def _on_open_clicked(self) -> None:
        post = self.review.post
        if post is not None:
            self.open_asked.emit(post.id)

    def _build(self) -> None:
        self._asking, self._result = self._build_asking(), self._build_result()
        for page in (self._asking, self.progress, self._result, self.empty):
            self._stack.addWidget(page)
        role = QDialogButtonBox.ButtonRole
        add = partial(add_button, self.buttons)
        self.find_button = add(self.tr("Find"), role.AcceptRole, self.start)
        self.merge_button = add(self.tr("Merge this group"), role.ActionRole, self.merge)
        self.all_button = add(self.tr("Merge all same files…"), role.ActionRole, self.ask_for_all)
        self.distinct_button = add(self.tr("Not a duplicate"), role.ActionRole, self.say_distinct)
        self.open_button = add(self.tr("Open in editor"), role.ActionRole, self._on_open_clicked)
        self.again_button = add(self.tr("Search again…"), role.ResetRole, self.ask_again)
        self.cancel_button = add(self.tr("Close"), role.RejectRole, self.reject)
        self.merge_button.setShortcut("Ctrl+Return")
        keys = self.merge_button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.merge_button.setToolTip(f"{self.merge_button.text()} ({keys})")
        for button in self.buttons.buttons():
            button.setProperty("autoDefault", False)
        self.review.chosen.connect(self._update)
        frame_dialog(self, self.notice, self._stack, self.buttons, growing=self._stack)

    def _build_asking(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.which.addItems([name for name, _ in self._choices])
        self.which.setAccessibleName(self.tr("Which posts"))
        self.near.setChecked(True)
        self.near.toggled.connect(self.least.setEnabled)
        self.least.setRange(round(LEAST_ALIKE * 100), 100)
        self.least.setValue(round(USUAL_THRESHOLD * 100))
        self.least.setSuffix(self.tr("%"))
        self.least.setAccessibleName(self.tr("How like each other texts must be, in per cent"))
        remark = QLabel(
            self.tr(
                "Posts are found whose files are the same, whose texts say the same, or nearly. Nothing is changed until "
                "you merge them."
            )
        )
        remark.setWordWrap(True)
        form.addRow(remark)
        form.addRow(self.tr("Which posts"), self.which)
        form.addRow(self.near, self.least)
        return page

    def _build_result(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.counts)
        column.addWidget(self.review, 1)
        column.addWidget(self.take_terms)
        return page
