"""The line above the list: how many posts, in what order, how densely."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.models.post_columns import COLUMN_OF_ORDER, column_title
from fonds.gui.theme import GRID
from fonds.gui.widgets.look_menu import LookMenu
from fonds.gui.widgets.post_delegate import Density
from fonds.model.query import Order, OrderColumn

DENSITY_ICONS = {
    Density.LINE: "density-line",
    Density.EXCERPT: "density-excerpt",
    Density.CARDS: "density-cards",
    Density.TABLE: "density-table",
}


_HIGHEST_FIRST = (
    OrderColumn.DATE,
    OrderColumn.MODIFIED,
    OrderColumn.ACCESSION,
    OrderColumn.RATING,
    OrderColumn.RELEVANCE,
)


class _Count(QLabel):
    """A line of text, cut where there is no room."""

    said = ""
    """All of it."""

    def tell(self, text: str) -> None:
        """Say something else."""
        self.said = text
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.said, Qt.TextElideMode.ElideRight, self.width()))


class ListHeader(QWidget):
    """Shows the count; lets order and look be chosen."""

    order_chosen = Signal(object)
    density_chosen = Signal(object)
    grouping_chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._order = Order()
        self._count = _Count()
        self._count.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._count.setMinimumWidth(GRID)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sort = QToolButton()
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look = LookMenu(self)
        self.look.density_chosen.connect(self.density_chosen)
        self.look.grouping_chosen.connect(self.grouping_chosen)
        self._look = QToolButton()
        self._look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._look.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._look.setMenu(self.look)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._count, 1)
        layout.addWidget(self._sort)
        layout.addWidget(self._look)
        self._build_menu()

    def _build_menu(self) -> None:
        self._menu = QMenu(self)
        self._columns: dict[OrderColumn, QAction] = {}
        self._directions: dict[bool, QAction] = {}
        columns, directions = QActionGroup(self), QActionGroup(self)
        for column in OrderColumn:
            action = self._menu.addAction("")
            action.setCheckable(True)
            action.setData(column.value)
            columns.addAction(action)
            self._columns[column] = action
        self.offer(OrderColumn.RELEVANCE, False)
        self.offer(OrderColumn.HAND, False)
        self._menu.addSeparator()
        for descending in (False, True):
            action = self._menu.addAction("")
            action.setCheckable(True)
            action.setData(descending)
            directions.addAction(action)
            self._directions[descending] = action
        columns.triggered.connect(self._on_column_chosen)
        directions.triggered.connect(self._on_direction_chosen)
        self._sort.setMenu(self._menu)

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        for column, action in self._columns.items():
            shown = COLUMN_OF_ORDER.get(column)
            action.setText(column_title(shown) if shown is not None else self._name_of(column))
        self.look.retranslate()
        self._look.setToolTip(self.tr("How the list looks"))
        self._look.setAccessibleName(self.tr("How the list looks"))
        self._directions[False].setText(self.tr("Ascending"))
        self._directions[True].setText(self.tr("Descending"))
        self._sort.setToolTip(self.tr("Sort the list"))
        self._count.setAccessibleName(self.tr("Number of posts"))
        self.show_order(self._order)

    def _name_of(self, column: OrderColumn) -> str:
        return self.tr("By hand") if column is OrderColumn.HAND else self.tr("Relevance")

    @property
    def count_text(self) -> str:
        """What the count says, where there is room for all of it."""
        return self._count.said

    @property
    def order(self) -> Order:
        """The order that is shown."""
        return self._order

    def show_count(self, text: str) -> None:
        """Say how many posts there are."""
        self._count.tell(text)

    def show_order(self, order: Order) -> None:
        """Show the order in use."""
        self._order = order
        self._columns[order.column].setChecked(True)
        self._directions[order.descending].setChecked(True)
        name = self._columns[order.column].text()
        self._sort.setText(name)
        self._sort.setIcon(self._icons.icon("descending" if order.descending else "ascending"))
        direction = self._directions[order.descending].text()
        self._sort.setAccessibleName(
            self.tr("Sorted by {column}, {direction}")
            .replace("{column}", name)
            .replace("{direction}", direction)
        )

    def offer(self, column: OrderColumn, offered: bool) -> None:
        """Let the list be sorted so: there are words, or a collection, to be sorted by."""
        self._columns[column].setVisible(offered)

    def show_density(self, density: Density) -> None:
        """Show the density in use."""
        self._look.setIcon(self._icons.icon(DENSITY_ICONS[density]))
        self.look.show_density(density)

    def _on_column_chosen(self, action: QAction) -> None:
        column = OrderColumn(action.data())
        descending = self._order.descending if column is self._order.column else column in _HIGHEST_FIRST
        self.order_chosen.emit(Order(column, descending))

    def _on_direction_chosen(self, action: QAction) -> None:
        self.order_chosen.emit(Order(self._order.column, bool(action.data())))
