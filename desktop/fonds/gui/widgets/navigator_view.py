"""The navigator's tree: quiet headings that fold, names, and counts at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.models.navigator import NODE_ROLE, NavigatorModel
from fonds.gui.models.navigator_tree import Node
from fonds.gui.theme import GRID, Role, Theme

AnyIndex = QModelIndex | QPersistentModelIndex
INDENT = 2 * GRID
SMALL = 0.9


class NavigatorView(QTreeView):
    """The tree of scopes; headings fold when they are clicked."""

    row_chosen = Signal(object)
    """The Node that became the current row by mouse or keyboard."""
    row_pressed = Signal(object)
    """A Node that was clicked, or on which Enter was pressed."""
    row_opened = Signal(object)
    """A Node that was double-clicked, or on which Alt+Enter was pressed."""
    menu_asked = Signal(object, QPoint)
    """A Node whose menu is wanted, by mouse or keyboard, and where on the screen."""
    verb_asked = Signal(object, str)
    """A Node, and what a key asks for it: ``rename``, ``delete``, ``up``, ``down``, ``in`` or ``out``."""

    def __init__(
        self, model: NavigatorModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.setModel(model)
        self._delegate = _NavigatorDelegate(theme, icons, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._take_look()

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The selection spans the whole row, behind the folding signs too."""
        selected = self.selectionModel().isSelected(index)
        current = self.currentIndex() == index and self.hasFocus()
        box = QRect(GRID // 2, options.rect.top(), self.columnWidth(0) - GRID, options.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            role = Role.SELECTION if self.hasFocus() else Role.SELECTION_INACTIVE
            painter.setBrush(self._theme.color(role))
        if current:
            painter.setPen(self._theme.color(Role.ACCENT))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        if selected or current:
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        painter.restore()
        super().drawRow(painter, options, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """A folding sign for categories that have others below them; headings paint their own."""
        node = index.data(NODE_ROLE)
        if isinstance(node, Node) and node.children and not node.is_section:
            size = round(rect.height() * 0.4)
            box = QRect(rect.right() - size - 1, rect.top() + (rect.height() - size) // 2, size, size)
            opened = self.isExpanded(index)
            name = "section-open" if opened else "section-closed"
            self._icons.paint(painter, box, name, self._theme.color(Role.TEXT_QUIET))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        node = current.data(NODE_ROLE)
        if isinstance(node, Node):
            self.row_chosen.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        node = index.data(NODE_ROLE)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.AltModifier and isinstance(node, Node):
            self.row_opened.emit(node)
        elif isinstance(node, Node) and (verb := _verb(event)):
            self.verb_asked.emit(node, verb)
        elif (entered or event.key() == Qt.Key.Key_Space) and isinstance(node, Node):
            self._press(index, node)
        else:
            super().keyPressEvent(event)
            if self.currentIndex() != index:
                self.scrollTo(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        node = index.data(NODE_ROLE)
        if isinstance(node, Node):
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(INDENT, 0))
            self.menu_asked.emit(node, event.globalPos() if by_mouse else below)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if isinstance(node, Node):
            self.row_opened.emit(node)

    def _on_clicked(self, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if isinstance(node, Node):
            self._press(index, node)

    def _press(self, index: QModelIndex, node: Node) -> None:
        if node.is_section:
            self.setExpanded(index, not self.isExpanded(index))
        self.row_pressed.emit(node)

    def _on_theme_changed(self) -> None:
        self._take_look()
        self.viewport().update()

    def _take_look(self) -> None:
        self._delegate.measure()
        back = self._theme.hex(Role.WINDOW)
        self.setStyleSheet(f"QTreeView {{ background: {back}; show-decoration-selected: 0; }}")
        self.scheduleDelayedItemsLayout()


class _NavigatorDelegate(QStyledItemDelegate):
    """Paints headings and rows."""

    def __init__(self, theme: Theme, icons: Icons, view: NavigatorView) -> None:
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
        if not isinstance(node, Node):
            return
        painter.save()
        if node.is_section:
            self._paint_heading(painter, option.rect, node, index)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_row(painter, option.rect, node, selected and self._view.hasFocus())
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, node: Node, index: AnyIndex) -> None:
        quiet = self._theme.color(Role.TEXT_QUIET)
        size = round(self._icon * 0.75)
        opened = self._view.isExpanded(index)
        box = QRect(rect.left() + GRID, rect.top() + (rect.height() - size) // 2, size, size)
        self._icons.paint(painter, box, "section-open" if opened else "section-closed", quiet)
        painter.setFont(self._heading)
        painter.setPen(quiet)
        text = rect.adjusted(GRID + size + GRID // 2, 0, -GRID, 0)
        painter.drawText(text, _LEFT, node.label)

    def _paint_row(self, painter: QPainter, rect: QRect, node: Node, focused: bool) -> None:
        theme = self._theme
        quiet = theme.color(Role.SELECTION_QUIET if focused else Role.TEXT_QUIET)
        strong = theme.color(Role.SELECTION_TEXT if focused else Role.TEXT)
        left = rect.left() + GRID // 2
        box = QRect(left, rect.top() + (rect.height() - self._icon) // 2, self._icon, self._icon)
        alarming = node.icon == "problem" and bool(node.count)
        self._icons.paint(painter, box, node.icon, theme.color(Role.WARNING) if alarming else quiet)
        left = box.right() + GRID
        right = rect.right() - GRID - GRID // 2
        if node.count is not None:
            text = messages.number_text(node.count) + ("+" if node.more else "")
            width = round(self._small_metrics.horizontalAdvance(text)) + 1
            painter.setFont(self._small)
            painter.setPen(theme.color(Role.TEXT_DISABLED) if node.stale and not focused else quiet)
            painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _RIGHT, text)
            right -= width + GRID
        painter.setFont(self._font)
        painter.setPen(quiet if node.is_more else strong)
        name = self._metrics.elidedText(node.label, Qt.TextElideMode.ElideRight, max(0, right - left))
        painter.drawText(QRect(left, rect.top(), max(0, right - left) + 2, rect.height()), _LEFT, name)


def _verb(event: QKeyEvent) -> str:
    """What a key asks of a row that has a name of its own and a place among others."""
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    moves = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == both
    match event.key():
        case Qt.Key.Key_F2:
            return "rename"
        case Qt.Key.Key_Delete:
            return "delete"
        case Qt.Key.Key_Up if moves:
            return "up"
        case Qt.Key.Key_Down if moves:
            return "down"
        case Qt.Key.Key_Right if moves:
            return "in"
        case Qt.Key.Key_Left if moves:
            return "out"
    return ""


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
