"""What will come out, from the first posts: the page, the text or the rows that they give, and the files.

Made in the background a moment after something was chosen; what is being made when that changes is cancelled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import describe_error, describe_problem, file_size_text, number_text, plural
from fonds.gui.operations import Operations
from fonds.gui.preview.engine import Media
from fonds.gui.preview.light import LightEngine
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.calm_table import calm
from fonds.model.export import ExportedFile, ExportOptions
from fonds.model.progress import CancelToken
from fonds.services import export_preview
from fonds.services.archives import Archive
from fonds.services.export_preview import ExportSample, SampleKind
from fonds.services.previewing import EngineKind, Look, Previewer, RenderedPage

if TYPE_CHECKING:
    from fonds.gui.dialogs.export_scope import Which

DELAY = 250
"""Milliseconds from a change to the making of a sample."""
WIDEST_COLUMN = 240
_CHANNEL = "export-sample"
_TEXT_SIZE = 15
Made = tuple[ExportSample, RenderedPage | None]


class ExportPreviewPane(QWidget):
    """Shows one sample; ``ask`` asks for another one."""

    shown = Signal()
    """The sample that was asked for last is on the screen, or why there is none."""

    def __init__(
        self,
        archive: Archive,
        operations: Operations,
        theme: Theme,
        previewer: Callable[[], Previewer],
    ) -> None:
        super().__init__()
        self._archive, self._operations, self._theme = archive, operations, theme
        self._previewer = previewer
        self._wanted: tuple[Which, str, ExportOptions, str] | None = None
        self.sample: ExportSample | None = None
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.engine = LightEngine(self)
        self.engine.set_media_loader(self._load_media)
        self.text = QPlainTextEdit()
        self.rows = _table()
        self.files = _table()
        self.tabs = QTabWidget()
        self._stack = QStackedWidget()
        self._busy = QProgressBar()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._make)
        theme.changed.connect(self._timer.start)
        self._build()

    def ask(self, which: Which, name: str, options: ExportOptions, file_name: str) -> None:
        """Make a sample of these posts in this format. ``file_name``: what a single file would be called."""
        self._wanted = (which, name, options, file_name)
        self._operations.cancel_channel(_CHANNEL)
        self._busy.show()
        self._timer.start()

    def stop(self) -> None:
        """Make nothing any more."""
        self._timer.stop()
        self._operations.cancel_channel(_CHANNEL)
        self._still()

    def _make(self) -> None:
        if self._wanted is None:
            return
        which, name, options, file_name = self._wanted
        archive, previewer = self._archive, self._previewer()
        look = Look("dark" if self._theme.palette.dark else "light", _TEXT_SIZE, EngineKind.LIGHT)

        def work(cancel: CancelToken) -> Made:
            sample = export_preview.sample_export(archive, which, name, options, cancel)
            page = None
            if sample.kind is SampleKind.PAGE and sample.post_id is not None:
                page = previewer.render_post(archive, sample.post_id, look, cancel)
            return sample, page

        self._busy.show()
        self._operations.run_read(
            work,
            lambda made: self._show(*made, file_name=file_name),
            channel=_CHANNEL,
            on_failed=self._on_failed,
            title=self.tr("Preview"),
        )

    def _show(self, sample: ExportSample, page: RenderedPage | None, *, file_name: str) -> None:
        self.sample = sample
        self._still()
        content: QWidget = self.text
        title = sample.shown.rpartition("/")[2] or self.tr("Preview")
        if page is not None:
            self.engine.show_page(page)
            content, title = self.engine.widget(), self.tr("First post")
        elif sample.rows:
            _fill(self.rows, sample.rows[1:], sample.rows[0])
            _fit_columns(self.rows)
            content = self.rows
        else:
            self.text.setPlainText(sample.text)
        self._stack.setCurrentWidget(content)
        self.tabs.setTabText(0, title)
        self.tabs.setTabToolTip(0, sample.shown)
        files = sample.files or (ExportedFile(file_name, -1, ""),)
        rows = [(file.path, file_size_text(file.size) if file.size >= 0 else "…") for file in files]
        if sample.more:
            rows.append((self.tr("and more: {number}").replace("{number}", number_text(sample.more)), ""))
        _fill(self.files, rows, (self.tr("File"), self.tr("Size")))
        self.files.horizontalHeader().setStretchLastSection(False)
        header = self.files.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.state.setText(self._sentence(sample))
        self.state.setToolTip("\n".join(map(describe_problem, sample.problems[:20])))
        self.shown.emit()

    def _sentence(self, sample: ExportSample) -> str:
        if sample.post_id is None:
            return self.tr("There are no posts to export.")
        if not sample.posts:
            return self.tr("The files of the first post are too large to be tried.")
        if not sample.files:
            return self.tr("How the first post will read; the whole becomes one file.")
        text = plural(self.tr("A trial with %Ln post(s)", "", sample.posts), sample.posts)
        if not sample.problems:
            return text
        count = len(sample.problems)
        return f"{text}: {plural(self.tr('%Ln problem(s)', '', count), count)}"

    def _on_failed(self, error: Exception) -> None:
        self.sample = None
        self._still()
        self.text.setPlainText("")
        self._stack.setCurrentWidget(self.text)
        self.files.setRowCount(0)
        self.state.setText(describe_error(error))
        self.shown.emit()

    def _still(self) -> None:
        self._busy.hide()

    def _load_media(self, reference: str, answer: Callable[[Media], None]) -> None:
        sample = self.sample
        if sample is None or sample.post_id is None:
            answer(None)
            return
        archive, post_id, previewer = self._archive, sample.post_id, self._previewer()
        self._operations.run_read(
            lambda cancel: previewer.find_media(archive, post_id, reference, cancel),
            answer,
            on_failed=lambda _error: answer(None),
        )

    def _build(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("What will be written"))
        self.rows.setAccessibleName(self.tr("First rows"))
        self.files.setAccessibleName(self.tr("Files that will be written"))
        for widget in (self.engine.widget(), self.text, self.rows):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self.text)
        self.tabs.addTab(self._stack, self.tr("Preview"))
        self.tabs.addTab(self.files, self.tr("Files"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("What will come out"))
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.setFixedHeight(GRID // 2)
        self._busy.setMaximumWidth(12 * GRID)
        self._busy.setAccessibleName(self.tr("A preview is being made"))
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.state, 1)
        foot.addWidget(self._busy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)


def _table() -> QTableWidget:
    table = QTableWidget()
    calm(table)
    table.setTabKeyNavigation(False)
    return table


def _fill(
    table: QTableWidget, rows: list[tuple[str, str]] | tuple[tuple[str, ...], ...], head: tuple[str, ...]
) -> None:
    table.clear()
    table.setRowCount(len(rows))
    table.setColumnCount(len(head))
    table.setHorizontalHeaderLabels(list(head))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row[: len(head)]):
            item = QTableWidgetItem(cell.replace("\n", " "))
            item.setToolTip(cell)
            table.setItem(at, column, item)


def _fit_columns(table: QTableWidget) -> None:
    """As wide as what is in them, within reason."""
    table.resizeColumnsToContents()
    for column in range(table.columnCount()):
        table.setColumnWidth(column, min(table.columnWidth(column), WIDEST_COLUMN))
