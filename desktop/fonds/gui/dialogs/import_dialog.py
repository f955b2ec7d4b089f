"""Importing, from what was found to what became of it. The window stays usable meanwhile: the dialog is not modal.

Nothing is written before Import is pressed. When the dialog is closed during an import, the import goes on, and the
dialog comes back with the report. An import that was broken off can be resumed here, without a survey.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from fonds.gui.dialogs.import_report import ImportReportView
from fonds.gui.dialogs.import_review import ReviewPage
from fonds.gui.icons import Icons
from fonds.gui.job import Job
from fonds.gui.messages import describe_error, plural
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.progress_panel import ProgressPanel
from fonds.gui.widgets.who_and_note import WhoAndNote
from fonds.model.accession import ImportReport, ImportSettings, SourceSurvey
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, ProgressSink
from fonds.services import importing
from fonds.services.archives import Archive

SURVEY_DELAY = 250
"""Milliseconds after a changed setting until the source is looked through again."""


class ImportDialog(QDialog):
    """One import of some folders and files into an archive."""

    show_post = Signal(int)
    imported = Signal(object)
    """The ImportReport of an import that ended, or was stopped."""
    review_asked = Signal(int)
    """The conflicts that this import found are to be reviewed."""
    who_given = Signal(str)
    """Who makes the import, as it was begun."""

    def __init__(
        self,
        archive: Archive,
        sources: Sequence[Path],
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        *,
        who: str = "",
        resume: int | None = None,
    ) -> None:
        """``resume`` is the number of an import to go on with; it is begun at once."""
        super().__init__(parent)
        self._archive = archive
        self._sources = tuple(sources)
        self._unpacked = importing.UnpackedSources()
        self._operations = operations
        self._job: Job | None = None
        self._importing = False
        self.setWindowTitle(self.tr("Import"))
        self.setModal(False)
        self.resize(760, 620)
        self.notice = NoticeBar(theme, icons)
        self.progress = ProgressPanel()
        self.review = ReviewPage()
        self.described = WhoAndNote(flat=True)
        self.described.show_texts(who, "")
        self.report = ImportReportView(operations, theme, icons)
        self._looking = QProgressBar()
        self._looking.setRange(0, 0)
        self._looking.setTextVisible(False)
        self._looking.setAccessibleName(self.tr("Looking again"))
        self._looking.hide()
        self._hint = QLabel(self.tr("Nothing is written before you press Import."))
        self.buttons = QDialogButtonBox()
        self._build()
        self._survey_timer = QTimer(self)
        self._survey_timer.setSingleShot(True)
        self._survey_timer.setInterval(SURVEY_DELAY)
        self._survey_timer.timeout.connect(self._survey)
        self.review.settings_changed.connect(self._on_settings_changed)
        self.report.show_post.connect(self.show_post)
        self.report.review_asked.connect(self._on_review_asked)
        if resume is None:
            self._start_survey_page()
        else:
            self.resume_import(resume)

    @property
    def job(self) -> Job | None:
        """The survey or the import under way."""
        return self._job

    def start_import(self) -> None:
        """Import what was found, with the settings that are shown."""
        if self._importing:
            return
        self._survey_timer.stop()
        self._drop_job()
        archive, sources, settings = self._archive, self._sources, self.review.settings()
        who, note, unpacked = self.described.who, self.described.note, self._unpacked
        self.who_given.emit(who)

        def work(progress: ProgressSink, cancel: CancelToken) -> ImportReport:
            try:
                return importing.import_source(
                    archive, sources, settings, progress, cancel, who=who, note=note, unpacked=unpacked
                )
            finally:
                unpacked.close()

        self._run_import(work)

    def resume_import(self, number: int) -> None:
        """Go on with an import that was stopped or broken off."""
        if not self._importing:
            archive = self._archive
            self.setWindowTitle(self.tr("Resume import"))
            self._run_import(
                lambda progress, cancel: importing.resume_import(archive, number, progress, cancel)
            )

    def _run_import(self, work: Callable[[ProgressSink, CancelToken], ImportReport]) -> None:
        self._importing = True
        self.notice.dismiss()
        self.progress.show()
        self.progress.start(
            self.tr("Importing…"),
            self.tr("If you cancel, what was imported until then stays in the archive, and can be resumed."),
        )
        self._show_page(self.progress)
        job = self._operations.run_job(
            work,
            title=self.tr("Import"),
            writes=True,
            on_done=self._on_imported,
            on_failed=self._on_import_failed,
        )
        self._take_job(job)
        job.cancelled.connect(self._on_import_cancelled)

    def reject(self) -> None:
        """Close: a survey is given up, an import goes on and comes back with its report."""
        if not self._importing:
            self._survey_timer.stop()
            self._drop_job()
            self._operations.run_read(lambda _cancel: self._unpacked.close(), lambda _nothing: None)
        super().reject()

    # Surveying

    def _start_survey_page(self) -> None:
        self.progress.start(self.tr("Looking at what is there…"))
        self._show_page(self.progress)
        self._survey(ImportSettings())

    def _on_settings_changed(self) -> None:
        self._looking.show()
        self._survey_timer.start()

    def _survey(self, settings: ImportSettings | None = None) -> None:
        self._drop_job()
        sources, wanted = self._sources, settings or self.review.settings()
        unpacked = self._unpacked
        job = self._operations.run_job(
            lambda progress, cancel: importing.survey_source(sources, wanted, progress, cancel, unpacked),
            title=self.tr("Look through the source"),
            on_done=partial(self._on_surveyed, wanted),
            on_failed=self._on_survey_failed,
        )
        self._take_job(job)

    def _on_surveyed(self, settings: ImportSettings, survey: SourceSurvey) -> None:
        if self._importing:
            return
        self._job = None
        self._looking.hide()
        self.notice.dismiss()
        if not survey.documents:
            self.notice.tell(
                NoticeKind.WARNING, self.tr("Nothing was found here that could be imported as posts.")
            )
        self.review.show_survey(survey)
        self._import_button.setEnabled(survey.documents > 0)
        text = plural(self.tr("Import %Ln document(s)", "", survey.documents), survey.documents)
        self._import_button.setText(text if survey.documents else self.tr("Import"))
        if (
            self._stack.currentWidget() is not self._review_area
        ):  # else whoever chooses something keeps the keyboard
            self._show_page(self.review)

    def _on_survey_failed(self, error: Exception) -> None:
        self._job = None
        self._looking.hide()
        self.notice.tell(NoticeKind.ERROR, describe_error(error))
        if isinstance(error, UserError):
            self.review.show_error(error.field)
        if self._stack.currentWidget() is self.progress:
            self.progress.hide()

    # Importing

    def _on_imported(self, report: ImportReport) -> None:
        self._end_import()
        self.report.show_report(report)
        self._show_page(self.report)
        self.imported.emit(report)

    def _on_import_failed(self, error: Exception) -> None:
        self._end_import()
        self.notice.tell(NoticeKind.ERROR, describe_error(error))
        self._show_page(self._page_before)
        if isinstance(error, UserError):
            self.review.show_error(error.field)

    def _on_import_cancelled(self) -> None:
        self._end_import()
        self._show_page(self._page_before)
        if self.report.report is None and self._page_before is self.report:
            text = self.tr("It was cancelled before anything more was taken in.")
            self.notice.tell(NoticeKind.INFO, text)

    def _on_review_asked(self) -> None:
        report = self.report.report
        if report is not None and report.accession is not None:
            self.review_asked.emit(report.accession)

    def _on_resume_clicked(self) -> None:
        report = self.report.report
        if report is not None and report.accession is not None:
            self.resume_import(report.accession)

    @property
    def _page_before(self) -> QWidget:
        """Where an import that did not take place leads back to."""
        surveyed = bool(self._sources) and self.report.report is None
        return self.review if surveyed else self.report

    def _end_import(self) -> None:
        self._importing = False
        self._job = None
        if not self.isVisible():
            # Whoever works in the window meanwhile keeps the keyboard.
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.show()

    def _on_cancel_clicked(self) -> None:
        if self._importing and self._job is not None:
            self._job.cancel()
            self._cancel_button.setEnabled(False)
            self.progress.heading.setText(self.tr("Stopping…"))
        else:
            self.reject()

    # Small parts

    def _take_job(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self.progress.show_progress)

    def _drop_job(self) -> None:
        """Cancel a survey; a cancelled one says nothing more."""
        if self._job is not None and not self._importing:
            self._job.progressed.disconnect(self.progress.show_progress)
            self._job.cancel()
        self._job = None

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(self._review_area if page is self.review else page)
        review, done = page is self.review, page is self.report
        self._hint.setVisible(review)
        self.described.setVisible(review)
        shown = self.report.report if done else None
        self._resume_button.setVisible(shown is not None and shown.cancelled and shown.accession is not None)
        self._import_button.setVisible(review)
        self._cancel_button.setVisible(not done)
        self._cancel_button.setEnabled(True)
        for button in (self._save_button, self._copy_button):
            button.setVisible(shown is not None)
        self._close_button.setVisible(done)
        if not review and not done:
            self._import_button.setDefault(False)
            self._cancel_button.setFocus()  # for the space bar: an Enter that was pressed twice must not cancel
            return
        default = self._import_button if review else self._close_button
        default.setDefault(True)
        default.setFocus()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._review_area = QScrollArea()
        self._review_area.setWidgetResizable(True)
        self._review_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._review_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._review_area.setWidget(self.review)
        for page in (self.progress, self._review_area, self.report):
            self._stack.addWidget(page)
        role = QDialogButtonBox.ButtonRole
        self._import_button = add_button(self.buttons, self.tr("Import"), role.AcceptRole, self.start_import)
        self._cancel_button = add_button(
            self.buttons, self.tr("Cancel"), role.RejectRole, self._on_cancel_clicked
        )
        self._cancel_button.setAutoDefault(False)
        self._resume_button = add_button(
            self.buttons, self.tr("Resume"), role.ActionRole, self._on_resume_clicked
        )
        self._save_button = add_button(
            self.buttons, self.tr("Save report…"), role.ActionRole, self.report.save
        )
        self._copy_button = add_button(self.buttons, self.tr("Copy"), role.ActionRole, self.report.copy)
        self._close_button = add_button(self.buttons, self.tr("Close"), role.RejectRole, self.reject)
        foot = QHBoxLayout()
        self._hint.setWordWrap(True)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.buttons)
        frame_dialog(self, self.notice, self._stack, self._looking, self.described, foot, growing=self._stack)
