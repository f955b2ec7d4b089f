"""Labels and texts in two columns, to be read: texts can be selected and copied, and wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from fonds.gui.messages import plural, translate
from fonds.gui.theme import GRID

LINES = 8
"""So many lines of a text are shown; how many more there are is said."""


class FactTable(QWidget):
    """Two columns; numbers stand at the right."""

    def __init__(self, *, numbers: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID // 2)
        if not numbers:
            self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these in place of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        align = Qt.AlignmentFlag.AlignTop
        side = Qt.AlignmentFlag.AlignRight if self._numbers else Qt.AlignmentFlag.AlignLeft
        for row, (label, text) in enumerate(facts):
            name, value = QLabel(label), QLabel(_breakable(_shortened(text)))
            name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(not self._numbers)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{label}: {text}")
            value.setAlignment(align | side)
            if not self._numbers:
                value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(name, row, 0, align | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(value, row, 1)
        self._grid.setRowStretch(len(facts), 1)

    def texts(self) -> dict[str, str]:
        """What is shown, by label."""
        found: dict[str, str] = {}
        for row in range(self._grid.rowCount()):
            cells = [self._grid.itemAtPosition(row, column) for column in (0, 1)]
            labels = [cell.widget() for cell in cells if cell is not None]
            if len(labels) == 2 and all(isinstance(label, QLabel) for label in labels):
                name, value = (label.text() for label in labels if isinstance(label, QLabel))
                found[name] = value.replace("\N{ZERO WIDTH SPACE}", "")
        return found


def _shortened(text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= LINES:
        return text
    rest = len(lines) - LINES + 1
    more = plural(translate("Imports", "and %Ln more", None, rest), rest)
    return "\n".join([*lines[: LINES - 1], more])


def _breakable(text: str) -> str:
    """A path may be broken behind each of its parts."""
    return text.replace("/", "/\N{ZERO WIDTH SPACE}")
