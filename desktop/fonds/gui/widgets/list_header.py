"""The line above the list: how many posts, in what order, how densely."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID
from fonds.gui.widgets.post_delegate import Density
from fonds.model.query import Order, OrderColumn


class ListHeader(QWidget):
    """Shows the count; lets order and density be chosen."""

    order_chosen = Signal(object)
    density_chosen = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._order = Order()
        self._density = Density.CARDS
        self._count = QLabel()
        self._count.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._count.setMinimumWidth(GRID)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._sort = QToolButton()
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._switch = QToolButton()
        self._switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._switch.clicked.connect(self._on_switch_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._count, 1)
        layout.addWidget(self._sort)
        layout.addWidget(self._switch)
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
        names = {
            OrderColumn.DATE: self.tr("Date"),
            OrderColumn.TITLE: self.tr("Title"),
            OrderColumn.CATEGORY: self.tr("Category"),
            OrderColumn.TAGS: self.tr("Tags"),
            OrderColumn.MODIFIED: self.tr("Last change"),
        }
        for column, action in self._columns.items():
            action.setText(names[column])
        self._directions[False].setText(self.tr("Ascending"))
        self._directions[True].setText(self.tr("Descending"))
        self._sort.setToolTip(self.tr("Sort the list"))
        self._count.setAccessibleName(self.tr("Number of posts"))
        self.show_order(self._order)
        self.show_density(self._density)

    @property
    def count_text(self) -> str:
        """What the count says."""
        return self._count.text()

    @property
    def order(self) -> Order:
        """The order that is shown."""
        return self._order

    def show_count(self, text: str) -> None:
        """Say how many posts there are."""
        self._count.setText(text)
        self._count.setToolTip(text)

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

    def show_density(self, density: Density) -> None:
        """Show what the switch would change to."""
        self._density = density
        table = density is Density.TABLE
        self._switch.setIcon(self._icons.icon("density-cards" if table else "density-table"))
        text = self.tr("Show as cards") if table else self.tr("Show as a table")
        self._switch.setToolTip(text)
        self._switch.setAccessibleName(text)

    def _on_column_chosen(self, action: QAction) -> None:
        column = OrderColumn(action.data())
        newest_first = column in (OrderColumn.DATE, OrderColumn.MODIFIED)
        descending = self._order.descending if column is self._order.column else newest_first
        self.order_chosen.emit(Order(column, descending))

    def _on_direction_chosen(self, action: QAction) -> None:
        self.order_chosen.emit(Order(self._order.column, bool(action.data())))

    def _on_switch_clicked(self) -> None:
        table = self._density is Density.TABLE
        self.density_chosen.emit(Density.CARDS if table else Density.TABLE)
