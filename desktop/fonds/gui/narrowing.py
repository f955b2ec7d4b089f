"""Narrowing what was found: counts the present result in the background while they are looked at, and puts what is
chosen among them into the search box.

Rule: while nobody looks, nothing is loaded and nothing counted. Counts of before stay in sight until the new ones are
there, dimmed when that takes a while.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk, Pane
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.search_box import SearchBox
from fonds.model.changes import ChangeSet
from fonds.model.query import ListRequest, Scope

if TYPE_CHECKING:
    from fonds.gui.panes.facets import FacetsPane
    from fonds.model.facets import FacetKind, Facets
    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive

CHANNEL = "facets"
FIRST = 8
"""How many values of each kind are asked for at first."""
MOST = 1000
"""How many of one kind, when all of it are wanted."""
DIMMING = 150
"""Milliseconds for which the counts of before pass for the new ones."""

_Asked = tuple[Scope, str, bool, "FacetKind | None"]


class Narrowing(QObject):
    """Serves one window."""

    def __init__(
        self,
        desk: Desk,
        box: SearchBox,
        table: Actions,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        settings: Settings,
    ) -> None:
        super().__init__(box)
        self._desk = desk
        self._box = box
        self._operations = operations
        self._theme = theme
        self._icons = icons
        self._settings = settings
        self._archive: Archive | None = None
        self._pane: FacetsPane | None = None
        self._asked: _Asked | None = None
        """What was asked for last; None when that is not certain any more."""
        self._dimming = QTimer(self, singleShot=True, interval=DIMMING)
        self._dimming.timeout.connect(lambda: self._set_stale(True))
        desk.pane_appeared.connect(self._on_pane_appeared)
        desk.list.list_loaded.connect(lambda _posts: self._count())
        box.textChanged.connect(lambda _text: self._show_query())
        box.search_changed.connect(lambda _text: QTimer.singleShot(0, self, self._on_search_changed))
        operations.changed.connect(self._on_archive_changed)
        self._action = table["show_facets"]
        self._action.toggled.connect(self._on_action_toggled)  # before the desk hides what has the keyboard
        self._action.triggered.connect(self._on_action_triggered)

    def set_archive(self, archive: Archive | None) -> None:
        """Count in another archive, or in none."""
        self._archive = archive
        self._forget()
        if self._pane is not None:
            self._pane.show_facets(None)

    @property
    def pane(self) -> FacetsPane:
        """The counts in the window, made when they are first wanted."""
        if self._pane is None:
            from fonds.gui.panes.facets import FacetsPane

            place = self._desk.facets_place
            pane = self._pane = FacetsPane(self._theme, self._icons, self._settings, place)
            layout = QVBoxLayout(place)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(pane)
            place.setFocusProxy(pane)
            for before, after in pairwise((self._desk.navigator.view, *pane.stops)):
                QWidget.setTabOrder(before, after)
            pane.text_chosen.connect(self._on_text_chosen)
            pane.kind_chosen.connect(self._count)
            pane.closed.connect(self._on_closed)
            pane.left.connect(lambda: self._box.setFocus(Qt.FocusReason.OtherFocusReason))
        return self._pane

    # Counting

    def _count(self) -> None:
        """Ask for the counts of the list that is shown, unless they are there."""
        archive, request = self._archive, self._desk.list.request
        if archive is None or self._pane is None or not self._desk.is_seen(Pane.FACETS):
            return
        asked = (request.scope, request.search_text, request.variants, self._pane.kind)
        if asked == self._asked:
            return
        self._asked = asked
        if not self._dimming.isActive():
            self._dimming.start()
        self._operations.run_read(
            partial(_load_facets, archive, request, self._pane.kind),
            self._on_counted,
            channel=CHANNEL,
            on_failed=self._on_failed,
        )

    def _on_counted(self, facets: Facets) -> None:
        self._dimming.stop()
        if self._pane is not None:
            self._pane.show_facets(facets)

    def _on_failed(self, failure: Exception) -> None:
        self._forget()
        self._operations.failed.emit(failure, self.tr("Counting what was found"))

    def _on_search_changed(self) -> None:
        """The list is being loaded: until it is there, the archive has better things to do than to count the old one."""
        request = self._desk.list.request
        if self._asked is not None and (request.scope, request.search_text) != self._asked[:2]:
            self._forget()
            self._dimming.start()

    def _on_archive_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.moves_lists:
            self._forget()

    def _forget(self) -> None:
        """What is shown is of before."""
        self._asked = None
        self._dimming.stop()
        self._operations.cancel_channel(CHANNEL)

    def _set_stale(self, stale: bool) -> None:
        if self._pane is not None:
            self._pane.set_stale(stale)

    # In the window

    def _on_pane_appeared(self, name: str) -> None:
        if name == Pane.FACETS:
            self.pane.show()
            self._show_query()
            self._count()

    def _on_action_triggered(self, checked: bool) -> None:
        if checked and self._desk.is_seen(Pane.FACETS):
            self.pane.focus_rows()

    def _on_action_toggled(self, checked: bool) -> None:
        pane, focused = self._pane, self._desk.window().focusWidget()
        if not checked and pane is not None and focused is not None and pane.isAncestorOf(focused):
            self._desk.list.focus_list()

    def _on_closed(self) -> None:
        self._action.setChecked(False)

    def _show_query(self) -> None:
        if self._pane is not None and self._desk.is_seen(Pane.FACETS):
            self._pane.show_query(self._box.query)

    def _on_text_chosen(self, text: str) -> None:
        if len(text) <= self._box.maxLength():
            self._box.edit_search(text)


def _load_facets(
    archive: Archive, request: ListRequest, kind: FacetKind | None, cancel: CancelToken
) -> Facets:
    from fonds.gui.models.facet_tree import read_terms
    from fonds.services import searching

    facets = searching.load_facets(archive, request, FIRST if kind is None else MOST, cancel=cancel)
    read_terms(facets, kind)
    return facets
