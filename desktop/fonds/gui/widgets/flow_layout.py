"""A layout that fills lines from the left, like words; the last item takes what is left of its line, if it is to."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items side by side, wrapped at the edge. ``tail``: pixels that the last item needs at least, to take what is left;
    0: it is like the others."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 4, tail: int = 80) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._tail = tail
        self.setSpacing(spacing)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item at ``index``."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        height = max((item.sizeHint().height() for item in self._items), default=0)
        margins = self.contentsMargins()
        return QSize(self._tail, height + margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Lay the items out in a rectangle of that width; returns the height needed."""
        margins = self.contentsMargins()
        area = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        items = [item for item in self._items if not item.isEmpty()]
        line = max((item.sizeHint().height() for item in items), default=0)
        x, y = area.x(), area.y()
        last = len(items) - 1 if self._tail else -1
        for index, item in enumerate(items):
            hint = item.sizeHint()
            width = min(self._tail if index == last else hint.width(), area.width())
            if x > area.x() and x + width > area.right() + 1:
                x, y = area.x(), y + line + self.spacing()
            if index == last:
                width = area.right() + 1 - x
            if place:
                item.setGeometry(QRect(x, y + (line - hint.height()) // 2, width, hint.height()))
            x += width + self.spacing()
        return y + line + margins.bottom() - rect.y()
