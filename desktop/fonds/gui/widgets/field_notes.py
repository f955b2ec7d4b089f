"""Labelled rows of a form, each with a place for a remark or an error below its control."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from fonds.gui.theme import GRID, Role, Theme


class FieldNotes:
    """What is said at each field. A remark of the import stays; an error goes with the next edit; a hint, such as that
    a value is unusual, stands until it is taken back, where neither is said."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._labels: dict[str, QLabel] = {}
        self._widgets: dict[str, QWidget] = {}
        self._errors: set[str] = set()
        self._hints: dict[str, str] = {}
        theme.changed.connect(self.colour)

    def __contains__(self, name: str) -> bool:
        return name in self._labels

    def add_row(
        self, form: QFormLayout, text: str, name: str, widget: QWidget, below: QWidget | None = None
    ) -> None:
        """A row with the label ``text``; ``below`` stands between the control and the remark."""
        note = self._labels[name] = QLabel()
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.hide()
        self._widgets[name] = widget
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(widget)
        if below is not None:
            layout.addWidget(below)
        layout.addWidget(note)
        label = quiet_label(text)
        label.setBuddy(widget)
        form.addRow(label, column)

    def put(self, name: str, message: str, *, error: bool = False, silent: bool = False) -> None:
        """Say something at a field; ``silent`` where the control says it itself."""
        said = message or self._hints.get(name, "")
        note = self._labels[name]
        note.setText(said)
        note.setVisible(bool(said) and not silent)
        self._widgets[name].setAccessibleDescription(said)
        (self._errors.add if error and message else self._errors.discard)(name)
        self._colour(name)

    def put_hint(self, name: str, message: str) -> None:
        """Say that what stands in a field is unusual; "" takes it back."""
        before = self._hints.get(name, "")
        self._hints[name] = message
        if self._labels[name].text() in ("", before):
            self.put(name, "")

    def clear(self) -> None:
        """Take all remarks and errors away."""
        for name in self._labels:
            self.put(name, "")

    def clear_errors(self) -> None:
        """Take the errors away."""
        for name in tuple(self._errors):
            self.put(name, "")

    def colour(self) -> None:
        """Take the colours of the theme."""
        for name in self._labels:
            self._colour(name)

    def _colour(self, name: str) -> None:
        role = Role.ERROR if name in self._errors else Role.WARNING
        self._labels[name].setStyleSheet(f"color: {self._theme.hex(role)};")


def quiet_label(text: str) -> QLabel:
    """The name of a row."""
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(0, GRID // 2 + 2, 0, 0)
    return label


def form_layout() -> QFormLayout:
    """An empty form of labelled rows."""
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(GRID)
    form.setVerticalSpacing(GRID // 2 + 2)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return form


def form_box(form: QFormLayout, *below: QWidget) -> QWidget:
    """A form, and what stands below it."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GRID // 2 + 2)
    layout.addLayout(form)
    for widget in below:
        layout.addWidget(widget)
    return box
