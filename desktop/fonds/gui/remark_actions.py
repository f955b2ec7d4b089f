"""What the window does with what the archivist says of posts: ratings, read marks and notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.changes import ChangeSet
from fonds.model.query import ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.services.archives import Archive

RATINGS = tuple(f"rate_{stars}" for stars in (5, 4, 3, 2, 1, 0))
PAUSES = {"mark_never": 0, "mark_2": 2, "mark_5": 5, "mark_10": 10}
"""Seconds for which a post must be looked at to count as read; 0: it never does by itself."""
_BOLD, _PAUSE = "list.bold_unread", "list.mark_read_after"


class RemarkActions(QObject):
    """Remarks on posts, for one window. ``show_dialog`` shows a dialog that closes with the archive."""

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
        self._window, self._operations, self._theme, self._icons = window, operations, theme, icons
        self._settings, self._show_dialog = settings, show_dialog
        self._archive: Archive | None = None
        self._list = window.desk.list
        self._looked_at = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_looked_at)
        self._connect()
        self._update()

    def _connect(self) -> None:
        table, view = self._window.actions_table, self._list.view
        self.menu = QMenu(self._window)
        self.menu.menuAction().setObjectName("rating_menu")
        self.menu.menuAction().setIcon(self._icons.icon("rating"))
        for name in RATINGS:
            stars = int(name.removeprefix("rate_"))
            table[name].triggered.connect(lambda _checked=False, stars=stars: self.rate(stars))
            self.menu.addAction(table[name])
            view.addAction(table[name])
        view.addAction(self.menu.menuAction())
        for name in ("toggle_read", "post_note"):
            view.addAction(table[name])
        table["toggle_read"].triggered.connect(lambda _checked=False: self.toggle_read())
        table["post_note"].triggered.connect(lambda _checked=False: self.note())
        bold = self._settings.flag(_BOLD)
        table["bold_unread"].setChecked(bold)
        table["bold_unread"].toggled.connect(self._show_bold)
        if bold:
            view.show_unread(bold)
        chosen = int(self._settings.number(_PAUSE, 0))
        for name, seconds in PAUSES.items():
            table[name].setChecked(seconds == chosen)
            table[name].triggered.connect(partial(self._choose_pause, seconds))
        self._list.selection_changed.connect(self._update)
        self._list.list_loaded.connect(lambda _list: self._update())
        self._list.post_selected.connect(self._on_post_selected)
        self._window.desk.navigator.scope_chosen.connect(lambda _scope: self._update())

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self._pause.stop()
        self._update()

    def _may_write(self) -> bool:
        return self._archive is not None and not self._archive.read_only

    def _update(self) -> None:
        table = self._window.actions_table
        chosen = self._archive is not None and self._list.selection_count() > 0
        table.enable(chosen and self._may_write(), *RATINGS, "toggle_read")
        table.enable(chosen and self._list.current_post_id > 0, "post_note")
        self.menu.setTitle(self.tr("Rating"))
        self.menu.menuAction().setEnabled(chosen and self._may_write())

    # Rating and reading

    def rate(self, stars: int) -> None:
        """Rate the selected posts."""
        from fonds.services import remarks

        self._with_selection(lambda archive, ids: remarks.rate_posts(archive, ids, stars), self.tr("Rate"))

    def toggle_read(self) -> None:
        """Mark the selected posts as read; where all are, as unread."""
        from fonds.services import remarks

        self._pause.stop()
        self._with_selection(remarks.toggle_read, self.tr("Mark as read"))

    def _with_selection(self, change: Callable[[Archive, list[int]], ChangeSet], title: str) -> None:
        archive, ids = self._archive, list(self._list.selection_ids())
        if archive is not None and ids and self._may_write():
            self._operations.run_write(lambda: change(archive, ids), title=title)

    def _show_bold(self, bold: bool) -> None:
        self._settings.put(_BOLD, bold)
        self._list.view.show_unread(bold)

    def _choose_pause(self, seconds: int) -> None:
        self._settings.put(_PAUSE, seconds)
        self._on_post_selected(self._list.current_post_id)

    def _on_post_selected(self, post_id: int) -> None:
        self._update()
        seconds = int(self._settings.number(_PAUSE, 0))
        self._pause.stop()
        if post_id and seconds and self._may_write():
            self._looked_at = post_id
            self._pause.start(seconds * 1000)

    def _on_looked_at(self) -> None:
        from fonds.services import remarks

        archive, post_id = self._archive, self._looked_at
        in_trash = self._list.request.scope.kind is ScopeKind.TRASH
        if archive is None or in_trash or post_id != self._list.current_post_id:
            return
        if self._window.isActiveWindow():
            self._operations.run_write(
                lambda: remarks.note_reading(archive, post_id), title=self.tr("Mark as read")
            )

    # Notes

    def note(self) -> None:
        """Show what is noted on the current post, to be changed unless the archive may not be written."""
        from fonds.services import remarks

        archive, post_id = self._archive, self._list.current_post_id
        if archive is not None and post_id:
            self._operations.run_read(
                lambda _cancel: remarks.load_note(archive, post_id),
                partial(self._open_note, post_id),
                channel="post-note",
            )

    def _open_note(self, post_id: int, text: str) -> None:
        from fonds.gui.dialogs.post_note import PostNoteDialog
        from fonds.gui.models.post_columns import title_text

        archive = self._archive
        if archive is None:
            return
        summary = self._list.model.summary_at(self._list.model.row_of(post_id))
        title = title_text(summary) if summary is not None else ""
        dialog = PostNoteDialog(
            self._theme, self._icons, title, text, self._window, read_only=archive.read_only
        )
        dialog.save_asked.connect(partial(self._save_note, dialog, post_id))
        self._show_dialog(dialog)

    def _save_note(self, dialog: QDialog, post_id: int, text: str) -> None:
        from fonds.services import remarks

        archive = self._archive
        if archive is not None:
            self._operations.run_write(
                lambda: remarks.save_note(archive, post_id, text),
                title=self.tr("Note"),
                on_done=lambda _changes: dialog.accept(),
                on_failed=partial(_on_note_refused, dialog),
            )


def _on_note_refused(dialog: QDialog, error: Exception) -> None:
    from fonds.gui.dialogs.post_note import PostNoteDialog

    if isinstance(dialog, PostNoteDialog):
        dialog.tell_wrong(describe_error(error))
