"""Posts that something found (a check of front matter) as the list of the window: any number of them, narrowed by the
search box like a place of the navigator, and from there back to the list as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from fonds.gui.icons import Icons
from fonds.gui.messages import posts_text
from fonds.gui.theme import Theme
from fonds.model.query import GivenPosts, ListRequest, Scope, ScopeKind

if TYPE_CHECKING:
    from fonds.gui.main_window import MainWindow
    from fonds.gui.widgets.given_header import GivenHeader


class GivenList(QObject):
    """One window's list of given posts; its heading is made when the first are shown."""

    def __init__(self, window: MainWindow, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._theme, self._icons = window, theme, icons
        self._before = ListRequest()
        self._come_back: Callable[[], None] = lambda: None
        self.header: GivenHeader | None = None
        window.desk.navigator.scope_chosen.connect(self._on_scope_chosen)

    def forget(self) -> None:
        """Another archive is shown: its list is no list of given posts."""
        self._before, self._come_back = ListRequest(), lambda: None
        self._on_scope_chosen(Scope())

    def show_posts(self, name: str, ids: Sequence[int], come_back: Callable[[], None]) -> None:
        """Show these posts in place of the list; ``come_back`` shows again what had found them."""
        desk = self._window.desk
        self._come_back = come_back
        request = desk.list.request
        if request.scope.kind is not ScopeKind.GIVEN:
            self._before = request
        self._window.search_box.clear_search()
        self._make_header().tell(name, posts_text(len(ids)))
        desk.navigator.select_scope(Scope(ScopeKind.GIVEN, posts=GivenPosts(name, tuple(ids))))
        self._window.activateWindow()
        desk.list.focus_list()

    def leave(self) -> None:
        """Show the list as it was before, with its search."""
        desk = self._window.desk
        if desk.navigator.scope.kind is ScopeKind.GIVEN:
            before = self._before
            self._window.search_box.set_search(before.search_text)
            desk.show_list(before)
            desk.list.focus_list()

    def _go_back(self) -> None:
        come_back = self._come_back
        self.leave()
        come_back()

    def _make_header(self) -> GivenHeader:
        if self.header is None:
            from fonds.gui.widgets.given_header import GivenHeader

            pane = self._window.desk.list
            header = self.header = GivenHeader(self._theme, self._icons, pane)
            layout = pane.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(0, header)
            header.left.connect(self.leave)
            header.back_asked.connect(self._go_back)
            self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), pane)
            self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._escape.activated.connect(self.leave)
        self._escape.setEnabled(True)
        return self.header

    def _on_scope_chosen(self, scope: Scope) -> None:
        if self.header is not None and scope.kind is not ScopeKind.GIVEN:
            self.header.hide()
            self._escape.setEnabled(False)
