"""A further front-matter key with a row of its own in the form, since many files have it under one name or another: where
a post was published, and who may use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from fonds.gui.theme import GRID
from fonds.model.post import FieldValue
from fonds.services.header_view import KeyPath, find_path, new_path

Change = tuple[str, FieldValue]


class OwnField(QWidget):
    """The value, and beside it the key that it has in this file, or would get."""

    edited = Signal()

    def __init__(self, names: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._path: KeyPath = (names[0],)
        self._loaded: dict[str, FieldValue] = {}
        self.input = QLineEdit()
        self.input.setAccessibleName(name)
        self.input.textEdited.connect(lambda _text: self.edited.emit())
        self.key = QLabel()
        self.key.setTextFormat(Qt.TextFormat.PlainText)
        self.key.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.input, 1)
        layout.addWidget(self.key)
        self.setFocusProxy(self.input)

    def load(self, fields: Sequence[Change], generator: str) -> str:
        """Show the value of a post; returns the key of the first level that stands here alone, or ""."""
        self._loaded = dict(fields)
        found = find_path(fields, self._names)
        self._path = new_path(generator, self._names) if found is None else found
        text = self._value(self._loaded)
        if self.input.text() != text:
            self.input.setText(text)
            self.input.setCursorPosition(0)
        written = ".".join(self._path)
        self.key.setText(written)
        told = self.tr("Stands in the file as “{key}”.") if found else self.tr("Would be added as “{key}”.")
        self.key.setToolTip(told.replace("{key}", written))
        self.input.setAccessibleDescription(self.key.toolTip())
        return self._path[0] if found is not None and len(self._path) == 1 else ""

    def apply(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Show a draft's changes; returns those that are not shown here alone."""
        rest: list[Change] = []
        for key, value in changes:
            if key == self._path[0] and (len(self._path) > 1 or value is None or isinstance(value, str)):
                self.input.setText(self._value({key: value}))
                if len(self._path) == 1:
                    continue
            rest.append((key, value))
        return tuple(rest)

    def added_to(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """The changes of the form with what was typed here."""
        text = self.input.text().strip()
        if text == self._value(self._loaded).strip():
            return tuple(changes)
        key = self._path[0]
        if len(self._path) == 1:
            return (*changes, (key, text or None))
        old = dict(changes).get(key, self._loaded.get(key))
        table: dict[str, FieldValue] = dict(old) if isinstance(old, Mapping) else {}
        if text:
            table[self._path[1]] = text
        else:
            table.pop(self._path[1], None)
        return (*((name, value) for name, value in changes if name != key), (key, table or None))

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.input.setReadOnly(read_only)

    def _value(self, values: Mapping[str, FieldValue]) -> str:
        value: FieldValue = values.get(self._path[0])
        for key in self._path[1:]:
            value = value.get(key) if isinstance(value, dict) else None
        return value if isinstance(value, str) else ""
