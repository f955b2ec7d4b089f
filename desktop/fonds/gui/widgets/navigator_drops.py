"""What is dragged onto rows of the navigator: posts, to be put in, and collections, to be put elsewhere.

The upper and the lower quarter of a row are the places before and behind it, the rest is the collection itself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from fonds.gui.models.navigator import NODE_ROLE
from fonds.gui.models.navigator_tree import Node
from fonds.gui.theme import GRID, Role, Theme
from fonds.gui.widgets.navigator_view import NavigatorView
from fonds.gui.widgets.post_drag import OWN, POSTS, drag_label, dragged_posts
from fonds.model.query import ScopeKind

COLLECTION = f"application/x-fonds-collection;{OWN}"
"""The number of a collection, in digits."""
SECTION = "section:collections"
_MARKS = frozenset(
    (
        ScopeKind.COLLECTION,
        ScopeKind.CATEGORY,
        ScopeKind.TAG,
        ScopeKind.AUTHOR,
        ScopeKind.STARRED,
        ScopeKind.TRASH,
    )
)
"""The rows that posts can be dropped on: what they say, the posts can be given."""


class Place(StrEnum):
    """Where on a row something is dropped."""

    BEFORE = "before"
    INTO = "into"
    BEHIND = "behind"


def collection_data(number: int) -> QMimeData:
    """What a drag of a collection carries."""
    data = QMimeData()
    data.setData(COLLECTION, QByteArray(str(number).encode()))
    return data


class NavigatorDrops(QObject):
    """Takes drops for a navigator, and lets its collections be dragged. ``writable`` is to be kept up to date."""

    posts_dropped = Signal(int, object)
    """The number of a collection, and those of the posts that were dropped on it."""
    posts_marked = Signal(object, object)
    """The Scope of a row other than a collection, and the numbers of the posts that were dropped on it."""
    collection_dropped = Signal(int, int, str)
    """The number of the collection that was dropped, that of the one below the mouse (0: the heading), and the Place."""

    def __init__(self, view: NavigatorView, theme: Theme) -> None:
        super().__init__(view)
        self.writable = False
        self._view, self._theme = view, theme
        self._pressed: QPoint | None = None
        self._dragged: Node | None = None
        self._mark = QFrame()
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._attached = False

    def attach(self) -> None:
        """Begin; not before the window was painted, as asking Qt for a widget of its own loads all its kinds."""
        if not self._attached:
            self._attached = True
            self._mark.setParent(self._view.viewport())
            self._mark.hide()
            self._view.viewport().setAcceptDrops(True)
            self._view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._on_pressed(cast("QMouseEvent", event))
            case QEvent.Type.MouseButtonRelease:
                self._pressed = None
            case QEvent.Type.MouseMove if self._pressed is not None:
                return self._on_moved(cast("QMouseEvent", event))
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                return self._on_dragged(cast("QDragMoveEvent", event))
            case QEvent.Type.DragLeave:
                self._mark.hide()
            case QEvent.Type.Drop:
                return self._on_dropped(cast("QDropEvent", event))
        return super().eventFilter(watched, event)

    # Out

    def _on_pressed(self, event: QMouseEvent) -> None:
        node = self._view.indexAt(event.position().toPoint()).data(NODE_ROLE)
        movable = self.writable and event.button() is Qt.MouseButton.LeftButton and _number(node) > 0
        self._pressed = event.position().toPoint() if movable else None
        self._dragged = node if movable else None

    def _on_moved(self, event: QMouseEvent) -> bool:
        """A press that moves far enough is a drag, and selects nothing on its way."""
        assert self._pressed is not None
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        node = self._dragged
        if far >= QApplication.startDragDistance() and node is not None:
            self._pressed = None
            drag = QDrag(self._view)
            drag.setMimeData(collection_data(_number(node)))
            drag.setPixmap(drag_label(self._view, node.label[:40]))
            drag.setHotSpot(QPoint(-GRID, -GRID))
            drag.exec(Qt.DropAction.MoveAction)
        return True

    # In

    def _on_dragged(self, event: QDragMoveEvent) -> bool:
        index, place = self._target(event)
        if not index.isValid():
            self._mark.hide()
            event.ignore()
            return True
        self._show_mark(self._view.visualRect(index), place)
        moves = event.mimeData().hasFormat(COLLECTION)
        event.setDropAction(Qt.DropAction.MoveAction if moves else Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _on_dropped(self, event: QDropEvent) -> bool:
        self._mark.hide()
        index, place = self._target(event)
        if not index.isValid():
            event.ignore()
            return True
        moves = event.mimeData().hasFormat(COLLECTION)
        event.setDropAction(Qt.DropAction.MoveAction if moves else Qt.DropAction.CopyAction)
        event.accept()
        number = _number(index.data(NODE_ROLE))
        posts = dragged_posts(event)
        if posts is not None and number:
            self.posts_dropped.emit(number, posts)
        elif posts is not None:
            self.posts_marked.emit(index.data(NODE_ROLE).scope, posts)
        else:
            moved = int(event.mimeData().data(COLLECTION).data())
            self.collection_dropped.emit(moved, number, place.value)
        return True

    def _target(self, event: QDropEvent) -> tuple[QModelIndex, Place]:
        """The row that takes what is dragged, and where on it; an invalid one when none does."""
        nowhere = (QModelIndex(), Place.INTO)
        data = event.mimeData()
        if not self.writable:
            return nowhere
        where = event.position().toPoint()
        index = self._view.indexAt(where)
        node = index.data(NODE_ROLE)
        if data.hasFormat(POSTS):
            return (index, Place.INTO) if _takes_posts(node) else nowhere
        if not data.hasFormat(COLLECTION):
            return nowhere
        if isinstance(node, Node) and node.key == SECTION:
            return index, Place.INTO
        moved = int(data.data(COLLECTION).data())
        if _number(node) <= 0 or _lies_in(node, moved):
            return nowhere
        rect = self._view.visualRect(index)
        share = (where.y() - rect.top()) / max(1, rect.height())
        return index, Place.BEFORE if share < 0.25 else Place.BEHIND if share > 0.75 else Place.INTO

    def _show_mark(self, rect: QRect, place: Place) -> None:
        accent = self._theme.hex(Role.ACCENT)
        if place is Place.INTO:
            box = QRect(GRID // 2, rect.top(), self._view.viewport().width() - GRID, rect.height())
            self._mark.setStyleSheet(f"border: 2px solid {accent}; border-radius: 4px;")
        else:
            top = rect.top() if place is Place.BEFORE else rect.bottom()
            box = QRect(rect.left(), max(0, top - 1), self._view.viewport().width() - rect.left() - GRID, 2)
            self._mark.setStyleSheet(f"background: {accent};")
        self._mark.setGeometry(box)
        self._mark.show()
        self._mark.raise_()


def _number(node: object) -> int:
    """The number of the collection that a row stands for; 0 for any other row."""
    if isinstance(node, Node) and node.scope is not None and node.scope.kind is ScopeKind.COLLECTION:
        return node.scope.value
    return 0


def _takes_posts(node: object) -> bool:
    return isinstance(node, Node) and node.scope is not None and node.scope.kind in _MARKS


def _lies_in(node: Node | None, number: int) -> bool:
    while node is not None:
        if _number(node) == number:
            return True
        node = node.parent
    return False
