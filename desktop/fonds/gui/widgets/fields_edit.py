"""The further front-matter fields as rows of key and value. A value that nobody touches keeps its type and its text.

Scalars are edited as text; true, false and null stay what they are while they read so. Lists and mappings are edited as
JSON; what is not valid JSON is marked and is no edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import Role, Theme
from fonds.model.errors import UserError
from fonds.model.post import FieldValue

_WORDS: dict[str, FieldValue] = {"true": True, "false": False}


def write_value(value: FieldValue) -> str:
    """A value as it is shown and edited."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)


def read_value(text: str, before: FieldValue) -> FieldValue:
    """A typed value, of the type that was there before where it can be; raises UserError for broken JSON."""
    if isinstance(before, list | dict):
        try:
            value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
        except (ValueError, RecursionError) as error:
            raise UserError("This is not valid JSON: {reason}.", reason=str(error)) from error
        return value  # type: ignore[no-any-return]
    if isinstance(before, bool):
        return _WORDS.get(text.strip().lower(), text)
    return text


def show_text(line: QLineEdit, text: str) -> None:
    """Show a text from its beginning; where it stands already the caret and the undo history stay too."""
    if line.text() != text:
        line.setText(text)
        line.setCursorPosition(0)


class FieldsEdit(QWidget):
    """Rows of further fields, and a row to add one."""

    edited = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._read_only = False
        self._rows: list[_Row] = []
        self._loaded: dict[str, FieldValue] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._add = QPushButton(self.tr("Add a field"), self)
        self._add.clicked.connect(self._on_add_clicked)

    def load(self, fields: Iterable[tuple[str, FieldValue]]) -> None:
        """Show these fields, in their order. A row that is there stays, and with it the caret of whoever types in it."""
        self._loaded = dict(fields)
        before, self._rows = self._rows, []
        for key, value in self._loaded.items():
            row = next((row for row in before if row.name() == key), None)
            if row is None or not row.take(value):
                row = self._make_row(key, value)
            self._rows.append(row)
        typed_in = next((row.name() for row in before if row.value.hasFocus()), "")
        for row in before:
            if row not in self._rows:
                row.discard()
        self._arrange()
        follower = self._find_row(typed_in) if typed_in else None
        if follower is not None:
            follower.value.setFocus()

    def apply(self, changes: Iterable[tuple[str, FieldValue]]) -> None:
        """Show changes over what was loaded."""
        for key, value in changes:
            row = self._find_row(key)
            if value is None and row is not None and self._loaded.get(key) is not None:
                self._drop(row)
            elif row is not None:
                row.value.setText(write_value(value))
            elif value is not None:
                self._rows.append(self._make_row(key, value, new=True))
        self._arrange()

    def changes(self, *, strict: bool = True) -> tuple[tuple[str, FieldValue], ...]:
        """The fields that differ from what was loaded; None takes one out.

        Raises UserError (its field is the key) for a value that cannot be read; if not ``strict``, gives its text.
        """
        found: list[tuple[str, FieldValue]] = []
        present = set()
        for row in self._rows:
            key = row.name()
            if not key:
                continue
            present.add(key)
            before = self._loaded.get(key)
            text = row.value.text()
            if key in self._loaded and text == write_value(before):
                continue
            try:
                found.append((key, read_value(text, before if key in self._loaded else row.first_value)))
            except UserError as error:
                if strict:
                    raise UserError(error.message, field=key, **dict(error.details)) from error
                found.append((key, text))
        gone = ((key, None) for key in self._loaded if key not in present)
        return (*found, *gone)

    def show_error(self, key: str, message: str) -> bool:
        """Show an error at a field; False when there is none of that key."""
        row = self._find_row(key)
        if row is not None:
            row.show_note(message, self._theme.hex(Role.ERROR))
            row.value.setFocus()
        return row is not None

    def show_note(self, key: str, message: str) -> bool:
        """Show a remark at a field; False when there is none of that key."""
        row = self._find_row(key)
        if row is not None:
            row.show_note(message, self._theme.hex(Role.WARNING))
        return row is not None

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for row in self._rows:
            row.set_read_only(read_only)

    def _find_row(self, key: str) -> _Row | None:
        return next((row for row in self._rows if row.name() == key), None)

    def _make_row(self, key: str, value: FieldValue, *, new: bool = False) -> _Row:
        row = _Row(key, value, self._icons, self, new=new)
        row.set_read_only(self._read_only)
        row.value.textEdited.connect(lambda _text: self._on_value_edited(row))
        if isinstance(row.key, QLineEdit):
            row.key.textEdited.connect(lambda _text: self.edited.emit())
        row.remove.clicked.connect(lambda: self._on_remove_clicked(row))
        return row

    def _on_value_edited(self, row: _Row) -> None:
        try:
            read_value(row.value.text(), row.first_value)
        except UserError:
            row.show_note(self.tr("Not valid JSON; it is not saved."), self._theme.hex(Role.ERROR))
        else:
            row.show_note("", "")
        self.edited.emit()

    def _on_add_clicked(self) -> None:
        row = self._make_row("", "", new=True)
        self._rows.append(row)
        self._arrange()
        row.key.setFocus()

    def _on_remove_clicked(self, row: _Row) -> None:
        self._drop(row)
        self._arrange()
        self._add.setFocus()
        self.edited.emit()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        row.discard()

    def _arrange(self) -> None:
        line = 0
        for row in self._rows:
            for column, widget in enumerate((row.key, row.value, row.remove)):
                self._grid.addWidget(widget, line, column)
            self._grid.addWidget(row.note, line + 1, 1, 1, 2)
            line += 2
        self._grid.addWidget(self._add, line, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        before: QWidget | None = None
        for row in self._rows:
            for widget in (row.key, row.value, row.remove):
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
        if before is not None:
            QWidget.setTabOrder(before, self._add)


class _Row:
    """The widgets of one field."""

    def __init__(self, key: str, value: FieldValue, icons: Icons, parent: FieldsEdit, *, new: bool) -> None:
        self.first_value = value
        self.key: QLabel | QLineEdit
        if new:
            self.key = QLineEdit(key, parent)
            self.key.setPlaceholderText(parent.tr("Key"))
            self.key.setAccessibleName(parent.tr("Key of the new field"))
            self.key.setMaximumWidth(self.key.fontMetrics().horizontalAdvance("x") * 18)
        else:
            self.key = QLabel(key, parent)
            self.key.setTextFormat(Qt.TextFormat.PlainText)
            self.key.setMaximumWidth(self.key.fontMetrics().horizontalAdvance("x") * 18)
            self.key.setToolTip(key)
        self.value = QLineEdit(write_value(value), parent)
        self.value.setCursorPosition(0)
        self.value.setAccessibleName(key or parent.tr("Value of the new field"))
        self.empty_hint = parent.tr("empty")
        if value is None:
            self.value.setPlaceholderText(self.empty_hint)
        self.remove = QToolButton(parent)
        self.remove.setIcon(icons.icon("close"))
        self.remove.setAccessibleName(parent.tr("Remove {name}").replace("{name}", key))
        self.remove.setToolTip(self.remove.accessibleName())
        self.note = QLabel(parent)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        for widget in (self.key, self.value, self.remove):
            widget.show()

    def name(self) -> str:
        """The key."""
        return self.key.text().strip() if isinstance(self.key, QLineEdit) else self.key.text()

    def take(self, value: FieldValue) -> bool:
        """Show what the archive has now; False when this row is of a field that was just added."""
        if isinstance(self.key, QLineEdit):
            return False
        self.first_value = value
        show_text(self.value, write_value(value))
        self.value.setPlaceholderText("" if value is not None else self.empty_hint)
        self.show_note("", "")
        return True

    def show_note(self, message: str, color: str) -> None:
        """Show a remark below the value; "" takes it away."""
        self.note.setText(message)
        self.note.setStyleSheet(f"color: {color};" if color else "")
        self.note.setVisible(bool(message))
        self.value.setAccessibleDescription(message)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.value.setReadOnly(read_only)
        self.remove.setVisible(not read_only)
        if isinstance(self.key, QLineEdit):
            self.key.setReadOnly(read_only)

    def discard(self) -> None:
        """Take the widgets away."""
        for widget in (self.key, self.value, self.remove, self.note):
            widget.hide()
            widget.deleteLater()
