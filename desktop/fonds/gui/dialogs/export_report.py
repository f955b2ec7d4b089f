"""What an export wrote: the counts, what is missing from it in red, and every problem; as a file, too.

Rule: whatever the posts show and the export has not is told where it cannot be overlooked.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from fonds.gui.dialogs.export_format_names import title_text
from fonds.gui.icons import Icons
from fonds.gui.messages import (
    describe_error,
    describe_problem,
    duration_text,
    file_size_text,
    joined,
    plural,
    problem_place,
)
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.model.export import ExportReport
from fonds.model.problems import ProblemKind
from fonds.services import export_reports
from fonds.services.archives import Archive

MISSING = frozenset(
    {
        ProblemKind.NOT_EXPORTED,
        ProblemKind.NOT_SHOWN,
        ProblemKind.DAMAGED,
        ProblemKind.MISSING_MEDIA,
        ProblemKind.MEDIA_UNREADABLE,
        ProblemKind.MEDIA_TOO_LARGE,
    }
)
"""Something that should be in the export is not."""


class ExportReportView(QWidget):
    """The report of one export. Problems are together by kind, the worst first."""

    def __init__(self, archive: Archive, operations: Operations, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._archive, self._operations = archive, operations
        self.report: ExportReport | None = None
        self.heading, self.summary, self.place, self.remark = QLabel(), QLabel(), QLabel(), QLabel()
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        for label in (self.heading, self.summary, self.place, self.remark):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.missing = NoticeBar(theme, icons)
        self.problems = ProblemTable()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for widget in (self.heading, self.summary, self.place, self.missing):
            layout.addWidget(widget)
        layout.addWidget(self.problems, 1)
        layout.addWidget(self.remark)
        layout.addStretch(0)

    def show_report(self, report: ExportReport, seconds: float) -> None:
        """Show what was written, in how many seconds."""
        self.report = report
        self.heading.setText(plural(self.tr("%Ln post(s) exported", "", report.posts), report.posts))
        media = plural(self.tr("%Ln media file(s)", "", report.media), report.media) if report.media else ""
        files = plural(self.tr("%Ln file(s) written", "", len(report.files)), len(report.files))
        size = file_size_text(report.bytes)
        self.summary.setText(joined([title_text(report.format), files, media, size, duration_text(seconds)]))
        self.place.setText(report.dest)
        self._say("" if report.problems else self.tr("No problems."))
        self._show_missing(report)
        order = list(ProblemKind)
        problems = sorted(report.problems, key=lambda one: (one.kind not in MISSING, order.index(one.kind)))
        self.problems.set_problems(problems)
        self.problems.setVisible(bool(problems))

    def copy(self) -> None:
        """Put the report on the clipboard, as text."""
        if self.report is not None:
            lines = [self.heading.text(), self.summary.text(), self.place.text(), ""]
            lines += [f"{problem_place(one)}\t{describe_problem(one)}" for one in self.report.problems]
            QGuiApplication.clipboard().setText("\n".join(lines))

    def save(self) -> None:
        """Ask for a file, and write the report there."""
        kinds = {"CSV (*.csv)": ".csv", "JSON (*.json)": ".json"}
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), self.tr("export-report") + ".csv", ";;".join(kinds)
        )
        if name:
            path = Path(name)
            known = path.suffix.lower().removeprefix(".") in export_reports.FORMATS
            self.write_to(path if known else path.with_name(path.name + kinds.get(kind, ".csv")))

    def write_to(self, path: Path) -> None:
        """Write the report, as the path's ending says."""
        archive, report = self._archive, self.report
        if report is not None:
            done = self.tr("The report was written to {path}.").replace("{path}", str(path))
            self._operations.run_read(
                lambda _cancel: export_reports.write_report(archive, report, path),
                lambda _nothing: self._say(done),
                on_failed=lambda error: self._say(describe_error(error)),
            )

    def open(self) -> None:
        """Open what was written: a site at its first page, a folder or a file as the system does."""
        if self.report is not None:
            path = Path(self.report.dest)
            if any(file.path == "index.html" for file in self.report.files) and path.suffix != ".html":
                path /= "index.html"
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show_in_folder(self) -> None:
        """Open the folder that it lies in."""
        if self.report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.report.dest).parent)))

    def _say(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def _show_missing(self, report: ExportReport) -> None:
        missing = [one for one in report.problems if one.kind in MISSING]
        unwritten = [one for one in missing if one.kind is ProblemKind.DAMAGED]
        if not missing:
            self.missing.dismiss()
            return
        files = len(missing) - len(unwritten)
        sentences = []
        if files:
            sentences.append(
                plural(
                    self.tr("%Ln picture(s) or other file(s) that posts show (is|are) missing.", "", files),
                    files,
                )
            )
        if unwritten:
            damaged = len(unwritten)
            sentences.append(
                plural(self.tr("%Ln damaged item(s) (was|were) left out.", "", damaged), damaged)
            )
        kinds = {one.kind for one in missing}
        only = next(iter(kinds)) if len(kinds) == 1 else None
        choices = [(self.tr("Show them"), lambda: self._show_only(only))] if only is not None else []
        self.missing.tell(NoticeKind.ERROR, " ".join(sentences), choices)

    def _show_only(self, kind: ProblemKind) -> None:
        row = self.problems.kinds.findData(kind.value)
        self.problems.kinds.setCurrentIndex(row)
        self.problems.kinds.activated.emit(row)
        self.problems.view.setFocus()
