"""Which front-matter key feeds which field: the generator's own, or one that a person chooses from those there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.messages import number_text
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import WritableComboBox
from fonds.model.accession import KeyUse
from fonds.services.importing import field_names

_USE = Qt.ItemDataRole.UserRole + 1


class _KeyDelegate(QStyledItemDelegate):
    """A key in the open list, with how often it stands and what it says."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        use = index.data(_USE)
        if use:
            option.text = f"{option.text}   {use}"


class _KeyCombo(WritableComboBox):
    """A combo whose Enter ends what is typed, and does not press the dialog's button as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class FieldsPage(QScrollArea):
    """One field a row. ``changed`` says that another key was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, KeyUse] = {}
        self._documents = 0
        self.combos: dict[str, QComboBox] = {}
        self.uses: dict[str, QLabel] = {}
        self._told: dict[str, str] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Fields"))
        self._build()

    def show_keys(self, keys: Sequence[KeyUse], documents: int) -> None:
        """Offer the keys that a sample of so many documents has; what was chosen stays chosen."""
        self._keys = {key.name: key for key in keys}
        self._documents = documents
        for name, combo in self.combos.items():
            chosen = self._chosen(combo)
            blocker = QSignalBlocker(combo)
            while combo.count() > 1:
                combo.removeItem(1)
            for key in keys:
                combo.addItem(key.name, key.name)
                combo.setItemData(combo.count() - 1, self._use_text(key), _USE)
            combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen else 0)
            if chosen:
                combo.setEditText(chosen)
            blocker.unblock()
            self._show_use(name)

    def field_keys(self) -> tuple[tuple[str, str], ...]:
        """The fields for which a key is chosen, and the keys."""
        chosen = ((name, self._chosen(combo)) for name, combo in self.combos.items())
        return tuple((name, key) for name, key in chosen if key)

    def focus_first(self) -> None:
        """Put the focus where one can choose."""
        next(iter(self.combos.values())).setFocus()

    def _names(self) -> dict[str, str]:
        return {
            "title": self.tr("Title"),
            "date": self.tr("Date"),
            "slug": self.tr("Slug"),
            "permalink": self.tr("Permalink"),
            "language": self.tr("Language"),
            "categories": self.tr("Categories"),
            "tags": self.tr("Tags"),
            "authors": self.tr("Authors"),
        }

    def _build(self) -> None:
        inside = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        advice = QLabel(self.tr("A post that lacks the chosen key is read as the kind of site reads it."))
        advice.setWordWrap(True)
        advice.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        names = self._names()
        for row, name in enumerate(field_names()):
            label = QLabel(names.get(name, name))
            combo = self._combo(name)
            label.setBuddy(combo)
            combo.setAccessibleName(self.tr("Key for {field}").replace("{field}", label.text()))
            use = QLabel()
            use.setTextFormat(Qt.TextFormat.PlainText)
            use.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            use.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            for column, widget in enumerate((label, combo, use)):
                grid.addWidget(widget, row, column)
            self.combos[name], self.uses[name] = combo, use
        outer = QVBoxLayout(inside)
        outer.addWidget(advice)
        outer.addLayout(grid)
        outer.addStretch(1)
        self.setWidget(inside)

    def _combo(self, name: str) -> QComboBox:
        combo = _KeyCombo()
        combo.addItem(self.tr("As the kind of site has it"), "")
        combo.setItemDelegate(_KeyDelegate(combo))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        combo.view().setMinimumWidth(combo.fontMetrics().horizontalAdvance("x") * 60)
        combo.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        combo.activated.connect(lambda _index: self._on_chosen(name))
        line = combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self._on_chosen(name))
        return combo

    def _on_chosen(self, name: str) -> None:
        key = self._chosen(self.combos[name])
        if key == self._told.get(name, ""):
            return
        self._told[name] = key
        if not key:
            self.combos[name].setCurrentIndex(0)
        self._show_use(name)
        self.changed.emit()

    def _show_use(self, name: str) -> None:
        key = self._chosen(self.combos[name])
        use = self._keys.get(key)
        text = self._use_text(use) if use else self.tr("Not in the sample") if key else ""
        self.uses[name].setText(text)
        self.uses[name].setToolTip(use.example if use else "")

    def _use_text(self, use: KeyUse) -> str:
        text = self.tr("in {count} of {all}: {example}").replace("{count}", number_text(use.count))
        return text.replace("{all}", number_text(self._documents)).replace("{example}", use.example)

    def _chosen(self, combo: QComboBox) -> str:
        text = combo.currentText().strip()
        return "" if text == combo.itemText(0) else text
