"""The controls for one front-matter value of each type. All of them give their value as one text, so that what nobody
touched can be told from what was typed."""

from __future__ import annotations

import json

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.gui.widgets.token_edit import TokenEdit, TokenKind, Value
from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.model.revision import FieldType
from fonds.text.value_types import fits, plain_type

_WORDS: dict[str, FieldValue] = {"true": True, "false": False}
_YES = frozenset({"true", "yes", "on", "y", "1", "是"})
_SHORT = 60
_MOST_LINES = 8
_ITEMS = TokenKind(lambda value: value if isinstance(value, str) else value[-1], str.strip, "\n\r")


def write_value(value: FieldValue) -> str:
    """A value as it is shown and edited; a list or table of some length on several lines."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False)
    nested = isinstance(value, dict) or any(isinstance(item, list | dict) for item in _items(value))
    return json.dumps(value, ensure_ascii=False, indent=2) if nested and len(text) > _SHORT else text


def read_value(text: str, before: FieldValue, kind: FieldType | None = None) -> FieldValue:
    """A typed value, of the type that was there before where it can be, or of ``kind``; raises UserError for one that it
    is not. A list or a table is JSON, or YAML."""
    kind = plain_type(before) if kind is None else kind
    if kind in (FieldType.LIST, FieldType.TABLE):
        value = _read_nested(text)
        wanted = list if kind is FieldType.LIST else dict
        if not isinstance(value, list | dict) or (
            not isinstance(before, list | dict) and type(value) is not wanted
        ):
            raise UserError("This is not valid JSON: {reason}.", reason="neither a list nor a table")
        return value
    if kind is FieldType.TRUTH:
        return _WORDS.get(text.strip().lower(), text)
    if kind is FieldType.NUMBER and not fits(text.strip(), kind):
        raise UserError("“{value}” is not a number.", value=text[:80])
    if kind is FieldType.DATE and not fits(text.strip(), kind):
        raise UserError("“{value}” is not a date.", value=text[:80])
    return text.strip() if kind in (FieldType.NUMBER, FieldType.DATE) else text


def _read_nested(text: str) -> FieldValue:
    try:
        value: FieldValue = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        found = _read_yaml(text)
        if found is None:
            raise UserError("This is not valid JSON: {reason}.", reason=str(error)) from error
        return found
    return value


def _read_yaml(text: str) -> FieldValue:
    """A list or a table as YAML writes it; None where it is neither."""
    if text.lstrip().startswith(("[", "{")):
        return None
    from fonds.text.yaml_header import read_header

    lines = "\n".join(f"  {line}" for line in text.expandtabs(2).splitlines())
    reading = read_header(f"value:\n{lines}\n", first_line=0)
    value = dict(reading.values).get("value") if reading.readable and not reading.repaired else None
    return value if isinstance(value, list | dict) else None


def converted(text: str, before: FieldType, after: FieldType) -> str:
    """What is shown of a value when a person gives it another type."""
    if after is FieldType.NULL:
        return ""
    if after is FieldType.TRUTH:
        return "true" if text.strip().casefold() in _YES else "false"
    if after in (FieldType.LIST, FieldType.TABLE):
        return _as_nested(text, before, after)
    if before is FieldType.LIST:
        try:
            items = _read_nested(text)
        except UserError:
            return text
        return ", ".join(item if isinstance(item, str) else write_value(item) for item in _items(items))
    return text


def _as_nested(text: str, before: FieldType, after: FieldType) -> str:
    if after is FieldType.TABLE:
        return "{}" if before is not FieldType.LIST or not text.strip("[] \n") else text
    return "[]" if not text.strip() else json.dumps([text.strip()], ensure_ascii=False)


def _items(value: FieldValue) -> list[FieldValue]:
    return value if isinstance(value, list) else []


class LineValue(QLineEdit):
    """A text of one line, a number, a date, or nothing."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(lambda _text: self.edited.emit())

    def put(self, text: str) -> None:
        """Show a text from its beginning; where it stands already the caret and the undo history stay too."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.setReadOnly(read_only)


class TruthValue(CalmComboBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(QCoreApplication.translate("FieldsEdit", "Yes"), "true")
        self.addItem(QCoreApplication.translate("FieldsEdit", "No"), "false")
        self.activated.connect(lambda _index: self.edited.emit())

    def text(self) -> str:
        """``true`` or ``false``."""
        return str(self.currentData())

    def put(self, text: str) -> None:
        """Show a value."""
        self.setCurrentIndex(0 if text.strip().casefold() in _YES else 1)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.setEnabled(not read_only)


class LongValue(QPlainTextEdit):
    """A text of several lines, or a list or table as JSON or YAML."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, code: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTabChangesFocus(True)
        theme.changed.connect(self._take_look)
        self._take_look()
        self._shown = ""
        self._quiet = False
        if code:
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """The text; what was shown and is not touched comes back with every line end that it had."""
        now = self.toPlainText()
        return self._shown if now == _plain(self._shown) else now

    def put(self, text: str) -> None:
        """Show a text; where it stands already the caret stays too."""
        if self.text() != text:
            self._quiet = True
            self._shown = text
            self.setPlainText(text)
            self._quiet = False
        self.updateGeometry()

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.setReadOnly(read_only)

    def sizeHint(self) -> QSize:
        lines = min(max(self.document().blockCount(), 2), _MOST_LINES)
        height = self.fontMetrics().lineSpacing() * lines + 12
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def _take_look(self) -> None:
        border, focus = self._theme.hex(Role.BORDER_STRONG), self._theme.hex(Role.ACCENT)
        self.setStyleSheet(
            f"QPlainTextEdit {{ border: 1px solid {border}; border-radius: 4px; }} "
            f"QPlainTextEdit:focus {{ border-color: {focus}; }}"
        )

    def _on_text_changed(self) -> None:
        self.updateGeometry()
        if not self._quiet:
            self.edited.emit()


class ListValue(QWidget):
    """A list of texts, as tokens; a token is made by Enter."""

    edited = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens = TokenEdit(_ITEMS, theme, icons.icon("close"), self)
        self.tokens.set_names("", QCoreApplication.translate("FieldsEdit", "Add an item"))
        self.tokens.edited.connect(self.edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tokens)
        self.setFocusProxy(self.tokens)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.tokens.input.setAccessibleName(name)

    def setAccessibleDescription(self, text: str) -> None:
        self.tokens.input.setAccessibleDescription(text)

    def text(self) -> str:
        """The list as JSON."""
        values: list[Value] = list(self.tokens.values())
        return json.dumps(values, ensure_ascii=False)

    def put(self, text: str) -> None:
        """Show a list of texts, given as JSON."""
        if self.text() != text:
            self.tokens.set_values([item for item in _items(_read_nested(text)) if isinstance(item, str)])

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.tokens.set_read_only(read_only)


AnyValue = LineValue | TruthValue | LongValue | ListValue


def control_class(text: str, kind: FieldType) -> type[AnyValue]:
    """Which control is right for a value of this type that is shown so."""
    if kind is FieldType.TRUTH and text.strip().lower() in _WORDS:
        return TruthValue
    if kind in (FieldType.LIST, FieldType.TABLE):
        try:
            items = _read_nested(text)
        except UserError:
            return LongValue
        plain = [item for item in _items(items) if isinstance(item, str) and item and item == item.strip()]
        as_tokens = isinstance(items, list) and plain == items and len(set(plain)) == len(plain)
        one_line = not any(mark in item for item in plain for mark in "\n\r")
        return ListValue if kind is FieldType.LIST and as_tokens and one_line else LongValue
    return LongValue if "\n" in text or "\r" in text else LineValue


def make_control(text: str, kind: FieldType, theme: Theme, icons: Icons, parent: QWidget) -> AnyValue:
    """The control for a value, showing it."""
    chosen = control_class(text, kind)
    made: AnyValue
    if chosen is ListValue:
        made = ListValue(theme, icons, parent)
    elif chosen is LongValue:
        made = LongValue(theme, parent, code=kind in (FieldType.LIST, FieldType.TABLE))
    elif chosen is TruthValue:
        made = TruthValue(parent)
    else:
        made = LineValue(parent)
    made.put(text)
    return made


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\xa0", " ")
