"""What the window does about duplicates: it opens the dialog that finds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.services.archives import Archive


class DuplicateActions(QObject):
    """Duplicates, for one window. ``show_dialog`` shows a dialog that closes with the archive."""

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

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive

    def find_duplicates(self) -> None:
        """Ask what to look for, among all posts or those of the list."""
        archive = self._archive
        if archive is None:
            return
        from fonds.gui.dialogs.duplicates import DuplicatesDialog
        from fonds.model.query import ListRequest

        for open_one in self._window.findChildren(DuplicatesDialog):
            if open_one.isVisible():
                open_one.raise_()
                open_one.activateWindow()
                return
        choices = [
            (self.tr("All posts"), ListRequest()),
            (self.tr("The posts of the list"), self._window.desk.list.request),
        ]
        dialog = DuplicatesDialog(
            archive,
            choices,
            self._operations,
            self._theme,
            self._icons,
            self._window.desk.flush,
            self._window,
        )
        dialog.open_asked.connect(self._window.desk.open_post)
        self._show_dialog(dialog)
