"""What journeys through collections have in common: finding them in the navigator, naming, choosing, dragging."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fonds.gui.dialogs.collection_chooser import CollectionChooser
from fonds.gui.dialogs.saved_search import SavedSearchDialog
from fonds.gui.models.navigator_tree import Node
from fonds.model.query import Scope, ScopeKind
from journeys.stage import OpenWindow, Stage

Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
BOTH = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def rows(stage: Stage) -> list[Node]:
    """The collections of the navigator, parents first."""
    return [
        node
        for node in stage.window.desk.navigator.model.nodes
        if node.scope is not None and node.scope.kind is ScopeKind.COLLECTION
    ]


def tree(stage: Stage) -> list[tuple[str, int | None]]:
    """Their paths and counts."""

    def path(node: Node) -> str:
        above = node.parent
        return node.label if above is None or above.is_section else f"{path(above)}/{node.label}"

    return [(path(node), node.count) for node in rows(stage)]


def order(stage: Stage) -> str:
    return stage.window.desk.list.request.order.column.value


def labels(stage: Stage) -> list[str]:
    return [path for path, _ in tree(stage)]


def number_of(stage: Stage, label: str) -> int:
    (scope,) = [node.scope for node in rows(stage) if node.label == label]
    assert scope is not None
    return scope.value


def ready(open_window: OpenWindow) -> Stage:
    stage = open_window()
    stage.until(lambda: stage.window.counts.all > 0 and len(stage.ids) > 5)
    stage.settle()
    return stage


def come_back(stage: Stage) -> None:
    stage.settle()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)


def choose(stage: Stage, text: str) -> None:
    """Add the selected posts to a collection by key."""
    stage.control(Key.Key_A, shift=True)
    dialog = stage.dialog(CollectionChooser)
    stage.until(dialog.field.hasFocus)
    stage.write(text)
    stage.key(Key.Key_Return)
    come_back(stage)


def name(stage: Stage, text: str) -> None:
    dialog = stage.dialog(SavedSearchDialog)
    stage.until(dialog.name.hasFocus)
    dialog.name.selectAll()
    stage.write(text)
    stage.key(Key.Key_Return)
    come_back(stage)


def show(stage: Stage, label: str) -> None:
    stage.window.desk.navigator.select_scope(Scope(ScopeKind.COLLECTION, number_of(stage, label)))
    stage.settle()
    stage.window.desk.list.focus_list()


def drag(stage: Stage, start: QWidget, first: QPoint, target: QWidget, last: QPoint, data: QMimeData) -> None:
    """Press, move and let go, as a hand does. The platform without a screen cannot drag: there the target is told what
    it would be told."""
    if QApplication.platformName() == "offscreen":
        actions, button = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(target, QDragEnterEvent(last, actions, data, button, NO))
        QApplication.sendEvent(target, QDragMoveEvent(last, actions, data, button, NO))
        QApplication.sendEvent(target, QDropEvent(QPointF(last), actions, data, button, NO))
    else:
        _drag_by_mouse(stage, start, first, target, last)
    stage.settle()


def _drag_by_mouse(stage: Stage, start: QWidget, first: QPoint, target: QWidget, last: QPoint) -> None:
    handle = stage.window.windowHandle()

    def spot(widget: QWidget, place: QPoint) -> QPoint:
        return handle.mapFromGlobal(widget.mapToGlobal(place))

    def finish() -> None:
        QTest.mouseMove(handle, spot(target, last) - QPoint(3, 0))
        QTest.mouseMove(handle, spot(target, last))
        QTimer.singleShot(100, let_go)

    def let_go() -> None:
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, NO, spot(target, last))

    QTest.mousePress(handle, Qt.MouseButton.LeftButton, NO, spot(start, first))
    QTimer.singleShot(300, finish)  # goes on while Qt waits for the drop
    for step in (QPoint(4, 4), QPoint(12, 8), QPoint(24, 10)):
        QTest.mouseMove(handle, spot(start, first + step))
        QTest.qWait(20)


def place_of(stage: Stage, label: str) -> QPoint:
    navigator = stage.window.desk.navigator
    (key,) = [node.key for node in rows(stage) if node.label == label]
    index = navigator.model.index_of(key)
    navigator.view.scrollTo(index)
    return QPoint(80, navigator.view.visualRect(index).center().y())
