"""What the window does to arrange posts and to say something of them: collections, their posts, ratings and notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.base.settings import Settings
from fonds.gui.collecting_actions import CollectingActions
from fonds.gui.collection_actions import CollectionActions
from fonds.gui.collections_of_post import CollectionsOfPost
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.remark_actions import RemarkActions
from fonds.gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.services.archives import Archive


class Arranging(QObject):
    """All of it, for one window. ``show_dialog`` shows a dialog that closes with the archive."""

    def __init__(
        self,
        window: MainWindow,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        show_dialog: Callable[[QDialog], None],
    ) -> None:
        super().__init__(window)
        self.tree = CollectionActions(window, operations, theme, icons, show_dialog)
        self.posts = CollectingActions(window, operations, theme, icons, show_dialog)
        self.of_post = CollectionsOfPost(window, operations, theme, icons, self.posts)
        self.remarks = RemarkActions(window, operations, theme, icons, settings, show_dialog)
        self.tree.drops.posts_dropped.connect(self.posts.add)

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        for part in (self.tree, self.posts, self.of_post, self.remarks):
            part.set_archive(archive)
