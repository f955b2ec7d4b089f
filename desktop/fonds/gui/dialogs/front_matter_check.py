"""Checking front matter: of which posts, how far that is, then what was found, to be looked at, mended or ignored.

Nothing is changed here: a fix opens the dialog of a bulk edit with what it would do, where it can be seen and changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.base import paths
from fonds.gui.dialogs.dialog_job import DialogJob
from fonds.gui.finding_messages import checked_text, tell
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.undo_offer import UndoOffer
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.finding_review import FindingReview
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.changes import ChangeSet
from fonds.model.findings import CheckedFrontMatter, Finding
from fonds.model.progress import CancelToken, ProgressSink
from fonds.model.query import ListRequest
from fonds.services import finding_reports, front_matter_check, history
from fonds.services.archives import Archive

SHORT = 3.0
"""Seconds that a check may have taken to be made again by itself after a change."""
Which = ListRequest | Sequence[int]


class FrontMatterDialog(QDialog):
    """``choices`` are names of sets of posts, and the posts or how to ask for them; the first is chosen. ``flush``
    keeps what was typed in the editor."""

    open_asked = Signal(int)
    """The post is to be opened in the editor."""
    fix_asked = Signal(object)
    """The bulk edit of this Finding is to be shown."""
    list_asked = Signal(object)
    """The posts of this Finding are to be shown in the list of the window."""
    found_shown = Signal()
    """What was found, or is left of it, is on the screen."""

    def __init__(
        self,
        archive: Archive,
        choices: Sequence[tuple[str, Which]],
        operations: Operations,
        theme: Theme,
        icons: Icons,
        flush: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive, self._operations = archive, operations
        self._choices, self._flush = choices, flush
        self._checked: CheckedFrontMatter | None = None
        self._asked: tuple[Which, bool] | None = None
        self._began, self._took = 0.0, 0.0
        self.waits = False
        """Whether it is out of sight for a while, with all that it found."""
        self.setWindowTitle(self.tr("Check front matter"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1040, 660)
        self.notice = NoticeBar(theme, icons)
        self.which, self.links = QComboBox(), QCheckBox(self.tr("Also read the texts for broken links"))
        self.progress = ProgressPanel()
        self.review = FindingReview(archive, operations, icons)
        self.counts = QLabel()
        self.show_ignored = QCheckBox()
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
        """Check the chosen posts."""
        self._asked = (self._choices[self.which.currentIndex()][1], self.links.isChecked())
        self.check_again()

    def check_again(self) -> None:
        """Check the same posts again."""
        if self._work.running or self._asked is None:
            return
        archive, (which, links) = self._archive, self._asked

        def work(progress: ProgressSink, cancel: CancelToken) -> CheckedFrontMatter:
            return front_matter_check.check_front_matter(archive, which, progress, cancel, links=links)

        self._flush()
        self._began = time.monotonic()
        self._work.run(
            work,
            self._on_checked,
            title=self.tr("Check front matter"),
            says=(self.tr("Checking front matter…"), self.tr("Nothing is changed.")),
        )

    def _on_checked(self, checked: CheckedFrontMatter) -> None:
        self._took = time.monotonic() - self._began
        self._show_checked(checked)

    def _show_checked(self, checked: CheckedFrontMatter) -> None:
        if self._work.running:
            return
        self._checked = checked
        silent = len(checked.ignored)
        self.counts.setText(checked_text(checked))
        self.show_ignored.setText(self.tr("Show those that are ignored (%Ln)", "", silent))
        self.show_ignored.setVisible(silent > 0)
        ignored = checked.ignored if self.show_ignored.isChecked() else ()
        self.review.show_findings(checked.findings, ignored)
        self.empty.tell("success", self.tr("Nothing was found.") + "\n" + checked_text(checked))
        self._show_page(self._result if checked.findings or silent else self.empty)
        self.found_shown.emit()

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if self._checked is None or self._asked is None or self._work.running or changes.empty:
            return
        if self._took > SHORT and initiator is self:
            return  # what was ignored has moved already
        if self._took > SHORT:
            choices = ((self.tr("Check again"), self.check_again),)
            self.notice.tell(
                NoticeKind.INFO, self.tr("The archive has changed since it was checked."), choices
            )
            return
        archive, (which, links) = self._archive, self._asked
        self._operations.run_read(
            lambda cancel: front_matter_check.check_front_matter(archive, which, cancel=cancel, links=links),
            self._show_checked,
            channel=f"front-matter-{id(self)}",
        )

    # Deciding

    def fix(self) -> None:
        """Show what the fix of the present finding would do."""
        finding = self.review.finding
        if finding is not None and finding.operations and not self._archive.read_only:
            self._flush()
            self.fix_asked.emit(finding)

    def show_posts(self) -> None:
        """Show the posts of the present finding in the list of the window."""
        finding = self.review.finding
        if finding is not None:
            self._flush()
            self.list_asked.emit(finding)

    def wait(self) -> None:
        """Go out of sight, and keep what was found."""
        self.waits = True
        self.hide()

    def ignore(self) -> None:
        """Tell the present finding no more; or tell it again, if it is ignored."""
        archive, finding = self._archive, self.review.finding
        if finding is None or archive.read_only:
            return
        ignored = self.review.ignored
        change = front_matter_check.mind_findings if ignored else front_matter_check.ignore_findings
        sentence = (
            self.tr("This is told again.")
            if ignored
            else self.tr("This is not told any more, unless it comes to concern more posts.")
        )
        self._operations.run_write(
            lambda: change(archive, [finding]),
            title=self.tr("Check front matter"),
            initiator=self,
            on_done=partial(self._on_minded, finding, sentence),
            on_failed=self._work.tell_failure,
        )

    def _on_minded(self, finding: Finding, sentence: str, changes: ChangeSet) -> None:
        checked = self._checked
        if (
            checked is not None and self._took > SHORT
        ):  # what takes short is looked at again when this is published
            told = tuple(each for each in checked.findings if each is not finding)
            silent = tuple(each for each in checked.ignored if each is not finding)
            told, silent = (
                ((*told, finding), silent)
                if len(silent) < len(checked.ignored)
                else (told, (*silent, finding))
            )
            self._show_checked(replace(checked, findings=told, ignored=silent))
        self._tell_step(sentence, changes)

    def _tell_step(self, sentence: str, changes: ChangeSet) -> None:
        self._offer.tell(sentence, changes.step, (self.tr("Undo"), partial(self._undo, changes.step)))

    def _undo(self, step: str) -> None:
        archive = self._archive
        self.notice.dismiss()
        self._operations.run_write(
            lambda: history.undo(archive, only=step), title=self.tr("Undo"), on_failed=self._work.tell_failure
        )

    def save_report(self) -> None:
        """Ask for a file, and write all findings with all their posts into it."""
        suggestion = paths.documents_dir() / (self.tr("Front matter") + ".csv")
        kinds = ";;".join((self.tr("Table (*.csv)"), self.tr("For programs (*.json)")))
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Save report"), str(suggestion), kinds)
        if name:
            path = Path(name)
            ending = ".json" if "json" in kind else ".csv"
            known = path.suffix.lower().removeprefix(".") in finding_reports.FORMATS
            self.write_report(path if known else path.with_name(path.name + ending))

    def write_report(self, path: Path) -> None:
        """Write the report to this file."""
        archive, checked = self._archive, self._checked
        if checked is None or self._work.running:
            return
        self._work.run(
            lambda progress, cancel: finding_reports.export_findings(
                archive, checked, path, progress, cancel, tell
            ),
            lambda _none: self._on_written(path),
            title=self.tr("Save report"),
            says=(self.tr("Writing the report…"), self.tr("If you cancel, no file is left.")),
        )

    def _on_written(self, path: Path) -> None:
        self._go_back()
        self.notice.tell(NoticeKind.INFO, self.tr("The report is in {path}.").replace("{path}", str(path)))

    # How it ends

    def reject(self) -> None:
        """Close; what is under way is cancelled."""
        if self._work.cancel():
            self.close_button.setEnabled(False)
        else:
            super().reject()

    def _on_started(self) -> None:
        self._show_page(self.progress)

    def _go_back(self) -> None:
        self._show_page(self._asking if self._checked is None else self._result)

    def ask_again(self) -> None:
        """Back to which posts are to be checked."""
        self._checked = None
        self.notice.dismiss()
        self._show_page(self._asking)

    # Its parts

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        asking, done = page is self._asking, page in (self._result, self.empty)
        self.check_button.setVisible(asking)
        self.again_button.setVisible(done)
        for button in (
            self.fix_button,
            self.list_button,
            self.open_button,
            self.ignore_button,
            self.report_button,
        ):
            button.setVisible(page is self._result)
        self.close_button.setText(self.tr("Cancel") if page is self.progress else self.tr("Close"))
        self.close_button.setEnabled(True)
        if asking:
            self.check_button.setDefault(True)
            self.check_button.setFocus()
        elif page is self._result and not self.review.isAncestorOf(self.focusWidget() or self):
            self.review.list.setFocus()
        self._update()

    def _update(self) -> None:
        finding, writable = self.review.finding, not self._archive.read_only
        self.fix_button.setEnabled(finding is not None and bool(finding.operations) and writable)
        self.list_button.setEnabled(finding is not None)
        self.ignore_button.setEnabled(finding is not None and writable)
        self.ignore_button.setText(self.tr("Tell again") if self.review.ignored else self.tr("Ignore"))
        self.open_button.setEnabled(self.review.post is not None)

    def _on_open_clicked(self) -> None:
        post = self.review.post
        if post is not None:
            self.open_asked.emit(post.id)

    def _on_ignored_toggled(self) -> None:
        if self._checked is not None:
            self._show_checked(self._checked)

    def _build(self) -> None:
        self._asking, self._result = self._build_asking(), self._build_result()
        for page in (self._asking, self.progress, self._result, self.empty):
            self._stack.addWidget(page)
        role = QDialogButtonBox.ButtonRole
        add = partial(add_button, self.buttons)
        self.check_button = add(self.tr("Check"), role.AcceptRole, self.start)
        self.fix_button = add(self.tr("Fix…"), role.ActionRole, self.fix)
        self.list_button = add(self.tr("Show these posts"), role.ActionRole, self.show_posts)
        self.open_button = add(self.tr("Open in editor"), role.ActionRole, self._on_open_clicked)
        self.ignore_button = add(self.tr("Ignore"), role.ActionRole, self.ignore)
        self.report_button = add(self.tr("Save report…"), role.ActionRole, self.save_report)
        self.again_button = add(self.tr("Check again…"), role.ResetRole, self.ask_again)
        self.close_button = add(self.tr("Close"), role.RejectRole, self.reject)
        self.list_button.setToolTip(self.tr("Show all posts of this finding in the list; it leads back here"))
        self.fix_button.setToolTip(self.tr("Show what the fix would change before it is made"))
        for button in self.buttons.buttons():
            button.setProperty("autoDefault", False)
        self.review.chosen.connect(self._update)
        self.review.opened.connect(self.open_asked)
        self.show_ignored.toggled.connect(lambda _on: self._on_ignored_toggled())
        frame_dialog(self, self.notice, self._stack, self.buttons, growing=self._stack)

    def _build_asking(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.which.addItems([name for name, _ in self._choices])
        self.which.setAccessibleName(self.tr("Which posts"))
        self.links.setChecked(True)
        remark = QLabel(
            self.tr(
                "Keys, types, dates, titles, tags, links and files are looked at: what is uneven, missing or broken is "
                "told, and much of it can be mended at once. Nothing is changed until you have seen it."
            )
        )
        remark.setWordWrap(True)
        form.addRow(remark)
        form.addRow(self.tr("Which posts"), self.which)
        form.addRow(self.links)
        return page

    def _build_result(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(self.counts, 1)
        top.addWidget(self.show_ignored)
        column.addLayout(top)
        column.addWidget(self.review, 1)
        return page
