"""What a person does with the post in the preview: its views and its look, back and forward, copy and print, and
scrolling it with the editor. Choices are remembered; nothing of this changes the archive.
"""

from __future__ import annotations

import html
import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from fonds.base.settings import Settings
from fonds.gui.actions import Actions
from fonds.gui.desk import Desk, Pane
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.preview.header import ORIGINAL, RENDERED, SOURCE, PreviewHeader
from fonds.gui.preview.reading_look import ReadingLook, keep_look, load_look
from fonds.gui.preview.visits import Visits
from fonds.gui.theme import Theme

if TYPE_CHECKING:
    from fonds.gui.main_window import MainWindow
    from fonds.gui.preview.copying import Copying
    from fonds.gui.preview.media_opening import MediaOpening
    from fonds.gui.preview.printing import Printing
    from fonds.gui.preview.scroll_together import ScrollTogether
    from fonds.gui.preview.source_view import SourceView
    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive
    from fonds.services.post_sources import PostSource

CHANNEL = "post-source"
TOGETHER = "preview.scroll_together"
VIEWS = {"view_rendered": RENDERED, "view_source": SOURCE, "view_original": ORIGINAL}
ON_PAGE = ("print", "print_preview", "copy_rich", "copy_markdown", "copy_plain")
"""Actions that need a post on the page."""


class PreviewActions(QObject):
    """Serves one window."""

    def __init__(
        self, window: MainWindow, operations: Operations, theme: Theme, icons: Icons, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk = window.desk
        self._pane = window.desk.preview
        self._table: Actions = window.actions_table
        self._operations, self._theme, self._icons, self._settings = operations, theme, icons, settings
        self._archive: Archive | None = None
        self._view = RENDERED
        self._look = load_look(settings)
        self.visits = Visits()
        self.header = PreviewHeader(icons)
        self.source: SourceView | None = None
        """The views as source, made for the first of them."""
        self.together: ScrollTogether | None = None
        """What scrolls editor and preview together, made with the editor."""
        self._copying: Copying | None = None
        self._printing: Printing | None = None
        self._media: MediaOpening | None = None
        self._fill_header()
        self._connect()
        self._pane.set_reading(self._look)
        self._update()

    def _fill_header(self) -> None:
        table = self._table
        menu = QMenu(self.header)
        for name in ("copy_rich", "copy_markdown", "copy_plain"):
            menu.addAction(table[name])
        menu.addSeparator()
        for name in ("print_preview", "print"):
            menu.addAction(table[name])
        self.header.fill(
            table["go_back"], table["go_forward"], table["scroll_together"], table["reading_look"], menu
        )
        self._pane.add_header(self.header)

    def _connect(self) -> None:
        table, pane = self._table, self._pane
        table["go_back"].triggered.connect(lambda _checked=False: self.go(-1))
        table["go_forward"].triggered.connect(lambda _checked=False: self.go(1))
        for action, view in VIEWS.items():
            table[action].triggered.connect(partial(self.show_view, view))
        table["view_rendered"].setChecked(True)
        table["reading_look"].triggered.connect(self.choose_look)
        table["scroll_together"].setChecked(self._settings.flag(TOGETHER, True))
        table["scroll_together"].toggled.connect(self._on_together_toggled)
        for form in ("rich", "markdown", "plain"):
            table[f"copy_{form}"].triggered.connect(partial(self.copy, form))
        table["print"].triggered.connect(lambda _checked=False: self._printer().print())
        table["print_preview"].triggered.connect(
            lambda _checked=False: self._printer().preview(self._title())
        )
        self.header.view_chosen.connect(self.show_view)
        pane.post_asked.connect(self._on_post_asked)
        pane.page_shown.connect(lambda _post: self._update())
        pane.link_followed.connect(self.visits.keep)
        pane.media_link_clicked.connect(self._on_media_clicked)
        pane.find_asked.connect(self._on_find_asked)
        self._desk.editor_made.connect(self._on_editor_made)
        self._window.door.changed.connect(self._set_archive)

    def _set_archive(self, archive: Archive | None) -> None:
        self._archive = archive
        self.visits.clear()
        self._update()

    # Back and forward

    def go(self, step: int) -> None:
        """Show the post that was read before (-1), or the one that one came back from (1)."""
        post_id = self.visits.go(step)
        if post_id:
            self._desk.show_post(post_id)
        self._update()

    def _on_post_asked(self, post_id: int) -> None:
        if post_id:
            self.visits.arrive(post_id)
        if self._view != RENDERED:
            self._load_source()
        self._update()

    # Views

    def show_view(self, view: str, _checked: bool = False) -> None:
        """Show the post as a page, as source, or the file as it was imported."""
        if view == self._view:
            return
        self._view = view
        self.header.show_view(view)
        for action, name in VIEWS.items():
            self._table[action].setChecked(name == view)
        if view == RENDERED:
            self._operations.cancel_channel(CHANNEL)
            self._pane.turn_to(None)
        else:
            self._load_source()
            self._pane.turn_to(self._source_view())
        self._update()

    def _source_view(self) -> SourceView:
        if self.source is None:
            from fonds.gui.preview.source_view import SourceView  # with the first look at a source

            self.source = SourceView(self._operations, self._theme, self._icons)
        return self.source

    def _load_source(self) -> None:
        archive, post_id, view = self._archive, self._pane.post_id, self._source_view()
        if archive is None or post_id is None:
            self._operations.cancel_channel(CHANNEL)
            view.show_nothing(self.tr("Choose a post to read it here."))
            return
        self._operations.run_read(
            partial(_load_source, archive, post_id, self._view == ORIGINAL),
            view.show_source,
            channel=CHANNEL,
            on_failed=lambda error: view.show_nothing(_describe(error)),
        )

    def _on_find_asked(self) -> None:
        if self.source is not None:
            self.source.find_text()

    # The look

    def choose_look(self) -> None:
        """Let the look of pages be chosen."""
        from fonds.gui.preview.look_popup import LookPopup

        self._desk.set_shown(Pane.PREVIEW, True)
        popup = LookPopup(self._look, self._pane.text_size, self.header)
        popup.chosen.connect(self.set_look)
        popup.size_stepped.connect(self._step_size)
        self._pane.text_size_changed.connect(popup.show_size)
        popup.pop_up(self.header.look_button)

    def set_look(self, look: ReadingLook) -> None:
        """Show pages in this look, now and from now on."""
        self._look = look
        keep_look(self._settings, look)
        self._pane.set_reading(look)

    def _step_size(self, step: int) -> None:
        {1: self._pane.zoom_in, -1: self._pane.zoom_out}.get(step, self._pane.zoom_reset)()

    # Scrolling together

    def _on_editor_made(self) -> None:
        from fonds.gui.preview.scroll_together import ScrollTogether

        self.together = ScrollTogether(self._desk.editor.text, self._pane, self._shows_the_edited)
        self.together.set_on(self._table["scroll_together"].isChecked())

    def _on_together_toggled(self, on: bool) -> None:
        self._settings.put(TOGETHER, on)
        if self.together is not None:
            self.together.set_on(on)

    def _shows_the_edited(self) -> bool:
        """Whether editor and page have the same post."""
        return self._view == RENDERED and self._desk.editor.post_id == self._pane.post_id is not None

    # Copy, print, open

    def copy(self, form: str, _checked: bool = False) -> None:
        """Copy the selection, or the post: "rich", "markdown" or "plain"."""
        from fonds.gui.preview.copying import Copying, Form

        if self._archive is None:
            return
        if self._copying is None:
            self._copying = Copying(self._pane, self._operations, self._desk.previewer)
            self._copying.told.connect(self._tell)
        self._copying.copy(self._archive, Form(form))

    def _printer(self) -> Printing:
        if self._printing is None:
            from fonds.gui.preview.printing import Printing

            self._printing = Printing(self._pane, self._window)
            self._printing.told.connect(self._tell)
        return self._printing

    def _on_media_clicked(self, reference: str) -> None:
        from fonds.gui.preview.media_opening import MediaOpening

        if self._archive is None:
            return
        if self._media is None:
            self._media = MediaOpening(self._pane, self._operations, self._desk.previewer)
            self._media.told.connect(self._tell)
        self._media.ask(self._archive, reference)

    def _title(self) -> str:
        page = self._pane.page
        found = None if page is None else re.search(r"<title>([^<]*)</title>", page.html)
        return (html.unescape(found[1]).strip() if found else "") or self.tr("Post")

    def _tell(self, text: str) -> None:
        self._window.status_line.showMessage(text)

    def _update(self) -> None:
        """Allow what makes sense now."""
        post = self._archive is not None and self._pane.post_id is not None
        self._table.enable(post, *VIEWS)
        self._table.enable(post and self._view == RENDERED and self._pane.page is not None, *ON_PAGE)
        self._table.enable(self.visits.can_go_back, "go_back")
        self._table.enable(self.visits.can_go_forward, "go_forward")
        self.header.views.setEnabled(post)


def _load_source(archive: Archive, post_id: int, original: bool, cancel: CancelToken) -> PostSource:
    from fonds.services.post_sources import load_source  # in the pool

    return load_source(archive, post_id, original=original, cancel=cancel)


def _describe(error: Exception) -> str:
    from fonds.gui.messages import describe_error

    return describe_error(error)
