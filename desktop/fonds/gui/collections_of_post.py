"""The collections of the post that is edited, shown in its form: asked for again when collections change, and changed at
once, each change a step of its own that can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.gui.collecting_actions import CollectingActions
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.query import Scope, ScopeKind

if TYPE_CHECKING:
    from fonds.gui.main_window import MainWindow
    from fonds.gui.widgets.collections_row import CollectionsRow
    from fonds.services.archives import Archive

_CHANNEL = "collections-of-post"


class CollectionsOfPost(QObject):
    """The row of one window; it is made with the editor. ``posts`` puts into collections and takes out of them."""

    def __init__(
        self,
        window: MainWindow,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        posts: CollectingActions,
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._theme, self._icons = window, operations, theme, icons
        self._posts = posts
        self._archive: Archive | None = None
        self.row: CollectionsRow | None = None
        """The row, once the editor is there."""
        window.desk.editor_made.connect(self._on_editor_made)
        window.desk.navigator.counts_loaded.connect(lambda _counts: self._load())

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self._operations.cancel_channel(_CHANNEL)

    def _on_editor_made(self) -> None:
        from fonds.gui.widgets.collections_row import CollectionsRow

        editor = self._window.desk.editor
        row = self.row = CollectionsRow(self._theme, self._icons)
        editor.form.add_row(self.tr("Collections"), row)
        row.stand_behind(editor.form.authors.input)
        row.add_asked.connect(self._add)
        row.remove_asked.connect(self._remove)
        row.show_asked.connect(self._show)
        editor.shown.connect(lambda _post: self._load())

    @property
    def _post(self) -> int:
        """The post that is shown; 0 when none is."""
        post = self._window.desk.editor.post if self.row is not None else None
        return 0 if post is None else post.id

    def _load(self) -> None:
        archive, post = self._archive, self._post
        if archive is not None and post:
            self._operations.run_read(
                lambda _cancel: _collections_of(archive, post),
                partial(self._on_loaded, post),
                channel=_CHANNEL,
            )

    def _on_loaded(self, post: int, found: tuple[tuple[int, str], ...]) -> None:
        if self.row is None or post != self._post:
            return
        paths = {one.id: " / ".join(one.path) for one in self._window.counts.collections}
        named = [(number, paths.get(number, name)) for number, name in found]
        self.row.show_collections(named, writable=self._may_write())

    def _may_write(self) -> bool:
        return not self._window.desk.editor.notices.locked

    def _add(self) -> None:
        if self._post and self._may_write():
            self._posts.choose([self._post])

    def _remove(self, number: int) -> None:
        if self._post and self._may_write():
            self._posts.take_out(number, [self._post])

    def _show(self, number: int) -> None:
        self._window.desk.navigator.select_scope(Scope(ScopeKind.COLLECTION, number))


def _collections_of(archive: Archive, post: int) -> tuple[tuple[int, str], ...]:
    from fonds.services import browsing

    found = browsing.load_summaries(archive, [post])
    return found[0].collections if found else ()
