"""How the search box searches: whether Traditional and Simplified Chinese characters match each other.

Rule: the choice is the window's, kept in the settings and held by the list's request; saved searches follow it. It is
offered in the menu Go, in the box's own menu and by a click on its magnifying glass.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from fonds.base.settings import Settings
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk
from fonds.gui.widgets.search_box import SearchBox

VARIANTS = "search.variants"
"""The setting."""


class SearchOptions(QObject):
    """Serves one search box."""

    def __init__(self, desk: Desk, box: SearchBox, table: Actions, settings: Settings) -> None:
        super().__init__(box)
        self._desk = desk
        self._box = box
        self._settings = settings
        self._variants: QAction = table["match_variants"]
        self._variants.setChecked(settings.flag(VARIANTS, default=True))
        if not self._variants.isChecked():  # else all is as it should be
            self._apply()
        self._variants.toggled.connect(self._on_variants_toggled)
        box.glass.triggered.connect(lambda _checked=False: self._show_options())
        box.customContextMenuRequested.connect(self._show_box_menu)

    def build_menu(self) -> QMenu:
        """What can be chosen; the menu deletes itself when it is closed."""
        return self._completed(QMenu(self._box))

    def build_box_menu(self) -> QMenu:
        """What every line of text offers, and then what can be chosen."""
        menu = self._box.createStandardContextMenu()
        menu.addSeparator()
        return self._completed(menu)

    def _completed(self, menu: QMenu) -> QMenu:
        menu.addAction(self._variants)
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show_options(self) -> None:
        self.build_menu().popup(self._box.mapToGlobal(self._box.rect().bottomLeft()))

    def _show_box_menu(self, place: QPoint) -> None:
        self.build_box_menu().popup(self._box.mapToGlobal(place))

    def _on_variants_toggled(self, checked: bool) -> None:
        self._settings.put(VARIANTS, checked)
        self._apply()

    def _apply(self) -> None:
        variants = self._variants.isChecked()
        self._desk.list.set_request(replace(self._desk.list.request, variants=variants))
        self._desk.navigator.match_variants(variants)
