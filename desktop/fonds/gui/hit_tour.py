"""What was searched for, wherever the posts that were found are shown: marked in the list, on the page and in the text
that is edited, and gone to with F3.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fonds.gui import messages
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk, Pane
from fonds.gui.hit_snippets import HitSnippets
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.hits import HitFinder

if TYPE_CHECKING:
    from fonds.gui.widgets.editor_hits import EditorHits
    from fonds.model.progress import CancelToken
    from fonds.model.query import PostList
    from fonds.services.archives import Archive

CHANNEL = "hits"


class HitTour(QObject):
    """Serves one window."""

    told = Signal(str)
    """Which hit of how many was gone to; empty when another page is shown."""

    def __init__(
        self, desk: Desk, table: Actions, operations: Operations, theme: Theme, find: Callable[[], None]
    ) -> None:
        """``find`` is done where there is no search whose hits one could go to: it opens the find bar."""
        super().__init__(desk)
        self._desk = desk
        self._operations = operations
        self._theme = theme
        self._find = find
        self._archive: Archive | None = None
        self._asked: tuple[str, bool] | None = None
        self._finder = HitFinder()
        self._editor_hits: EditorHits | None = None
        self._telling = False
        self.snippets = HitSnippets(operations, self)
        desk.list.view.show_snippets(self.snippets)
        desk.list.list_loaded.connect(self._on_list_loaded)
        desk.preview.page_shown.connect(lambda _post: self._on_page_shown())
        desk.editor_made.connect(self._on_editor_made)
        table["next_hit"].triggered.connect(lambda _checked=False: self.go(1))
        table["previous_hit"].triggered.connect(lambda _checked=False: self.go(-1))

    def set_archive(self, archive: Archive | None) -> None:
        """Look into another archive; nothing is marked."""
        self._archive = archive
        self._asked = None
        self._operations.cancel_channel(CHANNEL)
        self._take_finder(HitFinder())

    def go(self, step: int) -> None:
        """Go to the next hit, or the one before: where one is reading or writing, else on the page."""
        if self._desk.preview.finding:
            (self._desk.preview.find_next if step > 0 else self._desk.preview.find_previous)()
        elif self._finder.empty:
            self._find()
        elif self._editor_hits is not None and self._writes():
            self._editor_hits.go_to_hit(step)
        elif self._desk.preview.go_to_hit(step):
            number, count = self._desk.preview.hits
            text = self.tr("Hit {number} of {count}").replace("{number}", messages.number_text(number))
            self._telling = True
            self.told.emit(text.replace("{count}", messages.number_text(count)))
        elif self._editor_hits is not None and self._desk.is_shown(Pane.EDITOR):
            self._editor_hits.go_to_hit(step)

    def _writes(self) -> bool:
        """Whether the text has the keyboard, or is all that is shown of a post."""
        return self._desk.editor.text.hasFocus() or not self._desk.preview.isVisible()

    def _on_list_loaded(self, posts: PostList) -> None:
        text, variants, archive = posts.request.search_text, posts.request.variants, self._archive
        if (text, variants) == self._asked or archive is None:
            return
        self._asked = text, variants
        self._operations.cancel_channel(CHANNEL)
        if not text:
            self._take_finder(HitFinder())
            return
        self._operations.run_read(
            partial(_load_finder, archive, text, variants),
            self._take_finder,
            channel=CHANNEL,
            on_failed=lambda _error: self._take_finder(HitFinder()),
        )

    def _take_finder(self, finder: HitFinder) -> None:
        self._finder = finder
        self.snippets.set_finder(self._archive, finder)
        self._desk.preview.set_hits(finder)
        if self._editor_hits is not None:
            self._editor_hits.set_finder(finder)

    def _on_editor_made(self) -> None:
        from fonds.gui.widgets.editor_hits import (
            EditorHits,
        )  # with the editor, which waits for the first post

        self._editor_hits = EditorHits(self._desk.editor.text, self._theme)
        self._editor_hits.set_finder(self._finder)
        self._desk.editor.shown.connect(lambda _post: self._look_again())

    def _on_page_shown(self) -> None:
        if self._telling:
            self._telling = False
            self.told.emit("")

    def _look_again(self) -> None:
        if self._editor_hits is not None:
            self._editor_hits.look_again()


def _load_finder(archive: Archive, text: str, variants: bool, cancel: CancelToken) -> HitFinder:
    from fonds.services import searching

    return searching.load_hit_finder(archive, text, cancel, variants=variants)
