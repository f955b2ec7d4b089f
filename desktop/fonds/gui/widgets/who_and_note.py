"""Who makes an import, and what is to be said of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from fonds.gui.theme import GRID

LINES = 3
_TOP = Qt.AlignmentFlag.AlignTop
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class WhoAndNote(QWidget):
    """Two fields, one below the other, or side by side (``flat``) with one line for the note."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, flat: bool = False) -> None:
        super().__init__(parent)
        self._who = QLineEdit()
        self._who.setAccessibleName(self.tr("Imported by"))
        self._note: QLineEdit | QPlainTextEdit = QLineEdit() if flat else QPlainTextEdit()
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setPlaceholderText(self.tr("Where it is from, why it was taken in, what to know of it"))
        if isinstance(self._note, QPlainTextEdit):
            self._note.setTabChangesFocus(True)
            self._note.setFixedHeight(self._note.fontMetrics().lineSpacing() * LINES + 2 * GRID)
        self._lay_out(flat)
        self._who.textEdited.connect(lambda _text: self.edited.emit())
        self._note.textChanged.connect(lambda *_text: self.edited.emit())

    def _lay_out(self, flat: bool) -> None:
        labels = QLabel(self.tr("Imported by")), QLabel(self.tr("Note"))
        fields: tuple[QWidget, QWidget] = (self._who, self._note)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        for number, (label, field) in enumerate(zip(labels, fields, strict=True)):
            label.setBuddy(field)
            row, column = (0, number * 2) if flat else (number, 0)
            grid.addWidget(label, row, column, _TOP if field is self._note and not flat else _MIDDLE)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(column + 1, 1 + number)

    @property
    def who(self) -> str:
        """Who, without spaces around."""
        return self._who.text().strip()

    @property
    def note(self) -> str:
        """The note, without empty lines around."""
        note = self._note
        return (note.text() if isinstance(note, QLineEdit) else note.toPlainText()).strip()

    def show_texts(self, who: str, note: str) -> None:
        """Put texts into the fields; that is no edit."""
        blocked = self.blockSignals(True)
        self._who.setText(who)
        if isinstance(self._note, QLineEdit):
            self._note.setText(note)
        else:
            self._note.setPlainText(note)
        self.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the fields can be edited."""
        self._who.setReadOnly(read_only)
        self._note.setReadOnly(read_only)

    def focus_note(self) -> None:
        """Put the caret into the note."""
        self._note.setFocus()
