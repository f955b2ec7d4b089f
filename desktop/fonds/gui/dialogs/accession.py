"""One import, looked at later: where it came from and when, what it did with each document, and what can be done with it.

The page asks for what is to be done (``withdraw_asked`` and the like) and does nothing to the archive itself but keep who
and note, which is one step that can be undone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.dialogs.import_report import show_source
from fonds.gui.icons import Icons
from fonds.gui.import_messages import import_title, report_words, state_text
from fonds.gui.messages import describe_error, duration_text, joined, number_text
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.document_table import DocumentTable
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.fact_table import FactTable
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.gui.widgets.round_trip import RoundTripLine
from fonds.gui.widgets.who_and_note import WhoAndNote
from fonds.model.accession import Accession, AccessionItem, AccessionState
from fonds.model.changes import ChangeSet
from fonds.model.problems import Problem
from fonds.services import accession_reports, accessions, conflicts
from fonds.services.accession_reports import ReportWords
from fonds.services.archives import Archive
from fonds.services.stored_problems import StoredProblems, load_stored_problems


class AccessionDialog(QDialog):
    """The page of one import; the window stays usable beside it."""

    show_post = Signal(int)
    export_asked = Signal(int)
    withdraw_asked = Signal(int)
    resume_asked = Signal(int)
    review_asked = Signal(int)

    def __init__(
        self,
        archive: Archive,
        number: int,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self.number = number
        self._operations = operations
        self._theme = theme
        self._accession: Accession | None = None
        self._stored = StoredProblems()
        self._edited = False
        self._conflicts = 0
        self._channel = f"accession-{id(self)}"
        self.setWindowTitle(import_title(number))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # a closed one must not go on reading
        self.resize(760, 620)
        self.notice = NoticeBar(theme, icons)
        self.heading = QLabel(import_title(number))
        self.state = QLabel()
        self.facts = FactTable()
        self.counts = FactTable(numbers=True)
        self.round_trip = RoundTripLine(theme, icons)
        self.described = WhoAndNote()
        self.save_button = QPushButton(self.tr("Save note"))
        self.documents = DocumentTable(archive, operations)
        self.problems = ProblemTable()
        self._no_problems = EmptyState(theme, icons)
        self._problems_page = QStackedWidget()
        self.tabs = QTabWidget()
        self.buttons = QDialogButtonBox()
        self._build()
        self.described.set_read_only(archive.read_only)
        self.described.edited.connect(self._on_edited)
        self.documents.model.failed.connect(self._on_load_failed)
        self.documents.activated.connect(self._on_document_activated)
        self.problems.activated.connect(self._on_problem_activated)
        operations.changed.connect(self._on_changed)
        operations.busy_changed.connect(self._show_buttons)
        self._load()

    @property
    def accession(self) -> Accession | None:
        """What is shown; None while it is loaded."""
        return self._accession

    def focus_note(self) -> None:
        """Let the note be written."""
        self.tabs.setCurrentIndex(0)
        self.described.focus_note()

    def save_description(self, *, leaving: bool = False) -> None:
        """Keep who and note; when that fails after the page was left, the window says so."""
        if not self._edited or self._archive.read_only:
            return
        self._edited = False
        self.save_button.setEnabled(False)
        archive, number = self._archive, self.number
        who, note = self.described.who, self.described.note
        self._operations.run_write(
            lambda: accessions.describe_accession(archive, number, who=who, note=note),
            title=self.tr("Save note"),
            on_failed=None if leaving else self._on_save_failed,
        )

    def done(self, result: int) -> None:
        """Close; what was written is kept."""
        self.save_description(leaving=True)
        super().done(result)

    # Loading

    def _load(self) -> None:
        archive, number = self._archive, self.number
        self._operations.run_read(
            lambda _cancel: (
                accessions.load_accession(archive, number),
                len(conflicts.list_conflicts(archive, number)),
                report_words(),
            ),
            self._on_loaded,
            channel=self._channel,
            on_failed=self._on_load_failed,
        )

    def _on_loaded(self, loaded: tuple[Accession, int, ReportWords]) -> None:
        before = self._accession
        accession, self._conflicts, words = loaded
        self._accession = accession
        report = accession.report
        facts = accession_reports.accession_facts(accession, words, described=False)
        took = [(self.tr("Took"), duration_text(report.seconds))] if report.seconds else []
        self.facts.show_facts([*facts[2:], *took])
        counts = accession_reports.accession_counts(accession, words)
        self.counts.show_facts([(label, number_text(count)) for label, count in counts])
        self.round_trip.show_report(report)
        self.state.setText(self._state_text(accession))
        if not self._edited:
            self.described.show_texts(accession.who, accession.note)
        if before is None or before.report != report:
            self.documents.show_accession(self.number, report)
            self._load_problems()
        self._show_buttons()

    def _on_load_failed(self, error: Exception) -> None:
        self.notice.tell(NoticeKind.ERROR, describe_error(error))

    def _load_problems(self) -> None:
        self._no_problems.tell("problem", self.tr("The problems are being read…"))
        self._problems_page.setCurrentWidget(self._no_problems)
        archive, number = self._archive, self.number
        self._operations.run_read(
            lambda cancel: load_stored_problems(archive, number, cancel),
            self._on_problems_loaded,
            channel=f"{self._channel}-problems",
            on_failed=self._on_load_failed,
        )

    def _on_problems_loaded(self, stored: StoredProblems) -> None:
        self._stored = stored
        count = len(stored)
        title = joined([self.tr("Problems"), number_text(count) if count else ""])
        self.tabs.setTabText(self.tabs.indexOf(self._problems_page), title)
        self.problems.set_problems(stored, stored.kinds)
        self._no_problems.tell("success", self.tr("This import noted no problems."))
        self._problems_page.setCurrentWidget(self.problems if count else self._no_problems)

    def _state_text(self, accession: Accession) -> str:
        working = any(job.writes for job in self._operations.jobs)
        if accession.state is AccessionState.INTERRUPTED and working:
            return self.tr("Under way")
        return state_text(accession)

    def _show_buttons(self) -> None:
        accession = self._accession
        ready = accession is not None and not self._archive.read_only
        ready = ready and not any(job.writes for job in self._operations.jobs)
        resumable = accession is not None and accession.resumable
        self.resume_button.setVisible(resumable)
        self.resume_button.setEnabled(ready)
        self.withdraw_button.setEnabled(
            ready and accession is not None and accession.state is not AccessionState.WITHDRAWN
        )
        self.export_button.setEnabled(accession is not None)
        self.review_button.setVisible(self._conflicts > 0)
        self.save_button.setEnabled(self._edited and not self._archive.read_only)
        if accession is not None:
            self.state.setText(self._state_text(accession))

    # What happens

    def _on_edited(self) -> None:
        self._edited = True
        self._show_buttons()

    def _on_save_failed(self, error: Exception) -> None:
        self._edited = True
        self._show_buttons()
        self.notice.tell(NoticeKind.ERROR, describe_error(error))

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.moves_lists:
            self._load()

    def _on_document_activated(self, item: AccessionItem) -> None:
        if item.post_id is not None:
            self.show_post.emit(item.post_id)
        elif item.problems:
            self._on_problem_activated(item.problems[0])

    def _on_problem_activated(self, problem: Problem) -> None:
        post_id = self._stored.find_post(problem.path)
        if post_id is not None:
            self.show_post.emit(post_id)
        elif self._accession is not None:
            show_source(self, self._theme, self._operations, self._accession.sources, problem)

    # Building

    def _build(self) -> None:
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setSpacing(GRID * 2)
        head.addWidget(self.heading)
        head.addWidget(self.state)
        head.addStretch(1)
        self._problems_page.addWidget(self._no_problems)
        self._problems_page.addWidget(self.problems)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Parts of the page"))
        self.tabs.addTab(self._build_summary(), self.tr("Summary"))
        for page, title in (
            (self.documents, self.tr("Documents")),
            (self._problems_page, self.tr("Problems")),
        ):
            page.setContentsMargins(0, GRID, 0, 0)
            self.tabs.addTab(page, title)
        self._build_buttons()
        frame_dialog(self, self.notice, head, self.tabs, self.buttons, growing=self.tabs)

    def _build_summary(self) -> QWidget:
        self.save_button.setAutoDefault(False)
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(lambda: self.save_description())
        save = QHBoxLayout()
        save.addStretch(1)
        save.addWidget(self.save_button)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID * 2)
        tables = QHBoxLayout()
        tables.setSpacing(GRID * 4)
        tables.addWidget(self.facts, 1)
        tables.addWidget(self.counts, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(tables)
        layout.addWidget(self.round_trip)
        layout.addWidget(self.described)
        layout.addLayout(save)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _build_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        self.export_button = self._add(self.tr("Export report…"), role.ActionRole, self.export_asked)
        self.withdraw_button = self._add(self.tr("Withdraw…"), role.ActionRole, self.withdraw_asked)
        self.resume_button = self._add(self.tr("Resume"), role.ActionRole, self.resume_asked)
        self.review_button = self._add(self.tr("Review conflicts…"), role.ActionRole, self.review_asked)
        close = self.buttons.addButton(self.tr("Close"), role.RejectRole)
        close.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        self._show_buttons()

    def _add(self, text: str, role: QDialogButtonBox.ButtonRole, asked: object) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: asked.emit(self.number))  # type: ignore[attr-defined]
        return button
