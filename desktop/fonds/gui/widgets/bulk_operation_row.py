"""One operation of a bulk edit as a row: what is to be done, to which field, and with which texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from fonds.gui.bulk_messages import field_label
from fonds.gui.icons import Icons
from fonds.gui.messages import status_text
from fonds.gui.theme import GRID
from fonds.model.bulk_edit import (
    BODY,
    FIELDS,
    LISTS,
    AddNames,
    AttachZone,
    BulkOperation,
    ChangeType,
    JoinNames,
    MapValues,
    MendHeader,
    MoveCategory,
    RemoveField,
    RemoveNames,
    RenameKey,
    ReplaceText,
    SetValue,
    ShiftDate,
    SplitNames,
    TitleFromText,
    UniformDates,
    ValueType,
)
from fonds.model.post import SETTABLE, Status

_NAMES = re.compile(r"[,，、]")
_SPAN = re.compile(r"([+-]?\d+)\s*([smhd]?)", re.ASCII)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "": 3600}
_WITH_FIELD = ("add", "remove", "set", "replace", "map", "clear", "split", "join", "rename", "type")
_WITHOUT_TEXT = ("clear", "type", "dates", "title", "mend")
_KEYS = ("rename", "type")
_TWO_TEXTS = ("replace", "map", "move")


class BulkOperationRow(QWidget):
    """``changed`` whenever the operation may be another one; ``removed`` when the row is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.field = QComboBox(), QComboBox()
        self.first, self.second = QLineEdit(), QLineEdit()
        self.known, self.choice = QComboBox(), QComboBox()
        self.regex, self.match_case = QCheckBox(self.tr("Expression")), QCheckBox(self.tr("Match case"))
        self.match_case.setChecked(True)
        self.remove_button = QToolButton()
        self.remove_button.setIcon(icons.icon("close"))
        self.remove_button.setAutoRaise(True)
        self.remove_button.setToolTip(self.tr("Take this row away"))
        self.remove_button.setAccessibleName(self.tr("Take this row away"))
        for name, text in self._kinds():
            self.kind.addItem(text, name)
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setToolTip(self.tr("A field, or any key of the front matter"))
        self.kind.setAccessibleName(self.tr("What is to be done"))
        self.field.setAccessibleName(self.tr("Field"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.kind)
        layout.addWidget(self.field)
        layout.addWidget(self.first, 1)
        layout.addWidget(self.second, 1)
        layout.addWidget(self.known)
        layout.addWidget(self.choice)
        for widget in (self.regex, self.match_case, self.remove_button):
            layout.addWidget(widget)
        self._adapt()
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.field.editTextChanged.connect(self._on_field_changed)
        for combo in (self.known, self.choice):
            combo.currentIndexChanged.connect(self.changed)
        for edit in (self.first, self.second):
            edit.textChanged.connect(self.changed)
        for box in (self.regex, self.match_case):
            box.toggled.connect(self.changed)
        self.remove_button.clicked.connect(self.removed)

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return (
            ("add", self.tr("Add")),
            ("remove", self.tr("Take out")),
            ("set", self.tr("Set")),
            ("replace", self.tr("Find and replace")),
            ("map", self.tr("Change whole value")),
            ("clear", self.tr("Empty")),
            ("split", self.tr("Split names")),
            ("join", self.tr("Join names")),
            ("move", self.tr("Move category")),
            ("zone", self.tr("Attach time zone")),
            ("shift", self.tr("Shift dates")),
            ("dates", self.tr("Write dates alike")),
            ("title", self.tr("Title from the text")),
            ("rename", self.tr("Rename key")),
            ("type", self.tr("Change type")),
            ("mend", self.tr("Mend front matter")),
        )

    def show_operation(self, operation: BulkOperation) -> None:
        """Show an operation that others chose."""
        with QSignalBlocker(self):
            match operation:
                case MoveCategory(source, target):
                    self._put("move", "", " / ".join(source), " / ".join(target))
                case MapValues(name, ((old, new),)):
                    self._put("map", name, old, new)
                case RemoveNames(name, names):
                    self._put("remove", name, ", ".join(names), "")
                case AddNames(name, names):
                    self._put("add", name, ", ".join(names), "")
                case AttachZone(zone):
                    self._put("zone", "", zone, "")
                case SetValue(name, values) if values:
                    self._put("set", name, ", ".join(values), "")
                case RemoveField(name) | SetValue(name, ()):
                    self._put("clear", name, "", "")
                case ReplaceText(name, find, replacement, regex, match_case):
                    self._put("replace", name, find, replacement)
                    self.regex.setChecked(regex)
                    self.match_case.setChecked(match_case)
                case SplitNames(name, text) | JoinNames(name, text):
                    self._put("split" if isinstance(operation, SplitNames) else "join", name, text, "")
                case ShiftDate(seconds):
                    self._put("shift", "", _span(seconds), "")
                case RenameKey(old, new):
                    self._put("rename", old, new, "")
                case ChangeType(name, kind):
                    self._put("type", name, "", "", kind.value)
                case UniformDates(joined):
                    self._put("dates", "", "", "", joined)
                case TitleFromText():
                    self._put("title", "", "", "")
                case MendHeader():
                    self._put("mend", "", "", "")
                case _:
                    pass
        self.changed.emit()

    def _put(self, kind: str, field: str, first: str, second: str, choice: object = None) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind))
        if field and self.field.findData(field) >= 0:
            self.field.setCurrentIndex(self.field.findData(field))
        elif field:
            self.field.setEditText(field)
        if choice is not None:
            self.choice.setCurrentIndex(self.choice.findData(choice))
        if self._names_status(kind, field):
            self.known.setCurrentIndex(max(0, self.known.findData(first)))
            self.choice.setCurrentIndex(max(0, self.choice.findData(first if kind == "set" else second)))
        else:
            self.first.setText(first)
            self.second.setText(second)

    def operation(self) -> BulkOperation | None:
        """What the row asks for; None while it is not filled in."""
        kind, name = str(self.kind.currentData()), self._field_name()
        first, second = self.first.text(), self.second.text()
        if self._names_status(kind, name):
            first, second = str(self.known.currentData()), str(self.choice.currentData())
            first = first if kind == "map" else second
        names = tuple(text.strip() for text in _NAMES.split(first) if text.strip())
        if kind in _WITH_FIELD and not name:
            return None
        if kind == "clear":
            return RemoveField(name)
        if kind == "shift":
            return self._shift(first)
        if kind in _WITHOUT_TEXT:
            return self._without_text(kind, name)
        if not first:
            return None
        match kind:
            case "add" | "remove":
                return (AddNames if kind == "add" else RemoveNames)(name, names) if names else None
            case "set":
                return SetValue(name, names if name in LISTS else (first,))
            case "replace":
                return ReplaceText(name, first, second, self.regex.isChecked(), self.match_case.isChecked())
            case "map":
                return MapValues(name, ((first, second),))
            case "split":
                return SplitNames(name, first)
            case "join":
                return JoinNames(name, first)
            case "zone":
                return AttachZone(first.strip())
            case "rename":
                return RenameKey(name, first.strip()) if first.strip() not in ("", name) else None
        return MoveCategory(_path(first), _path(second))

    def _without_text(self, kind: str, name: str) -> BulkOperation:
        match kind:
            case "type":
                return ChangeType(name, ValueType(self.choice.currentData()))
            case "dates":
                return UniformDates(joined=bool(self.choice.currentData()))
            case "title":
                return TitleFromText()
        return MendHeader()

    def _shift(self, text: str) -> BulkOperation | None:
        match = _SPAN.fullmatch(text.strip())
        return ShiftDate(int(match.group(1)) * _UNITS[match.group(2)]) if match else None

    def _field_name(self) -> str:
        text = self.field.currentText().strip()
        place = self.field.findText(text)
        return str(self.field.itemData(place)) if place >= 0 else text

    @staticmethod
    def _names_status(kind: str, name: str) -> bool:
        """Whether the row's values are statuses, which are chosen by their names."""
        return name == "status" and kind in ("set", "map")

    def _on_field_changed(self) -> None:
        self._adapt_values(str(self.kind.currentData()))
        self.changed.emit()

    def _on_kind_changed(self) -> None:
        self._adapt()
        self.changed.emit()

    def _adapt(self) -> None:
        """Show what the chosen operation needs."""
        kind = str(self.kind.currentData())
        chosen = self._field_name()
        offered = {
            "add": LISTS,
            "remove": LISTS,
            "split": LISTS,
            "join": LISTS,
            "replace": (BODY, *(name for name in FIELDS if name != "status")),
        }.get(kind, FIELDS)
        with QSignalBlocker(self.field):
            self.field.clear()
            for name in offered:
                self.field.addItem(field_label(name), name)
            if kind in _KEYS:
                self.field.clear()
                self.field.setEditText("" if chosen in FIELDS else chosen)
            default = "tags" if kind in ("add", "remove", "split", "join", "map") else offered[0]
            if kind not in _KEYS:
                self.field.setCurrentIndex(offered.index(chosen if chosen in offered else default))
        self.field.setVisible(kind in _WITH_FIELD)
        self._adapt_values(kind)
        self.regex.setVisible(kind == "replace")
        self.match_case.setVisible(kind == "replace")
        first = {
            "add": self.tr("names, with commas between them"),
            "remove": self.tr("names, with commas between them"),
            "replace": self.tr("find"),
            "map": self.tr("the value as it is"),
            "move": self.tr("category: News / Local"),
            "split": self.tr("characters to cut at: 、;"),
            "join": self.tr("text between the names"),
            "zone": self.tr("+08:00 or Asia/Shanghai"),
            "shift": self.tr("+8h, -30m, 1d"),
            "rename": self.tr("the new name of the key"),
        }.get(kind, self.tr("value"))
        second = {"replace": self.tr("replace with"), "move": self.tr("its new path; nothing takes it out")}
        for edit, text in ((self.first, first), (self.second, second.get(kind, self.tr("the new value")))):
            edit.setPlaceholderText(text)
            edit.setAccessibleName(text)

    def _adapt_values(self, kind: str) -> None:
        """Show texts to be written, or what there is to choose from."""
        is_status = self._names_status(kind, self._field_name())
        self.first.setVisible(kind not in _WITHOUT_TEXT and not is_status)
        self.second.setVisible(kind in _TWO_TEXTS and not is_status)
        self.known.setVisible(is_status and kind == "map")
        if is_status:
            if self.choice.findData(Status.DRAFT.value) < 0:
                _offer(self.known, [(status_text(status), status.value) for status in Status])
                _offer(
                    self.choice,
                    [(status_text(status), status.value) for status in Status if status in SETTABLE],
                )
            self.known.setAccessibleName(self.tr("the value as it is"))
            self.choice.setAccessibleName(self.tr("the new value"))
            self.choice.show()
        else:
            self._adapt_choice(kind)

    def _adapt_choice(self, kind: str) -> None:
        """Offer what the chosen operation is chosen from."""
        offered: tuple[tuple[str, object], ...] = {
            "type": (
                (self.tr("to a list"), ValueType.LIST.value),
                (self.tr("to a text"), ValueType.TEXT.value),
                (self.tr("to true or false"), ValueType.TRUTH.value),
            ),
            "dates": (("2022-01-11 19:09:47 +0800", False), ("2022-01-11T19:09:47+08:00", True)),
        }.get(kind, ())
        _offer(self.choice, offered)
        self.choice.setVisible(bool(offered))
        self.choice.setAccessibleName(self.tr("Type") if kind == "type" else self.tr("Form of dates"))


def _offer(combo: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in items:
            combo.addItem(text, value)


def _span(seconds: int) -> str:
    """Seconds as a person would write them: ``+8h``."""
    size, unit = next((size, unit) for unit, size in reversed(_UNITS.items()) if unit and seconds % size == 0)
    return f"{seconds // size:+d}{unit}"


def _path(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("/") if part.strip())
