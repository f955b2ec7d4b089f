"""Exporting, from what is chosen to what was written. The window stays usable meanwhile: the dialog is not modal.

Nothing is written before Export is pressed, and nothing that exists is overwritten unasked. When the dialog is closed
during an export, the export goes on, and the dialog comes back with the report.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.base.settings import Settings
from fonds.gui.dialogs.export_destination import ExportDestinationBox
from fonds.gui.dialogs.export_formats import FormatList
from fonds.gui.dialogs.export_options import ExportOptionsBox
from fonds.gui.dialogs.export_preview import ExportPreviewPane
from fonds.gui.dialogs.export_report import ExportReportView
from fonds.gui.dialogs.export_saved import SavedExportsButton, kept_choice
from fonds.gui.dialogs.export_scope import ExportChoice, ExportScopeBox
from fonds.gui.icons import Icons
from fonds.gui.job import Job
from fonds.gui.messages import describe_error, plural
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.model.export import ExportOptions
from fonds.model.export_preset import ExportPreset, PresetRun
from fonds.model.printing import StartPrinting
from fonds.model.progress import CancelToken, ProgressSink
from fonds.services import collections, export_presets, export_preview, exporting
from fonds.services.archives import Archive
from fonds.services.export_preview import safe_name, suffix_of
from fonds.services.previewing import Previewer

__all__ = ["ExportChoice", "ExportDialog"]
_SIZE, _PARTS, _FORMAT, _FOLDER = "export.window", "export.parts", "export.format", "export.folder"
Written = tuple[PresetRun, float]


class ExportDialog(QDialog):
    """Asks which posts go where and in what form, shows how far it is, and tells what was written."""

    exported = Signal(object)
    """The ExportReport."""

    def __init__(
        self,
        archive: Archive,
        choices: Sequence[ExportChoice],
        folder: Path,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        *,
        previewer: Callable[[], Previewer],
        settings: Settings | None = None,
        printing: StartPrinting | None = None,
        collection: int = 0,
    ) -> None:
        """``folder`` is where exports go unless another one was used last; ``collection`` the one that is looked at."""
        super().__init__(parent)
        self._archive, self._operations, self._settings = archive, operations, settings
        self._printing = printing
        self._job: Job | None = None
        self.setWindowTitle(self.tr("Export"))
        self.setModal(False)
        self.notice = NoticeBar(theme, icons)
        self.scope = ExportScopeBox(choices)
        self.formats = FormatList(theme, icons)
        self.options = ExportOptionsBox(settings)
        self.preview = ExportPreviewPane(archive, operations, theme, previewer)
        kept = settings.text(_FOLDER) if settings is not None else ""
        self.place = ExportDestinationBox(operations, Path(kept) if kept else folder)
        self.destination = self.place.line
        self.progress = ProgressPanel()
        self.report = ExportReportView(archive, operations, theme, icons)
        self.saved = SavedExportsButton(archive, operations, theme, self._present)
        self.buttons = QDialogButtonBox()
        self._build()
        self._restore_size()
        self.scope.changed.connect(self._on_scope_changed)
        self.formats.chosen.connect(self._on_format_chosen)
        self.options.changed.connect(self._ask_preview)
        self.place.checked.connect(self._update_button)
        self.saved.run_asked.connect(self.run_preset)
        self.saved.failed.connect(lambda error: self.notice.tell(NoticeKind.ERROR, describe_error(error)))
        self.formats.choose(settings.text(_FORMAT) if settings is not None else "")
        self._show_page(self._ask)
        self.formats.setFocus()
        operations.run_read(
            lambda _cancel: collections.list_collections(archive),
            lambda found: self.scope.show_collections(found, collection),
            channel="export-collections",
        )

    @property
    def job(self) -> Job | None:
        """The export under way."""
        return self._job

    def start_export(self) -> None:
        """Export what is chosen."""
        choice, dest, name = self.scope.choice, self.place.path, self.formats.name
        if self._job is not None or choice is None or dest is None or not name:
            return
        archive, which, printing = self._archive, choice.which, self._printing
        options = self.options.options(replace=self.place.replace.isChecked())

        def work(progress: ProgressSink, cancel: CancelToken) -> PresetRun:
            ids = None if which is None else export_preview.chosen_ids(archive, which, cancel)
            report = exporting.export_posts(
                archive, dest, ids, "", progress, cancel, name, options=options, printing=printing
            )
            return PresetRun(ExportPreset(0, "", name, str(dest)), report)

        self._run(work)

    def run_preset(self, preset: ExportPreset, since_last: bool = False) -> None:
        """Make a saved export again, of all its posts or of those that are new or changed since the last time."""
        archive, printing = self._archive, self._printing
        if self._job is None:
            self._run(
                lambda progress, cancel: export_presets.run_preset(
                    archive, preset.id, progress, cancel, since_last=since_last, printing=printing
                )
            )

    def _run(self, work: Callable[[ProgressSink, CancelToken], PresetRun]) -> None:
        self.preview.stop()
        self.place.stop()

        def timed(progress: ProgressSink, cancel: CancelToken) -> Written:
            began = time.monotonic()
            return work(progress, cancel), time.monotonic() - began

        self.notice.dismiss()
        self.progress.start(
            self.tr("Exporting…"),
            self.tr("If you cancel, nothing is written: it appears when all is done."),
        )
        self._show_page(self.progress)
        self._job = self._operations.run_job(
            timed, title=self.tr("Export"), on_done=self._on_exported, on_failed=self._on_export_failed
        )
        self._job.progressed.connect(self.progress.show_progress)
        self._job.cancelled.connect(self._on_export_cancelled)

    def done(self, result: int) -> None:
        """Close; an export under way goes on, and the dialog comes back with its report."""
        self.preview.stop()
        self.place.stop()
        self._keep_size()
        super().done(result)

    # What comes of it

    def _on_exported(self, written: Written) -> None:
        self._job = None
        (run, seconds), report = written, written[0].report
        if run.preset.id:
            self.saved.load()
        if report is None:
            self.notice.tell(NoticeKind.INFO, self._nothing_new(run))
            self._show_page(self._ask)
            self._refresh()
            self._come_back()
            return
        if self._settings is not None and not run.preset.id:
            self._settings.put(_FOLDER, str(Path(report.dest).parent))
            self._settings.put(_FORMAT, report.format)
        self.report.show_report(report, seconds)
        if run.removed:
            self.notice.tell(NoticeKind.INFO, self._gone(run))
        self._show_page(self.report)
        self._come_back()
        self.exported.emit(report)

    def _nothing_new(self, run: PresetRun) -> str:
        sentence = self.tr("Nothing is new or changed since the last time, so nothing was written.")
        return f"{sentence} {self._gone(run)}" if run.removed else sentence

    def _gone(self, run: PresetRun) -> str:
        count = len(run.removed)
        return plural(
            self.tr("%Ln post(s) of the last time (is|are) not among them any more.", "", count), count
        )

    def _on_export_failed(self, error: Exception) -> None:
        self._job = None
        self.notice.tell(NoticeKind.ERROR, describe_error(error))
        self._show_page(self._ask)
        self._refresh()
        self.destination.setFocus()
        self._come_back()

    def _on_export_cancelled(self) -> None:
        self._job = None
        self.notice.tell(NoticeKind.INFO, self.tr("The export was cancelled. Nothing was written."))
        self._show_page(self._ask)
        self._refresh()

    def _come_back(self) -> None:
        if not self.isVisible():
            # Whoever works in the window meanwhile keeps the keyboard.
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.show()

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel_button.setEnabled(False)
            self.progress.heading.setText(self.tr("Stopping…"))
        else:
            self.reject()

    def _on_back_clicked(self) -> None:
        self._show_page(self._ask)
        self._refresh()
        self.formats.setFocus()

    # What is chosen

    def _on_scope_changed(self) -> None:
        self._refresh()

    def _on_format_chosen(self, name: str) -> None:
        self.options.show_format(name)
        self._refresh()

    def _refresh(self) -> None:
        """Let everything follow the posts and the format that are chosen."""
        name, choice = self.formats.name, self.scope.choice
        if not name:
            return
        called = (choice.name if choice is not None else "") or self._archive.path.stem
        self.options.show_posts(called, choice.collection if choice is not None else 0)
        self.place.suggest(name, suffix_of(name), called)
        self._update_button()
        self._ask_preview()

    def _ask_preview(self) -> None:
        choice, name = self.scope.choice, self.formats.name
        if choice is not None and name:
            options: ExportOptions = self.options.options()
            called = safe_name(choice.name or self._archive.path.stem) + suffix_of(name)
            self.preview.ask(choice.which, name, options, called)

    def _present(self) -> ExportPreset | None:
        """What is chosen, to be kept by name."""
        choice, dest, name = self.scope.choice, self.place.path, self.formats.name
        if choice is None or dest is None or not name:
            return None
        options = self.options.options(replace=self.place.replace.isChecked())
        called = choice.name or self._archive.path.stem
        return ExportPreset(0, called, name, str(dest), kept_choice(choice), options)

    def _update_button(self) -> None:
        choice = self.scope.choice
        self._export_button.setEnabled(choice is not None and self.place.usable)
        count = choice.count if choice is not None else 0
        self._hint.setText(plural(self.tr("%Ln post(s) will be exported", "", count), count) if count else "")

    # Small parts

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        ask, done = page is self._ask, page is self.report
        self._hint.setVisible(ask)
        self.saved.setVisible(ask)
        self._export_button.setVisible(ask)
        self._cancel_button.setVisible(not done)
        self._cancel_button.setEnabled(True)
        for button in (*self._report_buttons, self._close_button):
            button.setVisible(done)
        default = self._export_button if ask else self._close_button
        default.setDefault(True)
        if done:
            default.setFocus()
        elif not ask:
            self._cancel_button.setFocus()  # for the space bar: an Enter that was pressed twice must not cancel

    def _restore_size(self) -> None:
        self.resize(920, 680)
        if self._settings is not None:
            state = self._settings.text(_SIZE).encode("ascii", "ignore")
            if state:
                self.restoreGeometry(QByteArray.fromBase64(state))
            parts = self._settings.text(_PARTS).encode("ascii", "ignore")
            if parts:
                self._parts.restoreState(QByteArray.fromBase64(parts))

    def _keep_size(self) -> None:
        if self._settings is not None:
            for key, state in ((_SIZE, self.saveGeometry()), (_PARTS, self._parts.saveState())):
                self._settings.put(key, bytes(state.toBase64().data()).decode("ascii"))

    def _build(self) -> None:
        self._ask = self._build_ask()
        self._stack = QStackedWidget()
        for page in (self._ask, self.progress, self.report):
            self._stack.addWidget(page)
        role = QDialogButtonBox.ButtonRole
        box, report = self.buttons, self.report
        self._export_button = add_button(box, self.tr("Export"), role.AcceptRole, self.start_export)
        self._cancel_button = add_button(box, self.tr("Cancel"), role.RejectRole, self._on_cancel_clicked)
        self._cancel_button.setAutoDefault(False)
        self._report_buttons = [
            add_button(box, text, role.ActionRole, action)
            for text, action in (
                (self.tr("Back"), self._on_back_clicked),
                (self.tr("Copy report"), report.copy),
                (self.tr("Save report…"), report.save),
                (self.tr("Show in folder"), report.show_in_folder),
                (self.tr("Open"), report.open),
            )
        ]
        self._close_button = add_button(box, self.tr("Close"), role.RejectRole, self.reject)
        self._hint = QLabel()
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.saved)
        foot.addWidget(self._hint, 1)
        foot.addWidget(box)
        frame_dialog(self, self.notice, self._stack, foot, growing=self._stack)

    def _build_ask(self) -> QWidget:
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        for number, widgets in enumerate(((self.scope, self.formats), (self.options, self.preview))):
            side = QWidget()
            column = QVBoxLayout(side)
            margin = GRID if number else 0
            column.setContentsMargins(margin, 0, GRID - margin, 0)
            column.setSpacing(GRID)
            column.addWidget(widgets[0])
            column.addWidget(widgets[1], 1)
            self._parts.addWidget(side)
            self._parts.setStretchFactor(number, number)
        self._parts.setSizes([320, 600])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._parts, 1)
        layout.addWidget(self.place)
        return page
