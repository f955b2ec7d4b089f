"""The log of the archive: who did what and when; filtered, written out, and followed from its first entry to its last."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from fonds.gui.history_messages import fault_text, kind_text, verbs_of_text
from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error, number_text, plural
from fonds.gui.models.log_entries import LogEntriesModel
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.calm_table import calm
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.flow_layout import FlowLayout
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from fonds.model.activity import ChainState, LogFilter, LogHead
from fonds.model.changes import ChangeSet
from fonds.model.progress import CancelToken, ProgressSink
from fonds.model.steps import LogKind
from fonds.services import activity
from fonds.services.archives import Archive

_ACTION = QDialogButtonBox.ButtonRole.ActionRole
PAUSE = 200
"""Milliseconds of rest in typing after which entries are looked for."""
Found = tuple[list[int], LogHead]


class ActivityLogDialog(QDialog):
    """The table with its filters; below it the hash of the last entry, to be written down elsewhere."""

    found_shown = Signal()
    """The entries that the filters let through are counted and can be seen."""

    def __init__(
        self,
        archive: Archive,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._archive, self._operations = archive, operations
        self._channel = f"activity-log-{id(self)}"
        self._head = LogHead(0, "")
        self.setWindowTitle(self.tr("Activity log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 600)
        self.notice = NoticeBar(theme, icons)
        self.text, self.kind = QLineEdit(), QComboBox()
        self.dated = QCheckBox(self.tr("Between"))
        self.since, self.until = QDateEdit(), QDateEdit()
        self.model = LogEntriesModel(archive, operations, self)
        self.table = QTableView()
        self.counts, self.chain = QLabel(), QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.load)
        self._build()
        operations.changed.connect(self._on_changed)
        self.load()

    def _build(self) -> None:
        self.text.setPlaceholderText(self.tr("Find in the log"))
        self.text.setAccessibleName(self.tr("Find in the log"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(24 * GRID)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.kind.setAccessibleName(self.tr("What kind of entries"))
        for kind in (None, *LogKind):
            self.kind.addItem(kind_text(kind), kind)
        self.kind.activated.connect(lambda _index: self.load())
        self.dated.toggled.connect(self._on_dated)
        today = QDate.currentDate()
        for edit, name, day in (
            (self.since, self.tr("From this day on"), today.addMonths(-1)),
            (self.until, self.tr("Up to this day"), today),
        ):
            edit.setAccessibleName(name)
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setCalendarPopup(True)
            edit.setDate(day)
            edit.setEnabled(False)
            edit.dateChanged.connect(lambda _day: self._pause.start())
        calm(self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Entries of the log"))
        letter = self.fontMetrics().horizontalAdvance("x")
        for column, width in enumerate((9, 26, 18)):
            self.table.horizontalHeader().resizeSection(column, width * letter)
        self.chain.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.chain.setWordWrap(True)
        self.chain.setAccessibleName(self.tr("Hash of the last entry"))
        self.verify_button = add_button(self.buttons, self.tr("Verify"), _ACTION, self.verify)
        self.copy_button = add_button(self.buttons, self.tr("Copy the hash"), _ACTION, self.copy_hash)
        self.export_button = add_button(self.buttons, self.tr("Export…"), _ACTION, self._ask_export)
        for button in (self.verify_button, self.copy_button, self.export_button):
            button.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        tools = QWidget()
        row = FlowLayout(tools, spacing=GRID)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.text, self.kind, self.dated, self.since, self.until, QWidget()):
            row.addWidget(widget)
        frame_dialog(
            self, self.notice, tools, self.table, self.counts, self.chain, self.buttons, growing=self.table
        )

    # What is shown

    def chosen(self) -> LogFilter:
        """What the filters ask for."""
        text = self.text.text().strip()
        since = until = None
        if self.dated.isChecked():
            since = _midnight(self.since.date())
            until = _midnight(self.until.date().addDays(1))
        value = self.kind.currentData()  # Qt hands back a plain text
        kind = LogKind(value) if value else None
        return LogFilter(text, verbs_of_text(text) if text else (), kind, since, until)

    def load(self) -> None:
        """Look for the entries that the filters let through."""
        archive, chosen = self._archive, self.chosen()

        def work(cancel: CancelToken) -> Found:
            return activity.find_entries(archive, chosen, cancel), activity.log_head(archive)

        self._operations.run_read(work, self._on_found, channel=self._channel, on_failed=self._on_failed)

    def _on_found(self, found: Found) -> None:
        numbers, self._head = found
        self.model.show(numbers)
        count = len(numbers)
        self.counts.setText(plural(self.tr("%Ln (entry|entries)", "", count), count))
        text = self.tr(
            "Entry {number} is the last; its hash is {hash}. Written down elsewhere, it proves all before it."
        )
        self.chain.setText(
            text.replace("{number}", number_text(self._head.number)).replace("{hash}", self._head.hash)
        )
        self.chain.setVisible(self._head.number > 0)
        self.copy_button.setEnabled(self._head.number > 0)
        self.export_button.setEnabled(count > 0)
        self.found_shown.emit()

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        self._pause.start()

    def _on_dated(self, dated: bool) -> None:
        self.since.setEnabled(dated)
        self.until.setEnabled(dated)
        self.load()

    def _on_failed(self, error: Exception) -> None:
        self.notice.tell(NoticeKind.ERROR, describe_error(error))

    # What can be done with it

    def verify(self) -> None:
        """Follow the chain of hashes, in the background, and say how it stands."""
        archive = self._archive
        self.verify_button.setEnabled(False)
        job = self._operations.run_job(
            lambda progress, cancel: activity.verify_log(archive, progress, cancel),
            title=self.tr("Verify the log"),
            on_done=self._on_verified,
            on_failed=self._on_failed,
        )
        job.ended.connect(partial(self.verify_button.setEnabled, True))

    def _on_verified(self, state: ChainState) -> None:
        if state.broken:
            text = self.tr("Entry {number} {fault}. What comes from there on proves nothing.")
            text = text.replace("{number}", number_text(state.broken)).replace(
                "{fault}", fault_text(state.fault)
            )
            self.notice.tell(NoticeKind.ERROR, text)
            return
        text = self.tr("%Ln (entry follows|entries follow) without a gap, unchanged.", "", state.whole)
        self.notice.tell(NoticeKind.INFO, plural(text, state.whole))

    def copy_hash(self) -> None:
        """Put the hash of the last entry into the clipboard."""
        QGuiApplication.clipboard().setText(f"{self._head.number} {self._head.hash}")
        self.notice.tell(NoticeKind.INFO, self.tr("The number of the last entry and its hash were copied."))

    def _ask_export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from fonds.base import paths

        name = self._archive.path.stem + self.tr("-log") + ".csv"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the log"), str(paths.documents_dir() / name), "CSV (*.csv);;JSON (*.json)"
        )
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write the entries that are shown to a file."""
        archive, numbers = self._archive, list(self.model.numbers)

        def work(progress: ProgressSink, cancel: CancelToken) -> int:
            return activity.write_log(archive, path, numbers, progress, cancel)

        self._operations.run_job(
            work,
            title=self.tr("Export the log"),
            on_done=lambda _count: self.notice.tell(
                NoticeKind.INFO, self.tr("Written to {path}.").replace("{path}", str(path))
            ),
            on_failed=self._on_failed,
        )


def _midnight(day: QDate) -> int:
    return int(datetime(day.year(), day.month(), day.day()).timestamp())
