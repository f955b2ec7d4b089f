"""The menus that say how the list looks: density, headings, columns."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from fonds.gui.models.post_columns import WIDTHS, Column, column_title
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.table_columns import TableColumns
from fonds.model.query import Grouping


class ColumnsMenu(QMenu):
    """Which columns the table has."""

    arrange_chosen = Signal()

    def __init__(self, columns: TableColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._actions: dict[Column, QAction] = {}
        for column in WIDTHS:
            action = self.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda checked, column=column: columns.choose(column, checked))
            self._actions[column] = action
        self.addSeparator()
        self._arrange = self.addAction("", self.arrange_chosen.emit)
        self._reset = self.addAction("", columns.reset)
        self.aboutToShow.connect(self._show_chosen)

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self.setTitle(self.tr("Columns"))
        for column, action in self._actions.items():
            action.setText(column_title(column))
        self._arrange.setText(self.tr("Arrange columns…"))
        self._reset.setText(self.tr("Reset columns"))

    def _show_chosen(self) -> None:
        for column, action in self._actions.items():
            action.setChecked(self._columns.is_chosen(column))


class LookMenu(QMenu):
    """Density, headings and columns in one menu."""

    density_chosen = Signal(object)
    grouping_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._densities = self._add_choices(self, Density)
        self.addSeparator()
        self._headings = self.addMenu("")
        self._groupings = self._add_choices(self._headings, Grouping)
        self._columns: ColumnsMenu | None = None

    def add_columns(self, menu: ColumnsMenu) -> None:
        """Offer the columns too."""
        self._columns = menu
        self.addMenu(menu)

    def _add_choices(
        self, menu: QMenu, kinds: type[Density] | type[Grouping]
    ) -> dict[Density | Grouping, QAction]:
        group = QActionGroup(self)
        actions: dict[Density | Grouping, QAction] = {}
        for kind in kinds:
            action = menu.addAction("")
            action.setCheckable(True)
            group.addAction(action)
            chosen = self.density_chosen if isinstance(kind, Density) else self.grouping_chosen
            action.triggered.connect(lambda _, kind=kind, chosen=chosen: chosen.emit(kind))
            actions[kind] = action
        return actions

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        names: dict[Density | Grouping, str] = {
            Density.LINE: self.tr("One line"),
            Density.EXCERPT: self.tr("Two lines with excerpt"),
            Density.CARDS: self.tr("Cards"),
            Density.TABLE: self.tr("Table"),
            Grouping.NONE: self.tr("None"),
            Grouping.DAY: self.tr("By day"),
            Grouping.MONTH: self.tr("By month"),
            Grouping.CATEGORY: self.tr("By category"),
        }
        for kind, action in (self._densities | self._groupings).items():
            action.setText(names[kind])
        self._headings.setTitle(self.tr("Headings"))
        if self._columns is not None:
            self._columns.retranslate()

    def show_density(self, density: Density) -> None:
        """Mark the density in use."""
        self._densities[density].setChecked(True)
        if self._columns is not None:
            self._columns.menuAction().setEnabled(density is Density.TABLE)

    def show_grouping(self, grouping: Grouping) -> None:
        """Mark the headings in use."""
        self._groupings[grouping].setChecked(True)
