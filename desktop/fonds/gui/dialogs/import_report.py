"""What an import did: the counts, and every problem with its file and line. Also for an import of long ago."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.dialogs.source_text import SourceTextDialog
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
from fonds.model.accession import ImportReport
from fonds.model.problems import Problem
from fonds.services import importing


class ImportReportView(QWidget):
    """The report. A double-clicked problem leads to its post, or where there is none, to the file's text."""

    show_post = Signal(int)

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
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
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.problems = ProblemTable()
        self.problems.activated.connect(self._on_problem_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.heading, self.counts, self.remark):
            layout.addWidget(widget)
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
        self.counts.setText("\n".join(f"• {sentence}" for sentence in import_sentences(report)))
        sources = ", ".join(report.sources)
        self.remark.setText(joined([sources, duration_text(report.seconds)]))
        self.problems.set_problems(report.problems)
        self.problems.setVisible(bool(report.problems))

    def copy(self) -> None:
        """Put the whole report on the clipboard, as text."""
        if self._report is None:
            return
        lines = [self.heading.text(), *import_sentences(self._report), ""]
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
        dialog = SourceTextDialog(self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.load(self._operations, report.sources, problem)
        dialog.show()


class ImportReportDialog(QDialog):
    """The report of a past accession in a window of its own."""

    show_post = Signal(int)

    def __init__(
        self, report: ImportReport, operations: Operations, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import report"))
        self.resize(720, 520)
        self.view = ImportReportView(operations, theme)
        self.view.show_report(report)
        self.view.show_post.connect(self.show_post)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        layout.addWidget(self.view, 1)
        layout.addWidget(report_buttons(self.view, self))


def report_buttons(view: ImportReportView, dialog: QDialog) -> QDialogButtonBox:
    """Close, Copy and Save below a report."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.rejected.connect(dialog.reject)
    for text, action in ((dialog.tr("Save report…"), view.save), (dialog.tr("Copy"), view.copy)):
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(partial(_run, action))
        box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
    close = box.button(QDialogButtonBox.StandardButton.Close)
    close.setDefault(True)
    return box


def _run(action: object, _checked: bool = False) -> None:
    if callable(action):
        action()
