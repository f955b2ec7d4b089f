"""All that belongs to the search box of a window, put together: its history and completion, saved searches,
chips for its conditions, counts to narrow it by, and the hits that are marked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk
from fonds.gui.hit_tour import HitTour
from fonds.gui.icons import Icons
from fonds.gui.narrowing import Narrowing
from fonds.gui.operations import Operations
from fonds.gui.saved_search_actions import SavedSearchActions
from fonds.gui.search_memory import SearchMemory
from fonds.gui.search_options import SearchOptions
from fonds.gui.theme import Theme
from fonds.gui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from fonds.gui.widgets.query_chips import QueryChips
    from fonds.model.query_tree import QueryTerm
    from fonds.services.archives import Archive


class SearchActions(QObject):
    """What serves the search box of one window."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        box: SearchBox,
        table: Actions,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self.memory = SearchMemory(box, operations, settings)
        self._box = box
        self._desk = desk
        self._theme = theme
        self._icons = icons
        self._chips: QueryChips | None = None
        box.search_changed.connect(lambda _text: self._show_chips())
        self.hits = HitTour(desk, table, operations, theme, table["find_in_page"].trigger)
        self.saved = SavedSearchActions(window, desk, box, table, operations, theme, icons)
        self.options = SearchOptions(desk, box, table, settings)
        self.narrowing = Narrowing(desk, box, table, operations, theme, icons, settings)

    def set_archive(self, archive: Archive | None) -> None:
        """Serve another archive, or none."""
        self.memory.set_archive(archive)
        self.hits.set_archive(archive)
        self.saved.set_archive(archive)
        self.narrowing.set_archive(archive)

    @property
    def chips(self) -> QueryChips:
        """The line of conditions above the list, made for the first of them."""
        if self._chips is None:
            from fonds.gui.widgets.query_chips import QueryChips

            chips = self._chips = QueryChips(self._theme, self._icons)
            chips.removed.connect(self._on_term_removed)
            chips.left.connect(lambda: self._box.setFocus(Qt.FocusReason.OtherFocusReason))
            lines = self._desk.list.layout()
            assert isinstance(lines, QVBoxLayout)
            lines.insertWidget(0, chips)
        return self._chips

    def _show_chips(self) -> None:
        if self._chips is None and not self._box.query.terms:
            return
        self.chips.show_query(self._box.query)
        for before, after in pairwise((self._box, *self.chips.chips, self.chips.rest)):
            QWidget.setTabOrder(before, after)

    def _on_term_removed(self, term: QueryTerm) -> None:
        from fonds.text.query_writer import without_term

        self._box.edit_search(without_term(self.chips.query.text, term))
