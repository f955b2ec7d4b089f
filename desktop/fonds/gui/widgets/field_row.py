"""The widgets of one further front-matter field: its key, its value, its type, and the button that takes it out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.value_edit import (
    LineValue,
    control_class,
    converted,
    make_control,
    read_value,
    write_value,
)
from fonds.model.post import FieldValue
from fonds.model.revision import FieldType
from fonds.text.value_types import fits, plain_type

_SIGNS = {
    FieldType.TEXT: "T",
    FieldType.NUMBER: "#",
    FieldType.TRUTH: "✓",
    FieldType.DATE: "D",
    FieldType.LIST: "[ ]",
    FieldType.TABLE: "{ }",
    FieldType.NULL: "∅",
}


def _translate(text: str) -> str:
    return QCoreApplication.translate("FieldsEdit", text)


def type_name(kind: FieldType) -> str:
    """What a type is called."""
    match kind:
        case FieldType.TEXT:
            return _translate("Text")
        case FieldType.NUMBER:
            return _translate("Number")
        case FieldType.TRUTH:
            return _translate("Yes or no")
        case FieldType.DATE:
            return _translate("Date")
        case FieldType.LIST:
            return _translate("List")
        case FieldType.TABLE:
            return _translate("Table")
        case FieldType.NULL:
            return _translate("Nothing")


class FieldRow:
    """One field. ``original`` is the key that it was loaded with, empty for a field that is being added; of such a one
    the type follows what is typed until a person chooses it. ``on_edited`` is called after each change by hand."""

    def __init__(
        self,
        key: str,
        value: FieldValue,
        kind: FieldType | None,
        look: tuple[Theme, Icons],
        parent: QWidget,
        on_edited: Callable[[FieldRow], None],
        *,
        new: bool = False,
    ) -> None:
        self.original = "" if new else key
        self.first_value = value
        self.kind = self.first_kind = plain_type(value) if kind is None else kind
        self.chosen = not new or kind is not None
        self._look = look
        self._parent = parent
        self._on_edited = on_edited
        self._read_only = False
        self.key = QLineEdit(key, parent)
        self.key.setCursorPosition(0)
        self.key.setMaximumWidth(self.key.fontMetrics().horizontalAdvance("x") * 18)
        self.key.setToolTip(key)
        self.key.setPlaceholderText(_translate("Key"))
        self.key.setProperty("loaded", not new)
        self.key.textEdited.connect(lambda _text: self._after_edit())
        self.value = make_control(write_value(value), self.kind, *look, parent)
        self.type = QToolButton(parent)
        self.type.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.type.clicked.connect(lambda _checked=False: self._open_types())
        self.remove = QToolButton(parent)
        self.remove.setIcon(look[1].icon("close"))
        self.note = QLabel(parent)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.hide()
        self._bind_value()
        self._name()
        for widget in self.widgets:
            widget.show()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In the order of the Tab key."""
        return self.key, self.value, self.type, self.remove

    def name(self) -> str:
        """The key as it stands."""
        return self.key.text().strip()

    @property
    def touched(self) -> bool:
        """Whether the value or its type is another than it was loaded with."""
        if not self.original:
            return True
        return self.kind is not self.first_kind or self.value.text() != write_value(self.first_value)

    def read(self) -> FieldValue:
        """The value; a value of nothing is an empty text, which is made nothing of by its type. Raises UserError."""
        if self.kind is FieldType.NULL:
            return ""
        before = self.first_value if self.kind is self.first_kind else None
        return read_value(self.value.text(), before, self.kind)

    @property
    def wanted_type(self) -> FieldType | None:
        """The type that must be asked for, since the value alone would be written as another."""
        if not self.touched or not self.chosen:
            return None
        if self.kind is not self.first_kind or not self.original:
            return None if self.kind in (FieldType.LIST, FieldType.TABLE, FieldType.TRUTH) else self.kind
        text = self.value.text()
        alike = fits(text, FieldType.NUMBER) or fits(text, FieldType.DATE)
        return FieldType.TEXT if self.kind is FieldType.TEXT and alike else None

    def take(self, value: FieldValue, kind: FieldType | None) -> bool:
        """Show what the archive has now; False when this row is of a field that was just added."""
        if not self.original:
            return False
        self.first_value = value
        self.kind = self.first_kind = plain_type(value) if kind is None else kind
        if self.key.text() != self.original:
            self.key.setText(self.original)
        self.put(write_value(value))
        self.show_note("", "")
        return True

    def put(self, text: str, kind: FieldType | None = None) -> None:
        """Show a value, of another type if one is given; the control changes where it must."""
        self.kind = self.kind if kind is None else kind
        if type(self.value) is not control_class(text, self.kind):
            old = self.value
            self.value = make_control(text, self.kind, *self._look, self._parent)
            layout = self._parent.layout()
            if layout is not None:
                layout.replaceWidget(old, self.value)
            had_focus = old.hasFocus()
            old.hide()
            old.deleteLater()
            self._bind_value()
            self.value.show()
            if had_focus:
                self.value.setFocus()
        else:
            self.value.put(text)
        self._name()

    def choose_type(self, kind: FieldType) -> None:
        """Give the value another type, by hand."""
        self.chosen = True
        if kind is not self.kind:
            going_back = self.original and kind is self.first_kind
            text = (
                write_value(self.first_value) if going_back else converted(self.value.text(), self.kind, kind)
            )
            self.put(text, kind)
        self._on_edited(self)

    def show_note(self, message: str, color: str) -> None:
        """Show a remark below the value; "" takes it away."""
        self.note.setText(message)
        self.note.setStyleSheet(f"color: {color};" if color else "")
        self.note.setVisible(bool(message))
        self.value.setAccessibleDescription(message)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        self.key.setReadOnly(read_only)
        self.value.set_read_only(read_only or self.kind is FieldType.NULL)
        self.type.setEnabled(not read_only)
        self.remove.setVisible(not read_only)

    def discard(self) -> None:
        """Take the widgets away."""
        for widget in (*self.widgets, self.note):
            widget.hide()
            widget.deleteLater()

    def _bind_value(self) -> None:
        self.value.edited.connect(self._after_edit)
        if isinstance(self.value, LineValue) and self.kind is FieldType.NULL:
            self.value.setPlaceholderText(_translate("empty"))
        self.value.set_read_only(self._read_only or self.kind is FieldType.NULL)

    def _after_edit(self) -> None:
        if not self.chosen:
            text = self.value.text()
            numeric = fits(text, FieldType.NUMBER)
            self.kind = (
                FieldType.NUMBER
                if numeric
                else FieldType.DATE
                if text and fits(text, FieldType.DATE)
                else FieldType.TEXT
            )
        self._name()
        self._on_edited(self)

    def _name(self) -> None:
        key = self.name()
        self.key.setAccessibleName(
            _translate("Key: {name}").replace("{name}", key) if key else _translate("Key of the new field")
        )
        self.value.setAccessibleName(key or _translate("Value of the new field"))
        self.remove.setAccessibleName(_translate("Remove {name}").replace("{name}", key))
        self.remove.setToolTip(self.remove.accessibleName())
        self.type.setText(_SIGNS[self.kind])
        name = (
            _translate("Type of {name}: {type}")
            .replace("{name}", key)
            .replace("{type}", type_name(self.kind))
        )
        self.type.setAccessibleName(name)
        self.type.setToolTip(name)
        if isinstance(self.value, LineValue):
            self.value.setPlaceholderText(_translate("empty") if self.kind is FieldType.NULL else "")
            self.value.setReadOnly(self._read_only or self.kind is FieldType.NULL)

    def _open_types(self) -> None:
        menu = QMenu(self.type)
        for kind in FieldType:
            action = menu.addAction(f"{type_name(kind)}\t{_SIGNS[kind]}")
            action.setCheckable(True)
            action.setChecked(kind is self.kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self.choose_type(kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.type.mapToGlobal(self.type.rect().bottomLeft()))
