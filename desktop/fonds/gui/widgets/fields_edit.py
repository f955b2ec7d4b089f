"""The further front-matter fields as rows of key, value and type. A value that nobody touches keeps its type and its text.

Lists of texts are tokens; other lists and tables are edited as JSON or YAML; what is neither is marked and is no edit. The
rows of a post with very many fields are made a few at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QPushButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.field_row import FieldRow
from fonds.gui.widgets.value_edit import write_value
from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.model.revision import FieldType, HeaderForm
from fonds.text.value_types import plain_type

AT_ONCE = 8
"""So many rows are made before the window paints again."""
# One sheet for all rows: one for each takes most of the time that a row takes.
_LOOK = """
QLineEdit[loaded="true"]:!focus { background: transparent; border-color: transparent; }
QToolButton::menu-indicator { image: none; }
"""


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
        self._rows: list[FieldRow] = []
        self._waiting: list[str] = []
        self._loaded: dict[str, FieldValue] = {}
        self._types: Mapping[str, FieldType] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setStyleSheet(_LOOK)
        self._lines = 0
        self._add = QPushButton(self.tr("Add a field"), self)
        self._add.clicked.connect(self._on_add_clicked)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._make_some)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting:
            self._timer.start()

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The fields as they stand, in the order of the file; those that wait are made first."""
        self._make_all()
        return tuple(self._rows)

    @property
    def focused_key(self) -> str:
        """The key of the field in which one types, if there is one."""
        return next((row.name() for row in self._rows if _has_focus(row)), "")

    def load(
        self, fields: Iterable[tuple[str, FieldValue]], types: Mapping[str, FieldType] | None = None
    ) -> None:
        """Show these fields, in their order. A row that is there stays, and with it the caret of whoever types in it."""
        self._loaded, self._types = dict(fields), types or {}
        before, self._rows = self._rows, []
        typed_in = next((row.name() for row in before if _has_focus(row)), "")
        known = {row.original: row for row in before if row.original}
        self._waiting = []
        for number, (key, value) in enumerate(self._loaded.items()):
            row = known.get(key)
            if row is not None and row.take(value, self._types.get(key)):
                self._rows.append(row)
            elif number < AT_ONCE:
                self._rows.append(self._make_row(key, value, self._types.get(key)))
            else:
                self._waiting.append(key)
        kept = {id(row) for row in self._rows}
        for row in before:
            if id(row) not in kept:
                row.discard()
        self._arrange()
        if self._waiting and self.isVisible():
            self._timer.start()
        follower = self._find_row(typed_in) if typed_in else None
        if follower is not None and not _has_focus(follower):
            follower.value.setFocus()

    def apply(self, changes: Iterable[tuple[str, FieldValue]], form: HeaderForm | None = None) -> None:
        """Show changes over what was loaded."""
        wanted = HeaderForm() if form is None else form
        changes = tuple(changes)
        if not changes and wanted.empty:
            return
        self._make_all()
        types = dict(wanted.types)
        for old, new in wanted.renames:
            row = self._find_row(old)
            if row is not None:
                row.key.setText(new)
        for key, value in changes:
            row = self._find_row(key)
            if value is None and row is not None and self._loaded.get(row.original) is not None:
                self._drop(row)
            elif row is not None:
                kind = types.pop(key, None) or _kind_of(value, row.kind)
                row.put(write_value(value), kind)
            elif value is not None:
                self._rows.append(self._make_row(key, value, types.pop(key, None), new=True))
        for key, kind in types.items():
            row = self._find_row(key)
            if row is not None:
                row.put(row.value.text(), kind)
        self._arrange()

    def changes(self, *, strict: bool = True) -> tuple[tuple[str, FieldValue], ...]:
        """The fields that differ from what was loaded; None takes one out.

        Raises UserError (its field is the key) for a value that cannot be read; if not ``strict``, gives its text.
        """
        found: list[tuple[str, FieldValue]] = []
        present = set(self._waiting)
        for row in self._rows:
            present.add(row.original)
            key = row.name() or row.original
            if not key or not row.touched:
                continue
            try:
                value = row.read()
            except UserError as error:
                if strict:
                    raise UserError(error.message, field=key, **dict(error.details)) from error
                value = row.value.text()
            if not row.original or not _same(value, self._loaded.get(row.original)):
                found.append((key, value))
        return (*found, *((key, None) for key in self._loaded if key not in present))

    def header_form(self) -> HeaderForm:
        """Which keys are called otherwise, and which values are to be written as other types."""
        renames = tuple(
            (row.original, row.name())
            for row in self._rows
            if row.original and row.name() and row.name() != row.original
        )
        types = tuple(
            (row.name() or row.original, kind)
            for row in self._rows
            if (kind := row.wanted_type) is not None and (row.name() or row.original)
        )
        return HeaderForm(renames=renames, types=types)

    def show_error(self, key: str, message: str) -> bool:
        """Show an error at a field; False when there is none of that key."""
        row = self._seek(key)
        if row is not None:
            row.show_note(message, self._theme.hex(Role.ERROR))
            row.value.setFocus()
        return row is not None

    def show_note(self, key: str, message: str) -> bool:
        """Show a remark at a field; False when there is none of that key."""
        row = self._seek(key)
        if row is not None:
            row.show_note(message, self._theme.hex(Role.WARNING))
        return row is not None

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for row in self._rows:
            row.set_read_only(read_only)

    def _find_row(self, key: str) -> FieldRow | None:
        return next((row for row in self._rows if key in (row.name(), row.original) and key), None)

    def _seek(self, key: str) -> FieldRow | None:
        if key in self._waiting:
            self._make_all()
        return self._find_row(key)

    # Rows

    def _make_row(
        self, key: str, value: FieldValue, kind: FieldType | None, *, new: bool = False
    ) -> FieldRow:
        look = (self._theme, self._icons)
        row = FieldRow(key, value, kind, look, self, self._on_row_edited, new=new)
        row.set_read_only(self._read_only)
        row.remove.clicked.connect(lambda: self._on_remove_clicked(row))
        return row

    def _make_some(self) -> None:
        chunk, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        rows = [self._make_row(key, self._loaded[key], self._types.get(key)) for key in chunk]
        place = sum(1 for row in self._rows if row.original)
        self._rows[place:place] = rows
        if place == len(self._rows) - len(rows):
            self._place(rows)
        else:
            self._arrange()
        if self._waiting:
            self._timer.start()

    def _make_all(self) -> None:
        self._timer.stop()
        while self._waiting:
            self._make_some()
        self._timer.stop()

    def _on_row_edited(self, row: FieldRow) -> None:
        try:
            row.read()
        except UserError:
            row.show_note(self._fault(row), self._theme.hex(Role.ERROR))
        else:
            row.show_note("", "")
        name = row.name()
        if row.original and not name:
            row.show_note(
                self.tr("A field needs a key; it keeps the one it had."), self._theme.hex(Role.ERROR)
            )
        elif name and sum(1 for other in self._rows if other.name() == name) > 1:
            row.show_note(self.tr("There is another field with this key."), self._theme.hex(Role.ERROR))
        self.edited.emit()

    def _fault(self, row: FieldRow) -> str:
        match row.kind:
            case FieldType.NUMBER:
                return self.tr("Not a number; it is not saved.")
            case FieldType.DATE:
                return self.tr(
                    "Not a date as front matter has it (2022-01-11 19:09:47 +08:00); it is not saved."
                )
            case _:
                return self.tr("Neither valid JSON nor YAML; it is not saved.")

    def _on_add_clicked(self) -> None:
        self._make_all()
        row = self._make_row("", "", None, new=True)
        self._rows.append(row)
        self._arrange()
        row.key.setFocus()

    def _on_remove_clicked(self, row: FieldRow) -> None:
        self._drop(row)
        self._arrange()
        self._add.setFocus()
        self.edited.emit()

    def _drop(self, row: FieldRow) -> None:
        self._rows.remove(row)
        row.discard()

    def _arrange(self) -> None:
        self._lines = 0
        self._place(self._rows)

    def _place(self, rows: list[FieldRow]) -> None:
        """Put rows below those that stand there already, and the button below them."""
        first = rows and self._rows.index(rows[0])
        before: QWidget | None = self._rows[first - 1].remove if first else None
        for row in rows:
            for column, widget in enumerate(row.widgets):
                side = Qt.AlignmentFlag(0) if column == 1 else Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(widget, self._lines, column, side)
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
            self._grid.addWidget(row.note, self._lines + 1, 1, 1, 3)
            self._lines += 2
        self._grid.addWidget(self._add, self._lines, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        if before is not None:
            QWidget.setTabOrder(before, self._add)


def _kind_of(value: FieldValue, before: FieldType) -> FieldType:
    """The type that a draft's value is shown as: what is no list yet in a field of lists is still being typed there."""
    return before if isinstance(value, str) else plain_type(value)


def _same(one: FieldValue, other: FieldValue) -> bool:
    return one == other and type(one) is type(other)


def _has_focus(row: FieldRow) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is row.value or row.value.isAncestorOf(focused))
