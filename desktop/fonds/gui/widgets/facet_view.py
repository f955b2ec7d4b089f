"""The counts as rows: quiet headings that fold, names with a thin bar below them, and the number of posts at the right.

Keys: Enter or Space puts a value into the search or takes it out, with Ctrl or Alt it is left out; Delete and Backspace
take it out; Esc goes back.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.models.facet_rows import NODE_ROLE, FacetRows
from fonds.gui.models.facet_tree import FacetNode, Mark
from fonds.gui.theme import GRID, Role, Theme

AnyIndex = QModelIndex | QPersistentModelIndex
GUTTER = 2 * GRID
BAR = 2
"""Pixels of the bar below a name."""
SMALL = 0.9
_OPPOSITE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_GONE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class FacetView(QTreeView):
    """The tree of counts."""

    row_pressed = Signal(object, bool)
    """A FacetNode that was clicked or entered, and whether its opposite is meant."""
    row_removed = Signal(object)
    """A FacetNode that is to be taken out of the search."""
    menu_asked = Signal(object, QPoint)
    """A FacetNode whose menu is wanted, and where on the screen."""
    left = Signal()
    """Esc."""

    def __init__(self, model: FacetRows, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.stale = False
        self._mouse: QPoint | None = None
        self.setModel(model)
        self._delegate = _FacetDelegate(theme, icons, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        theme.changed.connect(self._on_theme_changed)
        self._take_look()

    def set_stale(self, stale: bool) -> None:
        """Dim the counts, or not any more."""
        if stale != self.stale:
            self.stale = stale
            self.viewport().update()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        """What the mouse or the keyboard is on is marked over the whole row."""
        hovered = self._mouse is not None and options.rect.contains(self._mouse)
        current = self.currentIndex() == index and self.hasFocus()
        box = QRect(GRID // 2, options.rect.top(), self.viewport().width() - GRID, options.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color(Role.ACCENT) if current else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.HOVER) if hovered else Qt.BrushStyle.NoBrush)
        if current or hovered:
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()
        super().drawRow(painter, options, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Headings paint their own folding signs."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        node = index.data(NODE_ROLE)
        pressed = event.button() is Qt.MouseButton.LeftButton and index == self.currentIndex()
        if pressed and isinstance(node, FacetNode):
            self._press(index, node, opposite=bool(event.modifiers() & _OPPOSITE))

    def viewportEvent(self, event: QEvent) -> bool:
        # Rows are marked under the mouse as a whole: what it leaves must be painted again.
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._mouse = event.position().toPoint()
            self.viewport().update()
        elif event.type() == QEvent.Type.Leave:
            self._mouse = None
            self.viewport().update()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        node = index.data(NODE_ROLE)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and isinstance(node, FacetNode):
            self._press(index, node, opposite=bool(event.modifiers() & _OPPOSITE))
        elif event.key() in _GONE:
            if isinstance(node, FacetNode) and node.mark is not Mark.NONE:
                self.row_removed.emit(node)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Space is a key of its own here."""
        if search.strip():
            super().keyboardSearch(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        node = index.data(NODE_ROLE)
        if isinstance(node, FacetNode) and node.condition is not None:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(GUTTER, 0))
            self.menu_asked.emit(node, event.globalPos() if by_mouse else below)

    def _press(self, index: QModelIndex, node: FacetNode, *, opposite: bool) -> None:
        if node.is_section:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.row_pressed.emit(node, opposite)

    def _on_theme_changed(self) -> None:
        self._take_look()
        self.viewport().update()

    def _take_look(self) -> None:
        self._delegate.measure()
        back = self._theme.hex(Role.WINDOW)
        self.setStyleSheet(f"QTreeView {{ background: {back}; show-decoration-selected: 0; }}")
        self.scheduleDelayedItemsLayout()


class _FacetDelegate(QStyledItemDelegate):
    """Paints headings and rows."""

    def __init__(self, theme: Theme, icons: Icons, view: FacetView) -> None:
        super().__init__(view)
        self._theme = theme
        self._icons = icons
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take fonts and sizes again after a change of theme or zoom."""
        self._font = QFont(self._view.font())
        self._small = QFont(self._font)
        self._small.setPointSizeF(self._font.pointSizeF() * SMALL)
        self._heading = QFont(self._small)
        self._heading.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self._small_metrics = QFontMetricsF(self._small)
        self._height = round(self._metrics.height()) + GRID
        self._icon = round(self._metrics.height() * 0.8)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        node = index.data(NODE_ROLE)
        if not isinstance(node, FacetNode):
            return
        painter.save()
        if node.is_section:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            self._paint_heading(painter, option.rect, node, opened)
        else:
            self._paint_row(painter, option.rect, node)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, node: FacetNode, opened: bool) -> None:
        quiet = self._theme.color(Role.TEXT_QUIET)
        size = round(self._icon * 0.75)
        box = QRect(rect.left() + GRID, rect.top() + (rect.height() - size) // 2, size, size)
        self._icons.paint(painter, box, "section-open" if opened else "section-closed", quiet)
        painter.setFont(self._heading)
        painter.setPen(quiet)
        painter.drawText(rect.adjusted(GRID + size + GRID // 2, 0, -GRID, 0), _LEFT, node.label)

    def _paint_row(self, painter: QPainter, rect: QRect, node: FacetNode) -> None:
        theme, stale = self._theme, self._view.stale
        quiet = theme.color(Role.TEXT_DISABLED if stale else Role.TEXT_QUIET)
        left = rect.left() + GRID + round(self._icon * 0.75) + GRID // 2
        right = rect.right() - GRID - GRID // 2
        chosen = node.mark is Mark.WANTED
        if node.mark is not Mark.NONE:
            size = round(self._icon * 0.85)
            box = QRect(left - size - 3, rect.top() + (rect.height() - size) // 2, size, size)
            accent = theme.color(Role.ACCENT)
            self._icons.paint(painter, box, "check" if chosen else "excluded", accent if chosen else quiet)
        if node.posts is not None:
            self._paint_share(painter, QRect(left, rect.bottom() - BAR, right - left, BAR), node)
            text = messages.number_text(node.posts)
            width = round(self._small_metrics.horizontalAdvance(text)) + 1
            painter.setFont(self._small)
            painter.setPen(quiet)
            painter.drawText(QRect(right - width, rect.top(), width, rect.height() - BAR), _RIGHT, text)
            right -= width + GRID
        font = QFont(self._font)
        font.setStrikeOut(node.mark is Mark.EXCLUDED)
        painter.setFont(font)
        strong = node.condition is not None and node.mark is not Mark.EXCLUDED
        painter.setPen(theme.color(Role.TEXT) if strong else quiet)
        name = self._metrics.elidedText(node.label, Qt.TextElideMode.ElideMiddle, max(0, right - left))
        painter.drawText(QRect(left, rect.top(), max(0, right - left) + 2, rect.height() - BAR), _LEFT, name)

    def _paint_share(self, painter: QPainter, rect: QRect, node: FacetNode) -> None:
        """How many posts it has beside the most frequent of its kind."""
        role = Role.ACCENT if node.mark is Mark.WANTED else Role.TEXT_DISABLED
        color = self._theme.color(Role.BORDER if self._view.stale else role)
        rect.setWidth(max(1, round(rect.width() * node.share)))
        painter.fillRect(rect, color)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
