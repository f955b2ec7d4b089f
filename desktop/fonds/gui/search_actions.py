"""All that belongs to the search box of a window, put together: its history and completion, saved searches,
and the hits that are marked."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fonds.base.settings import Settings
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk
from fonds.gui.hit_tour import HitTour
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.saved_search_actions import SavedSearchActions
from fonds.gui.search_memory import SearchMemory
from fonds.gui.theme import Theme
from fonds.gui.widgets.search_box import SearchBox
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
        self.hits = HitTour(desk, table, operations, theme, table["find_in_page"].trigger)
        self.saved = SavedSearchActions(window, desk, box, table, operations, theme, icons)

    def set_archive(self, archive: Archive | None) -> None:
        """Serve another archive, or none."""
        self.memory.set_archive(archive)
        self.hits.set_archive(archive)
        self.saved.set_archive(archive)
