"""Text that is not UTF-8: what each folder's is read as, with a line of it to see whether that is right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fonds.gui.dialogs.encoding_combo import EncodingCombo
from fonds.gui.messages import number_text, plural
from fonds.gui.theme import GRID
from fonds.model.accession import FolderEncoding
from fonds.model.problems import fill_template
from fonds.services.folder_encodings import shown_sample


class EncodingsPage(QScrollArea):
    """One folder a row. ``changed`` says that a person chose an encoding."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FolderEncoding, ...] = ()
        self.combos: dict[str, EncodingCombo] = {}
        self.samples: dict[str, QLabel] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Encodings by folder"))

    @property
    def count(self) -> int:
        """How many folders there are to look at."""
        return len(self._rows)

    def show_folders(self, rows: Sequence[FolderEncoding]) -> None:
        """Show what was found. Folders whose files say their encoding themselves need no looking at."""
        wanted = tuple(row for row in rows if row.guessed)
        same = [row.folder for row in wanted] == [row.folder for row in self._rows]
        self._rows = wanted
        if not same:
            self._build()
        for row in wanted:
            self.combos[row.folder].choose(row.encoding)
            self._show_sample(row)

    def encodings(self) -> tuple[tuple[str, str], ...]:
        """What is shown for each folder."""
        return tuple((row.folder, self.combos[row.folder].encoding) for row in self._rows)

    def focus_first(self) -> None:
        """Put the focus where one can choose."""
        for row in self._rows[:1]:
            self.combos[row.folder].setFocus()

    def _build(self) -> None:
        inside = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.combos, self.samples = {}, {}
        for number, row in enumerate(self._rows):
            name = row.folder or self.tr("The chosen folder")
            files = plural(self.tr("%Ln file(s) are not UTF-8", "", row.found), row.found)
            of = self.tr("of {count} looked at").replace("{count}", number_text(row.sampled))
            both = fill_template(self.tr("{files}, {looked_at}"), (("files", files), ("looked_at", of)))
            label = QLabel(f"{name}\n{both}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            combo = EncodingCombo()
            combo.setAccessibleName(self.tr("Encoding of {folder}").replace("{folder}", name))
            combo.activated.connect(lambda _index, shown=row: self._on_chosen(shown))
            label.setBuddy(combo)
            sample = QLabel()
            sample.setTextFormat(Qt.TextFormat.PlainText)
            sample.setWordWrap(True)
            sample.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            sample.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            sample.setContentsMargins(GRID, 0, 0, GRID)
            sample.setForegroundRole(QPalette.ColorRole.Text)
            sample.setAccessibleName(self.tr("A line of {folder}").replace("{folder}", name))
            grid.addWidget(label, number * 2, 0)
            grid.addWidget(combo, number * 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(sample, number * 2 + 1, 0, 1, 2)
            self.combos[row.folder], self.samples[row.folder] = combo, sample
        outer = QVBoxLayout(inside)
        outer.addLayout(grid)
        outer.addStretch(1)
        self.setWidget(inside)

    def _on_chosen(self, row: FolderEncoding) -> None:
        self._show_sample(row)
        self.changed.emit()

    def _show_sample(self, row: FolderEncoding) -> None:
        self.samples[row.folder].setText(shown_sample(row.sample, self.combos[row.folder].encoding))
