"""The categories of the archive as a tree that pops up: typing narrows it, Enter or a click puts one in or takes it out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from fonds.gui.theme import GRID
from fonds.model.post import CategoryPath
from fonds.model.taxonomy import Term

PATH = Qt.ItemDataRole.UserRole
SIZE = QSize(40 * GRID, 44 * GRID)


class CategoryPopup(QFrame):
    """Made for one look at the categories of one post."""

    turned = Signal(tuple)
    """A category was put in, or taken out if it was in."""

    def __init__(
        self, terms: Sequence[Term], chosen: Callable[[], Collection[CategoryPath]], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Categories of the archive"))
        self._chosen = chosen
        self._items: dict[CategoryPath, QTreeWidgetItem] = {}
        self.words = QLineEdit()
        self.words.setPlaceholderText(
            self.tr("Find a category") if terms else self.tr("There are no categories yet.")
        )
        self.words.setAccessibleName(self.tr("Find a category"))
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.setAccessibleName(self.accessibleName())
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setUniformRowHeights(True)
        for term in sorted(terms, key=lambda term: len(term.path)):
            self._add(term.path)
        self.tree.expandToDepth(0)
        self.tree.itemClicked.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(self.words)
        layout.addWidget(self.tree, 1)
        self._show_chosen()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def pop_up(self, below: QWidget) -> None:
        """Stand below a widget, at its right edge."""
        rows = max(len(self._items), 3) * max(self.tree.sizeHintForRow(0), 2 * GRID) + 8 * GRID
        size = QSize(SIZE.width(), min(SIZE.height(), rows))
        self.resize(size)
        self.move(below.mapToGlobal(QPoint(below.width() - size.width(), below.height())))
        self.show()
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            current = self.tree.currentItem()
            match event.key():
                case Qt.Key.Key_Down:
                    self._go(self.tree.itemBelow(current) if current else None)
                    return True
                case Qt.Key.Key_Up:
                    self._go(self.tree.itemAbove(current) if current else None)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    if current is not None and not current.isHidden():
                        self._turn(current)
                    return True
                case Qt.Key.Key_Right | Qt.Key.Key_Left if current is not None and not self.words.text():
                    current.setExpanded(event.key() == Qt.Key.Key_Right)
                    return True
        return False

    def _add(self, path: CategoryPath) -> QTreeWidgetItem:
        found = self._items.get(path)
        if found is not None:
            return found
        item = QTreeWidgetItem([path[-1]])
        item.setData(0, PATH, path)
        item.setToolTip(0, " › ".join(path))
        if len(path) > 1:
            self._add(path[:-1]).addChild(item)
        else:
            self.tree.addTopLevelItem(item)
        self._items[path] = item
        return item

    def _go(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.tree.setCurrentItem(item)

    def _turn(self, item: QTreeWidgetItem) -> None:
        self.turned.emit(tuple(item.data(0, PATH)))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = set(self._chosen())
        for path, item in self._items.items():
            item.setCheckState(0, Qt.CheckState.Checked if path in chosen else Qt.CheckState.Unchecked)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        shown: set[CategoryPath] = set()
        first: QTreeWidgetItem | None = None
        for path, item in self._items.items():
            if all(word in " ".join(path).casefold() for word in words):
                shown.update(path[: length + 1] for length in range(len(path)))
                first = item if first is None and words and words[-1] in path[-1].casefold() else first
        for path, item in self._items.items():
            item.setHidden(path not in shown)
            if words:
                item.setExpanded(True)
        if first is not None:
            self.tree.setCurrentItem(first)
