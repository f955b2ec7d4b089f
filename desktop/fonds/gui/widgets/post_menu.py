"""The context menu of the post list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from fonds.gui.icons import Icons


class PostMenu(QMenu):
    """What can be done with the selected posts, in the trash or outside it; ``parent`` is the view that shows them, whose
    action for a star is taken in. Deletes itself when it is closed."""

    open_chosen = Signal()
    copy_chosen = Signal()
    export_chosen = Signal()
    trash_chosen = Signal()
    restore_chosen = Signal()
    purge_chosen = Signal()

    def __init__(self, icons: Icons, in_trash: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(icons.icon("edit"), self.tr("Open"), self.open_chosen.emit)
        self.addAction(icons.icon("copy"), self.tr("Copy title"), self.copy_chosen.emit)
        wanted = ("edit_several",) if in_trash else ("edit_several", "collections_menu", "rating_menu")
        for name in (*wanted, "toggle_read", "post_note"):
            self.addActions([action for action in parent.actions() if action.objectName() == name])
        self.addSeparator()
        self.addAction(icons.icon("export"), self.tr("Export…"), self.export_chosen.emit)
        self.addSeparator()
        if in_trash:
            self.addAction(icons.icon("restore"), self.tr("Restore"), self.restore_chosen.emit)
            self.addAction(icons.icon("delete"), self.tr("Delete permanently…"), self.purge_chosen.emit)
        else:
            self.addActions([action for action in parent.actions() if action.objectName() == "star"])
            self.addAction(icons.icon("trash"), self.tr("Move to trash"), self.trash_chosen.emit)
