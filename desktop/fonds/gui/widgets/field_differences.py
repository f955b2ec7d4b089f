"""The metadata in which two revisions differ: a field a row, what it was and what it is, and a button that takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.bulk_messages import field_label
from fonds.gui.icons import Icons
from fonds.gui.widgets.calm_table import calm
from fonds.services.revision_history import FieldDifference


class FieldDifferencesView(QWidget):
    """The table. ``take_back_asked`` names the field that is to be as it was."""

    take_back_asked = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.table = QTableWidget(0, 4)
        calm(self.table)
        self.table.setAccessibleName(self.tr("Fields that differ"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Field"), self.tr("Before"), self.tr("After"), self.tr("Take back")]
        )
        self.table.setWordWrap(True)
        heads = self.table.horizontalHeader()
        heads.setStretchLastSection(False)
        for column, mode in enumerate(
            (*[QHeaderView.ResizeMode.ResizeToContents], *[QHeaderView.ResizeMode.Stretch] * 2)
        ):
            heads.setSectionResizeMode(column, mode)
        heads.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.remark)
        self.setFocusProxy(self.table)

    def show_fields(
        self, fields: Sequence[FieldDifference], before: str, after: str, *, offered: bool, readable: bool
    ) -> None:
        """Show these; ``before`` and ``after`` head their columns, ``offered``: they can be taken back."""
        self.table.setHorizontalHeaderItem(1, QTableWidgetItem(before))
        self.table.setHorizontalHeaderItem(2, QTableWidgetItem(after))
        self.table.setRowCount(len(fields))
        self.table.setColumnHidden(3, not offered)
        for row, difference in enumerate(fields):
            texts = (field_label(difference.field), difference.before, difference.after)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(row, column, item)
            if offered:
                self.table.setCellWidget(row, 3, self._button(difference.field))
            else:
                self.table.removeCellWidget(row, 3)
        self.table.resizeRowsToContents()
        if not readable:
            self.remark.setText(self.tr("The front matter of one of them cannot be read; compare the texts."))
        else:
            self.remark.setText("" if fields else self.tr("The metadata are the same."))
        self.remark.setVisible(bool(self.remark.text()))

    def _button(self, field: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(self._icons.icon("restore"))
        text = self.tr("Take “{field}” back").replace("{field}", field_label(field))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(partial(self.take_back_asked.emit, field))
        return button
