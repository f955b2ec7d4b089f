"""What the window does about what was done: the history of a post, the list of steps, the log of the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.gui.actions import Actions
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.pane_splitter import Pane
from fonds.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.services.archives import Archive


class HistoryActions(QObject):
    """History, for one window. ``show_dialog`` shows a dialog that closes with the archive."""

    def __init__(
        self,
        window: MainWindow,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        show_dialog: Callable[[QDialog], None],
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._theme, self._icons = window, operations, theme, icons
        self._show_dialog = show_dialog
        self._archive: Archive | None = None
        self._table: Actions = window.actions_table
        desk = window.desk
        desk.reading.history_left.connect(lambda: self._table["show_history"].setChecked(False))
        desk.pane_toggled.connect(self._on_pane_toggled)

    def connect_table(self, table: Actions) -> None:
        """Connect every action that is ours."""
        table["show_history"].toggled.connect(self.show_history)
        table["undo_history"].triggered.connect(lambda _checked=False: self.show_steps())
        table["activity_log"].triggered.connect(lambda _checked=False: self.show_log())

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self._table["show_history"].setChecked(False)
        self._table.enable(archive is not None, "show_history", "undo_history", "activity_log")

    def show_history(self, shown: bool) -> None:
        """Show the history of the post in place of its page; it takes the editor's room as long."""
        desk = self._window.desk
        if shown:
            desk.set_shown(Pane.PREVIEW, True)
        desk.lend_room(shown)
        desk.reading.show_history(shown)

    def _on_pane_toggled(self, name: str, shown: bool) -> None:
        if name == Pane.PREVIEW and not shown:
            self._table["show_history"].setChecked(False)

    def show_steps(self) -> None:
        """All steps that can be undone or redone."""
        archive = self._archive
        if archive is not None:
            from fonds.gui.dialogs.undo_history import UndoHistoryDialog

            self._show_dialog(
                UndoHistoryDialog(archive, self._operations, self._theme, self._icons, self._window)
            )

    def show_log(self) -> None:
        """Who did what."""
        archive = self._archive
        if archive is not None:
            from fonds.gui.dialogs.activity_log import ActivityLogDialog

            self._show_dialog(
                ActivityLogDialog(archive, self._operations, self._theme, self._icons, self._window)
            )
