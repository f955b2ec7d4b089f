"""Where a post is read: its page, or in the same place its history. The history is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme

if TYPE_CHECKING:
    from fonds.gui.panes.history import HistoryPane
    from fonds.services.archives import Archive


class ReadingArea(QStackedWidget):
    """Shows the page that it is given, or the history of the post."""

    history_left = Signal()
    """The person wants to see the page again."""

    def __init__(self, page: QWidget, operations: Operations, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._page, self._operations, self._theme, self._icons = page, operations, theme, icons
        self._history: HistoryPane | None = None
        self._archive: Archive | None = None
        self._post = 0
        self.flush: Callable[[], None] = lambda: None
        """Keeps what was typed in the editor."""
        self.addWidget(page)

    @property
    def history(self) -> HistoryPane:
        """The history."""
        if self._history is None:
            from fonds.gui.panes.history import HistoryPane

            self._history = HistoryPane(self._operations, self._theme, self._icons, lambda: self.flush())
            self._history.set_archive(self._archive)
            self._history.left.connect(self.history_left)
            self.addWidget(self._history)
        return self._history

    @property
    def shows_history(self) -> bool:
        """Whether the history stands in place of the page."""
        return self._history is not None and self.currentWidget() is self._history

    def set_archive(self, archive: Archive | None) -> None:
        """Show posts of this archive."""
        self._archive, self._post = archive, 0
        if self._history is not None:
            self._history.set_archive(archive)

    def show_post(self, post_id: int) -> None:
        """Show the history of this post, now or when it is asked for."""
        self._post = post_id
        if self.shows_history:
            self.history.show_post(post_id)

    def show_history(self, shown: bool) -> None:
        """Show the history, or the page."""
        if shown:
            self.setCurrentWidget(self.history)
            self.history.show_post(self._post)
            self.history.setFocus()
        else:
            self.setCurrentWidget(self._page)
