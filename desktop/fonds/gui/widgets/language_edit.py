"""A language: one that the archive has in use, or any other that is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from fonds.gui.widgets.calm_combo import CalmComboBox

# The parts of a tag: language, script, region and so on (RFC 5646, section 2.1), without its registry.
_TAG = re.compile(r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8}|[ix])(?:-[A-Za-z0-9]{1,8})*\Z")


def is_language_tag(text: str) -> bool:
    """Whether a text has the form of a language tag: ``zh``, ``zh-Hans-CN``, ``en-GB``."""
    return _TAG.match(text) is not None


class LanguageEdit(CalmComboBox):
    """A line to type in, with a list."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = self.completer()
        if completer is not None:  # what is offered must not become what is typed
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.line.setPlaceholderText(self.tr("zh, en, …"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.activated.connect(lambda _index: self.edited.emit())

    @property
    def line(self) -> QLineEdit:
        """Where one types."""
        line = self.lineEdit()
        assert line is not None
        return line

    def text(self) -> str:
        """The language."""
        return self.line.text()

    def setText(self, text: str) -> None:
        """Show a language."""
        if self.line.text() != text:
            self.setEditText(text)
            self.line.setCursorPosition(0)

    def set_languages(self, languages: Sequence[str]) -> None:
        """What the list offers; what is typed stays."""
        text, place = self.text(), self.line.cursorPosition()
        self.blockSignals(True)
        self.clear()
        self.addItems(list(languages))
        self.setEditText(text)
        self.line.setCursorPosition(place)
        self.blockSignals(False)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.line.setReadOnly(read_only)
        self.setEnabled(not read_only)
