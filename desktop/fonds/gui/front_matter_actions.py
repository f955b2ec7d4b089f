"""What the window does about front matter: it opens the dialog that checks it, and the bulk edits that mend it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.gui.bulk_actions import BulkActions
from fonds.gui.given_posts import GivenList
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.dialogs.front_matter_check import FrontMatterDialog, Which
    from fonds.gui.main_window import MainWindow
    from fonds.model.findings import Finding
    from fonds.services.archives import Archive


class FrontMatterActions(QObject):
    """Checks of one window. ``show_dialog`` shows a dialog that closes with the archive."""

    def __init__(
        self,
        window: MainWindow,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        show_dialog: Callable[[QDialog], None],
        bulk: BulkActions,
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._theme, self._icons = window, operations, theme, icons
        self._show_dialog, self._bulk = show_dialog, bulk
        self._archive: Archive | None = None
        self.given = GivenList(window, theme, icons)
        """The posts of a finding in the list."""

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self.given.forget()

    def check_front_matter(self) -> None:
        """Ask of which posts, and check them."""
        archive = self._archive
        if archive is None:
            return
        from fonds.gui.dialogs.front_matter_check import FrontMatterDialog
        from fonds.model.query import ListRequest

        for open_one in self._window.findChildren(FrontMatterDialog):
            if open_one.isVisible() or open_one.waits:
                _come_back(open_one)
                return
        pane = self._window.desk.list
        chosen = list(pane.selection_ids())
        choices: list[tuple[str, Which]] = [
            (self.tr("All posts"), ListRequest()),
            (self.tr("The posts of the list"), pane.request),
        ]
        if len(chosen) > 1:
            text = self.tr("The selected posts ({number})").replace("{number}", str(len(chosen)))
            choices.append((text, chosen))
        dialog = FrontMatterDialog(
            archive,
            choices,
            self._operations,
            self._theme,
            self._icons,
            self._window.desk.flush,
            self._window,
        )
        dialog.open_asked.connect(self._window.desk.open_post)
        dialog.fix_asked.connect(self._fix)
        dialog.list_asked.connect(partial(self._show_posts, dialog))
        self._show_dialog(dialog)

    def _show_posts(self, dialog: FrontMatterDialog, finding: Finding) -> None:
        from fonds.gui.finding_messages import sentence_of

        dialog.wait()  # it would lie over the list
        self.given.show_posts(sentence_of(finding), finding.posts, partial(_come_back, dialog))

    def _fix(self, finding: Finding) -> None:
        text = self.tr("The posts of this finding ({number})")
        text = text.replace("{number}", str(len(finding.posts)))
        self._bulk.edit_posts(text, list(finding.posts), finding.operations)


def _come_back(dialog: FrontMatterDialog) -> None:
    dialog.waits = False
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
