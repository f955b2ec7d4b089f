"""Exporting posts to a folder of files. The folder appears whole or not at all, and nothing that exists is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.job import Job
from fonds.gui.messages import describe_error, file_size_text, joined, plural, posts_text
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.export import ExportReport
from fonds.services import exporting
from fonds.services.archives import Archive

CHECK_DELAY = 200
_CHANNEL = "export-destination"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One answer to "which posts": what it is called, and their numbers (None: all outside the trash)."""

    label: str
    ids: Sequence[int] | None
    count: int


class ExportDialog(QDialog):
    """Asks which posts go where, shows how far it is, and tells what was written."""

    exported = Signal(object)
    """The ExportReport."""

    def __init__(
        self,
        archive: Archive,
        choices: Sequence[ExportChoice],
        suggestion: Path,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._choices = [choice for choice in choices if choice.count]
        self._operations = operations
        self._job: Job | None = None
        self._report: ExportReport | None = None
        self.setWindowTitle(self.tr("Export"))
        self.setModal(False)
        self.resize(640, 420)
        self.notice = NoticeBar(theme, icons)
        self.scope = QButtonGroup(self)
        self.format = QComboBox()
        self.destination = QLineEdit(str(suggestion))
        self.state = QLabel()
        self.progress = ProgressPanel()
        self.heading = QLabel()
        self.summary = QLabel()
        self.problems = ProblemTable()
        self.buttons = QDialogButtonBox()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_DELAY)
        self._timer.timeout.connect(self._check_destination)
        self.destination.textChanged.connect(lambda _text: self._timer.start())
        self._build()
        self._show_page(self._ask)
        self._check_destination()

    def start_export(self) -> None:
        """Export what is chosen."""
        choice = self._choices[max(self.scope.checkedId(), 0)] if self._choices else None
        if self._job is not None or choice is None:
            return
        archive, dest, ids = self._archive, Path(self.destination.text().strip()).expanduser(), choice.ids
        name = str(self.format.currentData())
        self.notice.dismiss()
        self.progress.start(
            self.tr("Exporting…"),
            self.tr("If you cancel, nothing is written: the folder appears when all is done."),
        )
        self._show_page(self.progress)
        self._job = self._operations.run_job(
            lambda progress, cancel: exporting.export_posts(archive, dest, ids, "", progress, cancel, name),
            title=self.tr("Export"),
            on_done=self._on_exported,
            on_failed=self._on_export_failed,
        )
        self._job.progressed.connect(self.progress.show_progress)
        self._job.cancelled.connect(self._on_export_cancelled)

    def reject(self) -> None:
        """Close; an export under way goes on, and the dialog comes back with its report."""
        self._timer.stop()
        self._operations.cancel_channel(_CHANNEL)
        super().reject()

    def _on_exported(self, report: ExportReport) -> None:
        self._job = None
        self._report = report
        self.heading.setText(plural(self.tr("%Ln post(s) exported", "", report.posts), report.posts))
        media = plural(self.tr("%Ln media file(s)", "", report.media), report.media) if report.media else ""
        self.summary.setText(joined([media, file_size_text(report.bytes), report.dest]))
        self.problems.set_problems(report.problems)
        self.problems.setVisible(bool(report.problems))
        self._show_page(self._done)
        self._come_back()
        self.exported.emit(report)

    def _on_export_failed(self, error: Exception) -> None:
        self._job = None
        self.notice.tell(NoticeKind.ERROR, describe_error(error))
        self._show_page(self._ask)
        self.destination.setFocus()
        self._come_back()

    def _on_export_cancelled(self) -> None:
        self._job = None
        self.notice.tell(NoticeKind.INFO, self.tr("The export was cancelled. Nothing was written."))
        self._show_page(self._ask)

    def _come_back(self) -> None:
        if not self.isVisible():
            self.show()

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel_button.setEnabled(False)
        else:
            self.reject()

    def _on_browse_clicked(self) -> None:
        start = str(Path(self.destination.text()).expanduser().parent)
        path = QFileDialog.getExistingDirectory(self, self.tr("Choose an empty folder"), start)
        if path:
            self.destination.setText(path)

    def _check_destination(self) -> None:
        text = self.destination.text().strip()
        path = Path(text).expanduser()
        self._operations.run_read(
            lambda _cancel: destination_state(path) if text else "missing",
            self._on_destination_checked,
            channel=_CHANNEL,
        )

    def _on_destination_checked(self, state: str) -> None:
        sentences = {
            "missing": self.tr("Choose a folder."),
            "new": self.tr("The folder will be made."),
            "empty": self.tr("The folder is empty."),
            "full": self.tr("The folder is not empty. Choose a new or an empty one: nothing is overwritten."),
            "file": self.tr("This is not a folder."),
        }
        self.state.setText(sentences[state])
        self._export_button.setEnabled(state in ("new", "empty") and bool(self._choices))

    def _on_open_clicked(self) -> None:
        if self._report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._report.dest))

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        ask, done = page is self._ask, page is self._done
        self._export_button.setVisible(ask)
        self._cancel_button.setVisible(not done)
        self._cancel_button.setEnabled(True)
        self._open_button.setVisible(done)
        self._close_button.setVisible(done)
        default = self._export_button if ask else self._close_button if done else self._cancel_button
        default.setDefault(True)
        if not ask:
            default.setFocus()

    def _build(self) -> None:
        self._ask = self._build_ask()
        self._done = self._build_done()
        self._stack = QStackedWidget()
        for page in (self._ask, self.progress, self._done):
            self._stack.addWidget(page)
        role = QDialogButtonBox.ButtonRole
        self._export_button = add_button(self.buttons, self.tr("Export"), role.AcceptRole, self.start_export)
        self._cancel_button = add_button(
            self.buttons, self.tr("Cancel"), role.RejectRole, self._on_cancel_clicked
        )
        self._open_button = add_button(
            self.buttons, self.tr("Open folder"), role.ActionRole, self._on_open_clicked
        )
        self._close_button = add_button(self.buttons, self.tr("Close"), role.RejectRole, self.reject)
        frame_dialog(self, self.notice, self._stack, self.buttons, growing=self._stack)

    def _build_ask(self) -> QWidget:
        self.destination.setAccessibleName(self.tr("Folder"))
        self.format.setAccessibleName(self.tr("Format"))
        self.format.addItem(self.tr("Front-matter files (as imported)"), exporting.FORMATS[0])
        self.state.setWordWrap(True)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        which = QVBoxLayout()
        which.setSpacing(GRID // 2)
        for number, choice in enumerate(self._choices):
            button = QRadioButton(joined([choice.label, posts_text(choice.count)]))
            button.setChecked(number == 0)
            self.scope.addButton(button, number)
            which.addWidget(button)
        if not self._choices:
            which.addWidget(QLabel(self.tr("There are no posts to export.")))
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        where = QHBoxLayout()
        where.setSpacing(GRID // 2)
        where.addWidget(self.destination, 1)
        where.addWidget(browse)
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Posts"), which)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Folder"), where)
        form.addRow("", self.state)
        return page

    def _build_done(self) -> QWidget:
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.summary.setWordWrap(True)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.heading)
        layout.addWidget(self.summary)
        layout.addWidget(self.problems, 1)
        layout.addStretch(0)
        return page


def destination_state(path: Path) -> str:
    """What there is at a destination: "new", "empty", "full" or "file"."""
    try:
        if path.is_dir():
            return "full" if any(path.iterdir()) else "empty"
        return "file" if path.exists() or path.is_symlink() else "new"
    except OSError:
        return "file"
