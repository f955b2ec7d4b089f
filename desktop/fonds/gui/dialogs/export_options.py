"""What the chosen format can be asked for, and nothing else. What was asked for last is asked for again, by format."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from fonds.base.settings import Settings
from fonds.gui.dialogs.export_format_names import Choice, face_of, layout_text, page_size_text
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.model.export import ExportOptions, Layout, PageSize


class ExportOptionsBox(QWidget):
    """The options of one format at a time. A title belongs to a selection and is not kept."""

    changed = Signal()

    def __init__(self, settings: Settings | None) -> None:
        super().__init__()
        self._settings = settings
        self._name = ""
        self._showing = False
        self._collection = 0
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title"))
        self.layout_choice = CalmComboBox()
        self.layout_choice.setAccessibleName(self.tr("Layout"))
        for layout in Layout:
            self.layout_choice.addItem(layout_text(layout), layout.value)
        self.page_size = CalmComboBox()
        self.page_size.setAccessibleName(self.tr("Paper"))
        for size in PageSize:
            self.page_size.addItem(page_size_text(size), size.value)
        self.history = QCheckBox(self.tr("With the history: all earlier states of the posts"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(GRID * 2)
        self._form.setVerticalSpacing(GRID // 2)
        self._form.addRow(self.tr("Title"), self.title)
        self._form.addRow(self.tr("Layout"), self.layout_choice)
        self._form.addRow(self.tr("Paper"), self.page_size)
        self._form.addRow("", self.history)
        self.title.textChanged.connect(lambda _text: self._on_changed())
        self.layout_choice.currentIndexChanged.connect(lambda _index: self._on_changed())
        self.page_size.currentIndexChanged.connect(lambda _index: self._on_changed())
        self.history.toggled.connect(lambda _on: self._on_changed())

    def show_format(self, name: str) -> None:
        """Offer what this format takes, as it was asked for last."""
        self._showing = True
        self._name = name
        choices = face_of(name).choices
        for choice, widget in self._widgets().items():
            self._form.setRowVisible(widget, choice in choices)
        for choice, combo, first in (
            (Choice.LAYOUT, self.layout_choice, Layout.ORIGINAL.value),
            (Choice.PAGE_SIZE, self.page_size, PageSize.A4.value),
        ):
            kept = self._settings.text(self._key(choice), first) if self._settings is not None else first
            combo.setCurrentIndex(max(0, combo.findData(kept)))
        kept_history = self._settings is not None and self._settings.flag(self._key(Choice.HISTORY))
        self.history.setChecked(kept_history)
        self.setVisible(bool(choices))
        self._showing = False

    def show_posts(self, name: str, collection: int = 0) -> None:
        """What the whole is called unless something is typed; a collection may have a better title in its description."""
        self.title.setPlaceholderText(name)
        self._collection = collection

    def options(self, *, replace: bool = False) -> ExportOptions:
        """What is asked for; what the format does not take is as usual."""
        choices = face_of(self._name).choices
        usual = ExportOptions()
        title = self.title.text().strip() or ("" if self._collection else self.title.placeholderText())
        return ExportOptions(
            title=title if Choice.TITLE in choices else "",
            collection=self._collection,
            layout=Layout(self.layout_choice.currentData()) if Choice.LAYOUT in choices else usual.layout,
            page_size=PageSize(self.page_size.currentData())
            if Choice.PAGE_SIZE in choices
            else usual.page_size,
            history=self.history.isChecked() and Choice.HISTORY in choices,
            replace=replace,
        )

    def _widgets(self) -> dict[Choice, QWidget]:
        return {
            Choice.TITLE: self.title,
            Choice.LAYOUT: self.layout_choice,
            Choice.PAGE_SIZE: self.page_size,
            Choice.HISTORY: self.history,
        }

    def _key(self, choice: Choice) -> str:
        return f"export.{self._name}.{choice.value}"

    def _on_changed(self) -> None:
        if self._showing:
            return
        if self._settings is not None:
            choices = face_of(self._name).choices
            if Choice.LAYOUT in choices:
                self._settings.put(self._key(Choice.LAYOUT), str(self.layout_choice.currentData()))
            if Choice.PAGE_SIZE in choices:
                self._settings.put(self._key(Choice.PAGE_SIZE), str(self.page_size.currentData()))
            if Choice.HISTORY in choices:
                self._settings.put(self._key(Choice.HISTORY), self.history.isChecked())
        self.changed.emit()
