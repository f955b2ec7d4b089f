"""The headings of a text in a list that pops up: typing narrows it, Enter goes to the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fonds.gui.theme import GRID
from fonds.text.outline import Heading

LINE = Qt.ItemDataRole.UserRole
SIZE = QSize(46 * GRID, 44 * GRID)


class OutlinePopup(QFrame):
    """Made for one look at one text."""

    chosen = Signal(int)
    """The line (from 0) of the heading that was chosen."""

    def __init__(self, headings: Sequence[Heading], here: int, parent: QWidget) -> None:
        """``here`` is the line of the caret: the heading that it stands under is chosen at first."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Headings"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Go to a heading"))
        self.words.setAccessibleName(self.tr("Go to a heading"))
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Headings"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(lambda _item: self._take())
        top = min((heading.level for heading in headings), default=1)
        for heading in headings:
            text = heading.text or self.tr("Without a text")
            item = QListWidgetItem("\u2003" * (heading.level - top) + text)
            item.setData(LINE, heading.line)
            self.list.addItem(item)
            if heading.line <= here or self.list.count() == 1:
                self.list.setCurrentItem(item)
        if not headings:
            self.words.setPlaceholderText(self.tr("This text has no headings."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)

    def pop_up(self, area: QWidget) -> None:
        """Stand over a widget, at its top right corner."""
        rows = max(self.list.count(), 1) * max(self.list.sizeHintForRow(0), 2 * GRID) + 7 * GRID
        size = QSize(min(SIZE.width(), area.width()), min(SIZE.height(), area.height(), rows))
        self.resize(size)
        self.move(area.mapToGlobal(QPoint(area.width() - size.width(), 0)))
        self.show()
        self.words.setFocus()
        if self.list.currentItem() is not None:
            self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take()
                    return True
        return False

    def _step(self, step: int) -> None:
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if rows:
            here = self.list.currentRow()
            place = rows.index(here) + step if here in rows else 0
            self.list.setCurrentRow(rows[max(0, min(place, len(rows) - 1))])

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
        current = self.list.currentItem()
        if current is None or current.isHidden():
            self._step(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(item.data(LINE))
            self.close()
