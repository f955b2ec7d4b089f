"""The line above the list that says which collection is shown, what is said of it and what is noted on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme

if TYPE_CHECKING:
    from fonds.model.collection import CollectionRecord

_LONGEST = 1200
"""Characters of a note that are shown here; all of it is in the dialog."""
_TALLEST = 120
"""Pixels of the note."""
_LOW = 640
"""Pixels of a window in which there is little room for it."""


class CollectionHeader(QFrame):
    """Path, dates and creators, and the note as it is meant to look."""

    describe_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[str] = []
        self.path = QLabel()
        self.path.setTextFormat(Qt.TextFormat.PlainText)
        self.path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = QFont(self.path.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.path.setFont(font)
        self.facts = QLabel()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.MarkdownText)
        self.note.setWordWrap(True)
        self.note.setMaximumHeight(_TALLEST)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note.setOpenExternalLinks(False)
        self.describe = QToolButton()
        self.describe.setIcon(icons.icon("edit"))
        self.describe.setAutoRaise(True)
        self.describe.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.describe.clicked.connect(lambda _checked=False: self.describe_asked.emit())
        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(self.path, 1)
        top.addWidget(self.describe)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addLayout(top)
        layout.addWidget(self.facts)
        layout.addWidget(self.note)
        theme.changed.connect(self._take_look)
        self._take_look()
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self.path.setAccessibleName(self.tr("Collection"))
        self.facts.setAccessibleName(self.tr("Description of the collection"))
        self.note.setAccessibleName(self.tr("Note on the collection"))
        self.describe.setToolTip(self.tr("Describe collection…"))
        self.describe.setAccessibleName(self.tr("Describe collection…"))

    def show_record(self, record: CollectionRecord, *, writable: bool) -> None:
        """Say what is known of a collection."""
        said = record.description
        path = " / ".join(record.collection.path)
        self.path.setText(path)
        self.path.setToolTip(path)
        parts = [said.title if said.title != record.collection.name else "", said.creation_dates]
        parts += [", ".join(said.creators), said.extent]
        facts = messages.joined(parts)
        scope = " ".join(said.scope.split())
        self._lines = [facts, scope if len(scope) <= 300 else scope[:299] + "…"]
        note = record.note if len(record.note) <= _LONGEST else record.note[:_LONGEST] + "…"
        self.note.setText(note)
        self._fit()
        self.describe.setVisible(writable or not said.empty or bool(note))
        self.show()

    def _fit(self) -> None:
        """In a low window the posts have the room, and the rest is in the dialog."""
        low = self.window().height() < _LOW
        self.facts.setText("\n".join(line for line in self._lines[: 1 if low else 2] if line))
        self.facts.setVisible(bool(self.facts.text()) and not (low and self.note.text()))
        self.note.setMaximumHeight(2 * self.fontMetrics().lineSpacing() + GRID if low else _TALLEST)
        self.note.setVisible(bool(self.note.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def _take_look(self) -> None:
        back, quiet = self._theme.hex(Role.WINDOW), self._theme.color(Role.TEXT_QUIET)
        self.setStyleSheet(f"CollectionHeader {{ background: {back}; }}")
        palette = self.facts.palette()
        palette.setColor(self.facts.foregroundRole(), quiet)
        self.facts.setPalette(palette)
