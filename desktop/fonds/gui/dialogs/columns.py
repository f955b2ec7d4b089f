"""The columns of the table, arranged without a mouse: chosen, moved, sized, sorted by. What is done shows at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.models.post_columns import WIDTHS, Column, column_title
from fonds.gui.theme import GRID
from fonds.gui.widgets.dialog_button import add_button
from fonds.gui.widgets.table_columns import NARROWEST, WIDEST, TableColumns

_COLUMN = Qt.ItemDataRole.UserRole
_NATIVE = QKeySequence.SequenceFormat.NativeText


class ColumnsDialog(QDialog):
    """The columns beside the title in their order, each with its tick; beside them what can be done with one."""

    sort_chosen = Signal(int)
    """A Column: sort by it; when the list is, the other way round."""

    def __init__(self, columns: TableColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self._columns = columns
        self._filling = False
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns, from left to right"))
        self.list.setUniformItemSizes(True)
        self.list.setMinimumSize(26 * GRID, (len(WIDTHS) + 1) * (self.fontMetrics().height() + GRID // 2))
        self.left = self._button(self.tr("Move left"), "Alt+Left", lambda: self._move(-1))
        self.right = self._button(self.tr("Move right"), "Alt+Right", lambda: self._move(1))
        self.sort = self._button(self.tr("Sort by it"), "Alt+S", self._sort)
        self.width_field = QSpinBox()
        self.width_field.setRange(NARROWEST, WIDEST)
        self.width_field.setSingleStep(GRID)
        self.width_field.setSuffix(self.tr(" px"))
        self.width_field.setAccessibleName(self.tr("Width of the column in pixels"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.reset = add_button(
            self._buttons,
            self.tr("Reset columns"),
            QDialogButtonBox.ButtonRole.ResetRole,
            columns.reset,
        )
        self.reset.setAutoDefault(False)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_current_changed)
        self.list.itemChanged.connect(self._on_item_changed)
        self.width_field.valueChanged.connect(self._on_width_changed)
        columns.changed.connect(self._fill)
        self._fill()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _button(self, text: str, keys: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        sequence = QKeySequence(keys)
        button.setShortcut(sequence)
        button.setToolTip(f"{text} ({sequence.toString(_NATIVE)})")
        button.clicked.connect(lambda _checked=False: action())
        return button

    def _lay_out(self) -> None:
        width = QHBoxLayout()
        label = QLabel(self.tr("Width"))
        label.setBuddy(self.width_field)
        width.addWidget(label)
        width.addWidget(self.width_field, 1)
        beside = QVBoxLayout()
        beside.setSpacing(GRID)
        for button in (self.left, self.right):
            beside.addWidget(button)
        beside.addLayout(width)
        beside.addWidget(self.sort)
        beside.addStretch()
        body = QHBoxLayout()
        body.setSpacing(2 * GRID)
        body.addWidget(self.list, 1)
        body.addLayout(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(body, 1)
        layout.addWidget(self._buttons)

    @property
    def column(self) -> Column:
        """The column that the buttons act on."""
        item = self.list.currentItem() or self.list.item(0)
        return Column(item.data(_COLUMN))

    def _fill(self) -> None:
        """Show the columns as they are now; the current one stays the current one."""
        order = self._columns.in_order()
        current = self.column if self.list.count() else order[0]
        self._filling = True
        while self.list.count() < len(order):
            self.list.addItem(QListWidgetItem())
        for row, column in enumerate(order):
            item = self.list.item(row)
            item.setText(column_title(column))
            item.setData(_COLUMN, int(column))
            item.setFlags(_FLAGS)
            chosen = self._columns.is_chosen(column)
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(order.index(current))
        self._filling = False
        self._show_current()

    def _show_current(self) -> None:
        row = self.list.currentRow()
        self._keep_focus(self.left, row > 0)
        self._keep_focus(self.right, row < self.list.count() - 1)
        self._filling = True
        self.width_field.setValue(self._columns.width_of(self.column))
        self._filling = False

    def _keep_focus(self, button: QPushButton, enabled: bool) -> None:
        """A button that can do no more gives the focus to the list."""
        if not enabled and self.focusWidget() is button:
            self.list.setFocus()
        button.setEnabled(enabled)

    def _move(self, step: int) -> None:
        self._columns.move(self.column, step)

    def _sort(self) -> None:
        self.sort_chosen.emit(int(self.column))

    def _on_current_changed(self) -> None:
        if not self._filling:
            self._show_current()

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self._columns.choose(Column(item.data(_COLUMN)), item.checkState() is Qt.CheckState.Checked)

    def _on_width_changed(self, width: int) -> None:
        if not self._filling:
            self._columns.resize(self.column, width)


_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
