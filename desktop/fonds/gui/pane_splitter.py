"""The panes side by side: which are wanted, which have room, how wide they are; all of it remembered.

A pane that a person wants is hidden while the window is too narrow for it, and comes back when there is room again.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from fonds.base.settings import Settings


class Pane(StrEnum):
    """The panes that can be hidden, in the order in which they stand and F6 goes round."""

    NAVIGATOR = "navigator"
    FACETS = "facets"
    LIST = "list"
    EDITOR = "editor"
    PREVIEW = "preview"


WIDTHS = {Pane.NAVIGATOR: 220, Pane.FACETS: 220, Pane.LIST: 360, Pane.EDITOR: 430, Pane.PREVIEW: 520}
"""Pixels at first."""
NARROWEST = {Pane.NAVIGATOR: 160, Pane.FACETS: 176, Pane.LIST: 240, Pane.EDITOR: 300, Pane.PREVIEW: 260}
"""Pixels below which a pane is of no use."""
KEPT_FIRST = (Pane.LIST, Pane.FACETS, Pane.PREVIEW, Pane.EDITOR, Pane.NAVIGATOR)
"""Which pane keeps its place when there is not room for all, unless a person asked for another since."""
STEADY = {Pane.NAVIGATOR, Pane.FACETS}
"""Panes that a wider window makes no wider."""
_ASKED_FOR = {Pane.FACETS}
"""Panes that nobody sees who did not ask for them."""


class PaneSplitter(QSplitter):
    """Panes, of which at least one is always to be seen."""

    toggled = Signal(str, bool)
    """A person's wish for a pane (its name) changed."""
    appeared = Signal(str)
    """A pane (its name) came to be seen."""

    def __init__(self, panes: Mapping[Pane, QWidget], settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._panes = dict(panes)
        self._settings = settings
        self._order = list(KEPT_FIRST)
        self._lent: set[Pane] = set()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for pane, widget in self._panes.items():
            widget.setMinimumWidth(NARROWEST[pane])
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, 0 if pane in STEADY else 1)
        hidden, asked = set(settings.texts("desk.hidden")), set(settings.texts("desk.asked"))
        self._wanted = {
            pane for pane in Pane if pane.value in asked or not (pane in _ASKED_FOR or pane.value in hidden)
        } or {Pane.LIST}
        state = settings.text("desk.panes")
        if not state or not self.restoreState(QByteArray.fromBase64(state.encode("ascii"))):
            self.setSizes([WIDTHS[pane] for pane in Pane])
        for pane, widget in self._panes.items():
            widget.setHidden(pane not in self._wanted)
        self.splitterMoved.connect(lambda *_: self.save())

    def is_wanted(self, pane: Pane) -> bool:
        """Whether a person wants the pane, be there room or not."""
        return pane in self._wanted

    def is_seen(self, pane: Pane) -> bool:
        """Whether the pane has its place in the window now."""
        return not self._panes[pane].isHidden()

    def want(self, pane: Pane, wanted: bool) -> None:
        """Show or hide a pane. The last one stays; in a narrow window the one asked for takes another's place."""
        if wanted == self.is_wanted(pane) and wanted == self.is_seen(pane):
            return
        if pane in self._lent:  # whoever asks for it wants it back, also by the key that would hide it
            self._lent.discard(pane)
            wanted = True
        if not wanted and self._wanted - _ASKED_FOR == {pane}:
            self.toggled.emit(pane.value, True)
            return
        (self._wanted.add if wanted else self._wanted.discard)(pane)
        if wanted:
            self._order.remove(pane)
            self._order.insert(0, pane)
        self._fit()
        self.toggled.emit(pane.value, wanted)
        self.save()

    def lend(self, pane: Pane, lent: bool) -> None:
        """Let another pane have this one's place for a while; that it is wanted is not forgotten."""
        (self._lent.add if lent else self._lent.discard)(pane)
        self._fit()

    def save(self) -> None:
        """Remember widths and wishes."""
        state = bytes(self.saveState().toBase64().data()).decode("ascii")
        self._settings.put("desk.panes", state)
        self._settings.put("desk.asked", [pane.value for pane in Pane if pane in self._wanted & _ASKED_FOR])
        self._settings.put("desk.hidden", [pane.value for pane in Pane if pane not in self._wanted])

    def minimumSizeHint(self) -> QSize:
        """One pane: the others give way."""
        return QSize(min(NARROWEST.values()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See which panes have room."""
        self._fit()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known from here on."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() if self.isVisible() else sum(NARROWEST.values()) + len(Pane)
        seen: set[Pane] = set()
        for pane in self._order:
            width = NARROWEST[pane] + self.handleWidth()
            if pane in self._wanted - self._lent and (not seen or width <= room):
                seen.add(pane)
                room -= width
        for pane, widget in self._panes.items():
            if widget.isHidden() == (pane in seen):
                widget.setVisible(pane in seen)
                if pane in seen:
                    self.appeared.emit(pane.value)
