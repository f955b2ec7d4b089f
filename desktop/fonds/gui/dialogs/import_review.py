"""The page of the import dialog that shows what was found before anything is written."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QFormLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import (
    date_time_text,
    describe_problem,
    detection_text,
    file_size_text,
    joined,
    number_text,
    plural,
    status_text,
)
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.model.accession import ImportSettings, OnDuplicate, SourceSurvey
from fonds.model.post import Status
from fonds.services.importing import generator_labels

ENCODINGS = ("utf-8", "gb18030", "big5", "shift_jis", "euc-kr", "utf-16", "windows-1252")


class ReviewPage(QWidget):
    """What was found, and how it is to be read. ``settings_changed`` asks for a new survey."""

    settings_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._survey: SourceSurvey | None = None
        self.heading = QLabel()
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.summary = _quiet()
        self.generator = CalmComboBox()
        self.reasons = _quiet()
        self.timezone = _zone_combo()
        self.encoding = CalmComboBox()
        self.on_duplicate = CalmComboBox()
        self.folders = QListWidget()
        self.sample = _sample_table()
        self.problems = ProblemTable()
        self.tabs = QTabWidget()
        self._fill_choices()
        self._name()
        self._build()
        for combo in (self.generator, self.timezone, self.encoding):
            combo.activated.connect(lambda _index: self.settings_changed.emit())
        self.folders.itemChanged.connect(lambda _item: self.settings_changed.emit())

    def show_survey(self, survey: SourceSurvey) -> None:
        """Show what was found; what was chosen stays chosen."""
        first = self._survey is None
        self._survey = survey
        documents = plural(self.tr("%Ln document(s) found", "", survey.documents), survey.documents)
        self.heading.setText(documents)
        others = plural(self.tr("%Ln other file(s)", "", survey.other_files), survey.other_files)
        size = file_size_text(survey.bytes)
        self.summary.setText(joined([size, others if survey.other_files else "", ", ".join(survey.sources)]))
        self._show_generators(survey, first=first)
        self._show_zone(survey.timezone)
        self._show_folders(survey)
        self._show_sample(survey)
        self.problems.set_problems(survey.problems)
        count = len(survey.problems)
        title = self.tr("Problems")
        self.tabs.setTabText(1, f"{title} ({number_text(count)})" if count else title)

    def settings(self) -> ImportSettings:
        """What is chosen."""
        text = self.timezone.currentText().strip()
        index = self.timezone.findText(text)
        zone = str(self.timezone.itemData(index)) if index >= 0 else text
        return ImportSettings(
            generator=str(self.generator.currentData() or "auto"),
            timezone=zone,
            encoding=str(self.encoding.currentData()),
            on_duplicate=OnDuplicate(self.on_duplicate.currentData()),
            post_folders=tuple(
                str(item.data(Qt.ItemDataRole.UserRole)) for item in self._items() if _checked(item)
            ),
        )

    def show_error(self, field: str) -> None:
        """Put the focus on the setting that was refused."""
        widgets = {"timezone": self.timezone, "encoding": self.encoding, "generator": self.generator}
        if field in widgets:
            widgets[field].setFocus()

    def _show_generators(self, survey: SourceSurvey, *, first: bool) -> None:
        if first:  # the first survey is one that detects
            self.generator.addItem(
                self.tr("As detected: {name}").replace("{name}", detection_text(survey.detection)), "auto"
            )
            for name, label in generator_labels():
                self.generator.addItem(label, name)
        self.reasons.setText(joined(list(survey.detection.reasons)))
        self.reasons.setVisible(bool(survey.detection.reasons))

    def _show_zone(self, site_zone: str) -> None:
        if self.settings().timezone:
            return  # then the survey's zone is the one that was chosen, not the site's
        text = (
            self.tr("The site's: {name}").replace("{name}", site_zone)
            if site_zone
            else self.tr("None given: UTC")
        )
        self.timezone.setItemText(0, text)
        self.timezone.setCurrentIndex(0)
        self.timezone.setEditText(text)

    def _show_folders(self, survey: SourceSurvey) -> None:
        chosen = set(self.settings().post_folders)
        counts = {**dict.fromkeys(chosen, 0), **dict(survey.other_folders)}
        found = dict(survey.folders)
        blocker = QSignalBlocker(self.folders)
        self.folders.clear()
        for name, count in sorted(counts.items()):
            number = count or found.get(name, 0)
            item = QListWidgetItem(f"{name} ({number_text(number)})")
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
            self.folders.addItem(item)
        blocker.unblock()
        rows = min(self.folders.count(), 4)
        self.folders.setFixedHeight(rows * (self.fontMetrics().height() + 6) + 6)
        self._form.setRowVisible(self.folders, rows > 0)

    def _show_sample(self, survey: SourceSurvey) -> None:
        self.sample.setRowCount(len(survey.sample))
        for row, item in enumerate(survey.sample):
            sentences = "\n".join(describe_problem(problem) for problem in item.problems)
            count = number_text(len(item.problems)) if item.problems else ""
            cells = (
                item.title,
                date_time_text(item.date),
                _status(item.status),
                item.categories,
                item.tags,
                count,
                item.path,
            )
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(sentences if column == 5 else text)
                self.sample.setItem(row, column, cell)

    def _items(self) -> list[QListWidgetItem]:
        return [self.folders.item(row) for row in range(self.folders.count())]

    def _fill_choices(self) -> None:
        self.encoding.addItem(self.tr("Found out for each file"), "")
        for name in ENCODINGS:
            self.encoding.addItem(name.upper(), name)
        self.on_duplicate.addItem(self.tr("Take the file's new text as a revision"), OnDuplicate.UPDATE.value)
        self.on_duplicate.addItem(self.tr("Skip it"), OnDuplicate.SKIP.value)
        self.on_duplicate.addItem(self.tr("Keep both"), OnDuplicate.KEEP_BOTH.value)

    def _name(self) -> None:
        names: dict[QWidget, str] = {
            self.generator: self.tr("Kind of site"),
            self.timezone: self.tr("Time zone of dates without one"),
            self.encoding: self.tr("Encoding"),
            self.on_duplicate: self.tr("A file that changed since it was imported"),
            self.folders: self.tr("Other folders to take as posts"),
            self.sample: self.tr("Sample"),
        }
        for widget, name in names.items():
            widget.setAccessibleName(name)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(GRID * 2)
        self._form.setVerticalSpacing(GRID // 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.addRow(self.tr("Kind of site"), self.generator)
        self._form.addRow("", self.reasons)
        self._form.addRow(self.tr("Time zone"), self.timezone)
        self._form.addRow(self.tr("Encoding"), self.encoding)
        self._form.addRow(self.tr("Changed files"), self.on_duplicate)
        self._form.addRow(self.tr("Also as posts"), self.folders)
        self.tabs.addTab(self.sample, self.tr("Sample"))
        self.tabs.addTab(self.problems, self.tr("Problems"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.heading)
        layout.addWidget(self.summary)
        layout.addLayout(self._form)
        layout.addWidget(self.tabs, 1)


def zone_names() -> Sequence[str]:
    """The names of time zones that people know, by place."""
    return sorted(name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC")


def _zone_combo() -> QComboBox:
    combo = CalmComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItem("", "")
    for name in zone_names():
        combo.addItem(name, name)
    completer = combo.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _sample_table() -> QTableWidget:
    table = QTableWidget(0, 7)
    table.setHorizontalHeaderLabels(
        [
            table.tr("Title"),
            table.tr("Date"),
            table.tr("Status"),
            table.tr("Categories"),
            table.tr("Tags"),
            table.tr("Problems"),
            table.tr("File"),
        ]
    )
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + GRID)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    for column, letters in enumerate((34, 26, 14, 16, 20, 14)):
        header.resizeSection(column, letters * table.fontMetrics().horizontalAdvance("x"))
    return table


def _status(value: str) -> str:
    return status_text(Status(value)) if value in {status.value for status in Status} else value


def _checked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _quiet() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
