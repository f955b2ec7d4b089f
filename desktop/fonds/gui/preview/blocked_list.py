"""The remote addresses that a page wanted loaded: what each is, and where it leads. Nothing is fetched from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QTableWidget, QTableWidgetItem, QWidget

from fonds.gui.widgets.calm_table import calm

if TYPE_CHECKING:
    from fonds.services.previewing import ResourceKind

ROWS_SEEN = 6
LISTED = 1000


class BlockedList(QTableWidget):
    """Two columns; Ctrl+C copies the addresses of the chosen rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(self.tr("Addresses that were not loaded"))
        self.setHorizontalHeaderLabels([self.tr("Kind"), self.tr("Address")])
        calm(self)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)

    def show_addresses(self, addresses: Sequence[str], kinds: Sequence[ResourceKind]) -> None:
        """List addresses; kinds that are not known are left empty."""
        addresses = addresses[:LISTED]
        self.setRowCount(len(addresses))
        for row, address in enumerate(addresses):
            kind = self._kind_text(kinds[row]) if row < len(kinds) else ""
            item = QTableWidgetItem(address)
            item.setToolTip(address if len(address) <= 500 else address[:499] + "…")
            self.setItem(row, 0, QTableWidgetItem(kind))
            self.setItem(row, 1, item)
        rows = min(ROWS_SEEN, len(addresses)) + 1
        self.setFixedHeight(rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth() + 8)
        if addresses:
            self.setCurrentCell(0, 1)

    def addresses(self) -> list[str]:
        """All addresses of the list."""
        items = (self.item(row, 1) for row in range(self.rowCount()))
        return [item.text() for item in items if item is not None]

    def copy_chosen(self) -> None:
        """Put the addresses of the chosen rows on the clipboard."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        listed = self.addresses()
        QGuiApplication.clipboard().setText("\n".join(listed[row] for row in rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy address"), self.copy_chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def _kind_text(self, kind: ResourceKind) -> str:
        from fonds.services.previewing import ResourceKind

        return {
            ResourceKind.PICTURE: self.tr("Picture"),
            ResourceKind.FRAME: self.tr("Frame"),
            ResourceKind.SOUND: self.tr("Sound"),
            ResourceKind.FILM: self.tr("Film"),
            ResourceKind.STYLE: self.tr("Style sheet"),
            ResourceKind.SCRIPT: self.tr("Script"),
            ResourceKind.OTHER: self.tr("Other"),
        }[kind]
