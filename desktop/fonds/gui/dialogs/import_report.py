"""What an import did: the counts, whether all of it can be given back, and every problem with its file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fonds.gui.dialogs.source_text import SourceTextDialog
from fonds.gui.icons import Icons
from fonds.gui.import_messages import conflicts_text, round_trip_text
from fonds.gui.messages import (
    describe_error,
    describe_problem,
    duration_text,
    import_heading,
    import_sentences,
    joined,
    problem_place,
)
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.gui.widgets.round_trip import RoundTripLine
from fonds.model.accession import ImportReport
from fonds.model.problems import Problem
from fonds.services import importing


class ImportReportView(QWidget):
    """The report. A double-clicked problem leads to its post, or where there is none, to the file's text."""

    show_post = Signal(int)
    review_asked = Signal()
    """The conflicts that the import found are to be reviewed."""

    def __init__(
        self, operations: Operations, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self._report: ImportReport | None = None
        self.heading = QLabel()
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.setWordWrap(True)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.counts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.round_trip = RoundTripLine(theme, icons)
        self.review = QPushButton(self.tr("Review conflicts…"))
        self.review.setAutoDefault(False)
        self.review.setIcon(icons.icon("conflict"))
        self.review.clicked.connect(lambda: self.review_asked.emit())
        self.review.hide()
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.problems = ProblemTable()
        self.problems.activated.connect(self._on_problem_activated)
        self.problems.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        review = QHBoxLayout()
        review.addWidget(self.review)
        review.addStretch(1)
        for widget in (self.heading, self.counts, self.round_trip):
            layout.addWidget(widget)
        layout.addLayout(review)
        layout.addWidget(self.remark)
        layout.addWidget(self.problems, 1)
        layout.addStretch(0)

    @property
    def report(self) -> ImportReport | None:
        """The report that is shown."""
        return self._report

    def show_report(self, report: ImportReport) -> None:
        """Show a report."""
        self._report = report
        self.heading.setText(import_heading(report))
        sentences = [*import_sentences(report)]
        if report.conflicts:
            sentences.append(conflicts_text(report.conflicts))
        self.counts.setText("\n".join(f"• {sentence}" for sentence in sentences))
        self.round_trip.show_report(report)
        self.review.setVisible(report.conflicts > 0 and not report.dry_run)
        sources = ", ".join(report.sources)
        self.remark.setText(joined([sources, duration_text(report.seconds)]))
        self.problems.set_problems(report.problems)
        self.problems.setVisible(bool(report.problems))

    def copy(self) -> None:
        """Put the whole report on the clipboard, as text."""
        if self._report is None:
            return
        lines = [self.heading.text(), *import_sentences(self._report)]
        if self._report.checked:
            lines.append(round_trip_text(self._report))
        lines.append("")
        lines += [
            f"{problem_place(problem)}\t{describe_problem(problem)}" for problem in self._report.problems
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def save(self) -> None:
        """Ask for a file and write the report there as JSON."""
        name = self.tr("import-report.json")
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), name, self.tr("JSON (*.json)")
        )
        if path:
            self.write_to(Path(path))

    def write_to(self, path: Path) -> None:
        """Write the report as JSON."""
        report = self._report
        if report is not None:
            done = self.tr("The report was written to {path}.").replace("{path}", str(path))
            self._operations.run_read(
                lambda _cancel: importing.write_report(report, path),
                lambda _nothing: self.remark.setText(done),
                on_failed=lambda error: self.remark.setText(describe_error(error)),
            )

    def _on_problem_activated(self, problem: Problem) -> None:
        report = self._report
        if report is None:
            return
        post_id = report.posts_by_path.get(problem.path)
        if post_id is not None:
            self.show_post.emit(post_id)
            return
        show_source(self, self._theme, self._operations, report.sources, problem)


def show_source(
    parent: QWidget, theme: Theme, operations: Operations, sources: Sequence[str], problem: Problem
) -> None:
    """Show the text of a file that has a problem and no post, as it lies in its source."""
    dialog = SourceTextDialog(theme, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.load(operations, tuple(sources), problem)
    dialog.show()
