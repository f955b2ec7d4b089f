"""The page of the import dialog that shows what was found before anything is written."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.dialogs.encoding_combo import EncodingCombo
from fonds.gui.dialogs.import_encodings import EncodingsPage
from fonds.gui.dialogs.import_fields import FieldsPage
from fonds.gui.dialogs.import_sample import SampleTable
from fonds.gui.messages import (
    detection_text,
    file_size_text,
    joined,
    number_text,
    plural,
)
from fonds.gui.phrases import phrase
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import CalmComboBox, WritableComboBox
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.model.accession import ImportSettings, OnDuplicate, SourceSurvey
from fonds.model.problems import ProblemKind, fill_template
from fonds.services.importing import generator_labels

_READING = 24
"""Characters of a value that is shown as an example."""
_TABS_HEIGHT = 180
"""What the pages below need at the least: some rows of a table."""


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
        self.encoding = EncodingCombo()
        self.encodings_hint = _quiet()
        self.encodings_button = QPushButton(self.tr("Check…"))
        self.inline_tags = QCheckBox(self.tr("#tags in the text count as tags"))
        self.backslashes = QCheckBox()
        self.on_duplicate = CalmComboBox()
        self.folders = QListWidget()
        self.sample = SampleTable()
        self.problems = ProblemTable()
        self.fields = FieldsPage()
        self.encodings = EncodingsPage()
        self.tabs = QTabWidget()
        self._fill_choices()
        self._name()
        self._build()
        for combo in (self.generator, self.timezone, self.encoding):
            combo.activated.connect(lambda _index: self.settings_changed.emit())
        self.folders.itemChanged.connect(lambda _item: self.settings_changed.emit())
        for box in (self.inline_tags, self.backslashes):
            box.clicked.connect(lambda _checked: self.settings_changed.emit())
        self.fields.changed.connect(self.settings_changed)
        self.encodings.changed.connect(self.settings_changed)
        self.encodings_button.clicked.connect(self._on_check_clicked)

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
        self._show_encodings(survey)
        self._show_boxes(survey)
        self.sample.show_rows(survey.sample)
        self.fields.show_keys(survey.keys, len(survey.sample))
        self.problems.set_problems(survey.problems)
        self._name_tab(self.problems, self.tr("Problems"), len(survey.problems))

    def settings(self) -> ImportSettings:
        """What is chosen."""
        text = self.timezone.currentText().strip()
        index = self.timezone.findText(text)
        zone = str(self.timezone.itemData(index)) if index >= 0 else text
        return ImportSettings(
            generator=str(self.generator.currentData() or "auto"),
            timezone=zone,
            encoding=self.encoding.encoding,
            on_duplicate=OnDuplicate(self.on_duplicate.currentData()),
            post_folders=tuple(
                str(item.data(Qt.ItemDataRole.UserRole)) for item in self._items() if _checked(item)
            ),
            inline_tags=self.inline_tags.isChecked(),
            field_keys=self.fields.field_keys(),
            encodings=() if self.encoding.encoding else self.encodings.encodings(),
            plain_backslashes=self.backslashes.isChecked(),
        )

    def show_error(self, field: str) -> None:
        """Put the focus on the setting that was refused."""
        widgets = {"timezone": self.timezone, "encoding": self.encoding, "generator": self.generator}
        if field in widgets:
            widgets[field].setFocus()
        for name, page in (("field_keys", self.fields), ("encodings", self.encodings)):
            if field == name:
                self.tabs.setCurrentWidget(page)
                page.focus_first()

    def _show_generators(self, survey: SourceSurvey, *, first: bool) -> None:
        if first:  # the first survey is one that detects
            self.generator.addItem(
                self.tr("As detected: {name}").replace("{name}", detection_text(survey.detection)), "auto"
            )
            for name, label in generator_labels():
                self.generator.addItem(phrase(label), name)
        self.reasons.setText(joined([phrase(reason) for reason in survey.detection.reasons]))
        self.reasons.setVisible(bool(survey.detection.reasons))

    def _show_encodings(self, survey: SourceSurvey) -> None:
        self.encodings.show_folders(survey.encodings)
        count = self.encodings.count
        text = plural(
            self.tr("%Ln folder(s) hold(s|) text that is not UTF-8; check how it is read.", "", count), count
        )
        self.encodings_hint.setText(text)
        self._form.setRowVisible(self._encodings_row, count > 0)
        self.tabs.setTabVisible(self.tabs.indexOf(self.encodings), count > 0)
        self._name_tab(self.encodings, self.tr("Encodings"), count)

    def _show_boxes(self, survey: SourceSurvey) -> None:
        """The choices that only some sources have; one that was made stays to be taken back."""
        vault = survey.detection.generator == "obsidian" or self.inline_tags.isChecked()
        self._form.setRowVisible(self.inline_tags, vault)
        doubts = [item for item in survey.problems if item.kind is ProblemKind.AMBIGUOUS_BACKSLASH]
        self._form.setRowVisible(self.backslashes, bool(doubts) or self.backslashes.isChecked())
        text = self.tr("Backslashes are plain text")
        if doubts:
            details = dict(doubts[0].details)
            readings = sorted((details["value"], details["other"]), key=lambda reading: reading.count("\\"))
            text = fill_template(
                self.tr("Backslashes are plain text: “{plain}”, not “{escaped}”"),
                (("plain", _short(readings[1])), ("escaped", _short(readings[0]))),
            )
        self.backslashes.setText(text.replace("&", "&&"))

    def _on_check_clicked(self) -> None:
        self.tabs.setCurrentWidget(self.encodings)
        self.encodings.focus_first()

    def _name_tab(self, page: QWidget, title: str, count: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(page), f"{title} ({number_text(count)})" if count else title)

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
        tall = max(self.folders.sizeHintForRow(0), self.fontMetrics().height() + 6)
        self.folders.setFixedHeight(rows * tall + 2 * self.folders.frameWidth() + 6)
        self._form.setRowVisible(self.folders, rows > 0)

    def _items(self) -> list[QListWidgetItem]:
        return [self.folders.item(row) for row in range(self.folders.count())]

    def _fill_choices(self) -> None:
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
            self.encodings_button: self.tr("Check the encodings of folders"),
        }
        for widget, name in names.items():
            widget.setAccessibleName(name)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._encodings_row = QWidget()
        row = QHBoxLayout(self._encodings_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.encodings_hint, 1)
        row.addWidget(self.encodings_button)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(GRID * 2)
        self._form.setVerticalSpacing(GRID // 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.addRow(self.tr("Kind of site"), self.generator)
        self._form.addRow("", self.reasons)
        self._form.addRow(self.tr("Time zone"), self.timezone)
        self._form.addRow(self.tr("Encoding"), self.encoding)
        self._form.addRow("", self._encodings_row)
        self._form.addRow(self.tr("Changed files"), self.on_duplicate)
        self._form.addRow("", self.inline_tags)
        self._form.addRow("", self.backslashes)
        self._form.addRow(self.tr("Also as posts"), self.folders)
        self.tabs.addTab(self.sample, self.tr("Sample"))
        self.tabs.addTab(self.problems, self.tr("Problems"))
        self.tabs.addTab(self.fields, self.tr("Fields"))
        self.tabs.addTab(self.encodings, self.tr("Encodings"))
        self.tabs.setTabVisible(self.tabs.indexOf(self.encodings), False)
        # The pages scroll for themselves; what they would like to be must not make the whole page scroll as well.
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.tabs.setMinimumHeight(_TABS_HEIGHT)
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
    combo = WritableComboBox()
    combo.addItem("", "")
    for name in zone_names():
        combo.addItem(name, name)
    completer = combo.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _checked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _short(text: str) -> str:
    return text if len(text) <= _READING else f"{text[: _READING - 1]}…"


def _quiet() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
