"""The parts of the list pane as one sees them: the heading, the rows, or a sentence in place of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fonds.gui.icons import Icons
from fonds.gui.models.post_columns import COLUMN_OF_ORDER, ORDER_OF_COLUMN, Column
from fonds.gui.models.post_list import PostListModel
from fonds.gui.theme import Theme
from fonds.gui.widgets.empty_state import EmptyState
from fonds.gui.widgets.list_header import ListHeader
from fonds.gui.widgets.look_menu import ColumnsMenu
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.post_view import PostView
from fonds.model.query import Order, OrderColumn

if TYPE_CHECKING:
    from fonds.gui.dialogs.columns import ColumnsDialog


_HIGHEST_FIRST = (OrderColumn.DATE, OrderColumn.RATING)


class ListFrame(QWidget):
    """Heading, rows and the sentence for no rows; shows what it is told."""

    order_chosen = Signal(object)

    def __init__(
        self, model: PostListModel, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.header = ListHeader(icons, self)
        self.view = PostView(model, theme, icons, self)
        self.empty = EmptyState(theme, icons, self)
        self.columns_menu = ColumnsMenu(self.view.columns, self)
        self.header.look.add_columns(self.columns_menu)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(self._stack, 1)
        self.setFocusProxy(self.view)
        self.header.order_chosen.connect(self.order_chosen)
        self.columns_menu.arrange_chosen.connect(self.arrange_columns)
        columns = self.view.horizontalHeader()
        columns.sectionClicked.connect(self._on_column_clicked)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(
            lambda place: self.columns_menu.popup(columns.mapToGlobal(place))
        )

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self.view.setAccessibleName(self.tr("Posts"))
        self.header.retranslate()

    def show_density(self, density: Density) -> None:
        """Show cards or a table."""
        self.view.set_density(density)
        self.header.show_density(density)

    def show_order(self, order: Order, with_words: bool = False, collected: bool = False) -> None:
        """Show by what the list is sorted, and offer to sort it by the words of its search if it has any, and by hand if
        it is a collection."""
        self.header.offer(OrderColumn.RELEVANCE, with_words)
        self.header.offer(OrderColumn.HAND, collected)
        self.header.show_order(order)
        columns = self.view.horizontalHeader()
        column = COLUMN_OF_ORDER.get(order.column)
        columns.setSortIndicatorShown(column is not None)
        # Fusion draws "ascending" as an arrow that points down; here an arrow down means descending everywhere.
        arrow = Qt.SortOrder.AscendingOrder if order.descending else Qt.SortOrder.DescendingOrder
        if column is not None:
            columns.setSortIndicator(column, arrow)

    def show_rows(self) -> None:
        """Show the rows."""
        moves = self.empty.button.hasFocus()
        self._stack.setCurrentWidget(self.view)
        self.setFocusProxy(self.view)
        if moves:
            self.view.setFocus()

    def show_empty(self, icon: str, sentence: str, action: str) -> None:
        """Show a sentence in place of rows; the focus stays in the pane where there is a button for it."""
        self.empty.tell(icon, sentence, action)
        moves = self.view.hasFocus()
        self._stack.setCurrentWidget(self.empty)
        self.setFocusProxy(self.empty.button if action else self.header)
        if moves and action:
            self.empty.button.setFocus()

    def arrange_columns(self) -> ColumnsDialog:
        """Let the columns be moved and sized in a dialog."""
        from fonds.gui.dialogs.columns import ColumnsDialog

        dialog = ColumnsDialog(self.view.columns, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.sort_chosen.connect(self._on_column_clicked)
        dialog.open()
        return dialog

    def _on_column_clicked(self, column: int) -> None:
        wanted, order = ORDER_OF_COLUMN.get(Column(column)), self.header.order
        if wanted is None:
            return
        descending = not order.descending if order.column is wanted else wanted in _HIGHEST_FIRST
        self.order_chosen.emit(Order(wanted, descending))
