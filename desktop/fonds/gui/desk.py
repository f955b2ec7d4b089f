"""The panes of one window side by side, and how they hear of one another. No pane calls another: this is the switchboard.

The desk is built once and shows one archive after the other (``set_archive``).
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.index_care import IndexCare
from fonds.gui.operations import Operations
from fonds.gui.pane_splitter import Pane, PaneSplitter
from fonds.gui.panes.navigator import NavigatorPane
from fonds.gui.panes.post_list import PostListPane
from fonds.gui.panes.preview import PreviewPane
from fonds.gui.reading_area import ReadingArea
from fonds.gui.theme import Theme
from fonds.gui.widgets.notice_bar import NoticeBar
from fonds.model.changes import ChangeSet
from fonds.model.query import ListRequest, Scope

if TYPE_CHECKING:
    from fonds.gui.panes.editor import EditorPane
    from fonds.gui.panes.editor_source_notice import SourceNotice
    from fonds.gui.panes.editor_tools import EditorTools
    from fonds.model.revision import PostEdit
    from fonds.services.archives import Archive
    from fonds.services.previewing import Previewer

SELECTION_PAUSE = 60
"""Milliseconds for which a selection must rest before the editor loads it, so that running through a list stays quick."""


NARROW = 1000
"""Pixels below which two texts beside each other need the navigator's room as well."""

__all__ = ["Desk", "Pane"]


class Desk(QWidget):
    """Navigator, counts, list, editor and preview."""

    pane_toggled = Signal(str, bool)
    """A pane (its name) was shown or hidden."""
    pane_appeared = Signal(str)
    """A pane (its name) came to be seen, or the window was painted with it."""
    dirty_changed = Signal(bool)
    """Whether the editor holds what was not saved."""
    editor_made = Signal()
    """The editor is there from now on."""
    compare_asked = Signal(int)
    """A post is to be compared with what its source says now."""

    def __init__(self, operations: Operations, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._operations = operations
        self._settings = settings
        self.navigator = NavigatorPane(operations, theme, icons, settings)
        self.list = PostListPane(operations, theme, icons, settings)
        self._theme, self._icons = theme, icons
        self._index_care = IndexCare(operations, self)
        self._archive: Archive | None = None
        self._previewer: Previewer | None = None
        self._editor: EditorPane | None = None
        self._source_notice: SourceNotice | None = None
        self.tools: EditorTools | None = None
        """What helps to write in the editor, once that is there."""
        self._editor_place = QWidget()
        place = QVBoxLayout(self._editor_place)
        place.setContentsMargins(0, 0, 0, 0)
        self.facets_place = QWidget()
        """Where the counts stand when they are wanted; empty before."""
        self.preview = PreviewPane(
            self.previewer,
            operations,
            engine=settings.text("preview.engine", "auto"),
            palette=theme.palette.name,
            text_size=int(settings.number("preview.text_size", 17)),
        )
        self.reading = ReadingArea(self.preview, operations, theme, icons)
        self.reading.flush = self.flush
        self._panes: dict[Pane, QWidget] = {
            Pane.NAVIGATOR: self.navigator,
            Pane.FACETS: self.facets_place,
            Pane.LIST: self.list,
            Pane.EDITOR: self._editor_place,
            Pane.PREVIEW: self.reading,
        }
        self._splitter = PaneSplitter(self._panes, settings)
        self._splitter.toggled.connect(self.pane_toggled)
        self._splitter.appeared.connect(self._on_pane_appeared)
        self.notice = NoticeBar(theme, icons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self._splitter, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SELECTION_PAUSE)
        self._pause.timeout.connect(self._on_selection_rested)
        self._wanted = 0
        self._begun = 0
        self._connect(theme)

    def _connect(self, theme: Theme) -> None:
        self.navigator.scope_chosen.connect(self._on_scope_chosen)
        self.list.post_selected.connect(self._on_post_selected)
        self.list.post_activated.connect(self._on_post_activated)
        self.list.is_written = self._is_written
        self.preview.post_link_clicked.connect(self.show_post)
        self.preview.text_size_changed.connect(partial(self._settings.put, "preview.text_size"))
        theme.changed.connect(lambda: self.preview.set_palette(theme.palette.name))
        self._operations.changed.connect(self._on_archive_changed)

    # The editor, the costliest pane, is made when the window has been painted, or sooner if it is asked for

    @property
    def editor(self) -> EditorPane:
        """The editor."""
        if self._editor is None:
            from fonds.gui.panes.editor import EditorPane
            from fonds.gui.panes.editor_source_notice import SourceNotice
            from fonds.gui.panes.editor_tools import EditorTools

            editor = self._editor = EditorPane(self._operations, self._theme, self._icons)
            editor.text_changed.connect(self._on_text_changed)
            editor.saved.connect(self._on_post_saved)
            editor.shown.connect(self._on_editor_shown)
            editor.dirty_changed.connect(self.dirty_changed)
            editor.set_archive(self._archive)
            self._source_notice = SourceNotice(editor.source_notice, self._operations)
            self._source_notice.set_archive(self._archive)
            self._source_notice.compare_asked.connect(self.compare_asked)
            editor.shown.connect(self._source_notice.show_post)
            self.tools = EditorTools(editor, self._operations, self._theme, self._icons, self._settings)
            self.tools.set_archive(self._archive)
            layout = self._editor_place.layout()
            assert layout is not None
            layout.addWidget(editor)
            # A late comer stands last in the order of the Tab key.
            self._tab_through(editor)
            self.editor_made.emit()
        return self._editor

    def _tab_through(self, editor: EditorPane) -> None:
        """Put the editor's widgets, in their own order, between those of the list and of the preview; the rows of the
        list come before its heading."""
        chain: list[QWidget] = []
        widget = editor.nextInFocusChain()
        while widget is not None and widget is not editor:
            chain.append(widget)
            widget = widget.nextInFocusChain()
        stops = [item for item in chain if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
        # Qt enters the list at its rows, and would pass by what stands before them.
        rows = self.list.view
        heading = [item for item in stops if self.list.isAncestorOf(item) and item is not rows]
        order = [rows, *heading, *(item for item in stops if editor.isAncestorOf(item))]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def complete(self) -> None:
        """Make what was left out for the sake of the first painting."""
        self.editor.show()
        if self._splitter.is_seen(Pane.FACETS):
            self.pane_appeared.emit(Pane.FACETS.value)

    def previewer(self) -> Previewer:
        """What renders posts, loaded and made for the first of them."""
        if self._previewer is None:
            from fonds.services.previewing import Previewer

            self._previewer = Previewer()
        return self._previewer

    def close_preview(self) -> None:
        """Let go of the engine and of the rendering process, before the window goes."""
        self.preview.close_engine()
        if self._previewer is not None:
            self._previewer.close()

    def has_unsaved(self) -> bool:
        """Whether the editor holds what was not saved."""
        return self._editor is not None and self._editor.has_unsaved()

    def _is_written(self) -> bool:
        """Whether the keyboard is in the editor."""
        focused = QApplication.focusWidget()
        return self._editor is not None and focused is not None and self._editor.isAncestorOf(focused)

    def save(self) -> None:
        """Save what the editor holds."""
        if self._editor is not None:
            self._editor.save()

    def flush(self) -> None:
        """Keep what was typed as a draft, now."""
        if self._editor is not None:
            self._editor.flush()

    # The archive and what is shown of it

    def set_archive(self, archive: Archive | None) -> None:
        """Show an archive, or none."""
        self._archive = archive
        self._index_care.set_archive(archive)
        self.notice.dismiss()
        self.navigator.set_archive(archive)
        self.list.set_archive(archive)
        if self._editor is not None:
            self._editor.set_archive(archive)
        if self._source_notice is not None:
            self._source_notice.set_archive(archive)
        if self.tools is not None:
            self.tools.set_archive(archive)
        self.preview.set_archive(archive)
        self.reading.set_archive(archive)

    def show_list(self, request: ListRequest) -> None:
        """Show a scope and a search, for example the posts of an accession."""
        self.navigator.select_scope(request.scope)
        self.list.set_request(request)

    def show_post(self, post_id: int) -> None:
        """Select a post in the list and show it, wherever it is."""
        self.list.select_post(post_id)
        self._on_post_selected(post_id)

    def open_post(self, post_id: int) -> None:
        """Show a post, wherever it is, and let it be edited."""
        self.list.select_post(post_id)
        self._on_post_activated(post_id)

    def open_new_post(self, post_id: int) -> None:
        """Show a post that was just made, ready to be written."""
        self.navigator.select_scope(Scope())
        request = self.list.request
        self.list.set_request(ListRequest(order=request.order, variants=request.variants))
        self._begun = post_id
        self.show_post(post_id)
        self._on_post_activated(post_id)

    def _on_scope_chosen(self, scope: Scope) -> None:
        self.list.set_scope(scope)

    def _on_post_selected(self, post_id: int) -> None:
        self._wanted = post_id
        self.reading.show_post(post_id)
        if not post_id:
            self._pause.stop()
            self.preview.show_nothing()
            if self._editor is not None:
                self._editor.show_post(None)
            return
        if self._splitter.is_seen(Pane.PREVIEW):
            self.preview.show_post(post_id)
        self._pause.start()

    def _on_selection_rested(self) -> None:
        if self._wanted and self._splitter.is_seen(Pane.EDITOR):
            self.editor.show_post(self._wanted)

    def _on_post_activated(self, post_id: int) -> None:
        self.set_shown(Pane.EDITOR, True)
        self._wanted = post_id
        self._on_selection_rested()
        self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_editor_shown(self, post_id: int) -> None:
        begun, self._begun = self._begun, 0
        if post_id == begun:
            self.editor.begin_title()

    def _on_text_changed(self, post_id: int, edit: PostEdit) -> None:
        post = self.editor.post
        if post is not None and post.id == post_id == self._wanted and self._splitter.is_seen(Pane.PREVIEW):
            from fonds.services import previewing

            # Put together by the thread that renders: of a long text that takes longer than a key may.
            self.preview.show_unsaved(post_id, partial(previewing.unsaved_text, post, edit))

    def _on_post_saved(self, post_id: int) -> None:
        if post_id == self._wanted and not self.editor.has_unsaved():
            self.preview.show_post(post_id)

    def _on_archive_changed(self, changes: ChangeSet, initiator: object) -> None:
        """The page follows what others changed (undo, an import); a text that is being written goes before it."""
        editor = self._editor
        concerned = changes.many or self._wanted in changes.added | changes.changed
        if not concerned or not self._wanted or not self._splitter.is_seen(Pane.PREVIEW):
            return
        if editor is None or (initiator is not editor and not editor.has_unsaved()):
            self.preview.show_post(self._wanted)

    def find_in_post(self) -> None:
        """Find text in the post: in what is written while one writes there, else on the page."""
        if self._editor is not None and self.tools is not None and self._editor.text.hasFocus():
            self.tools.run("find")
        else:
            self.set_shown(Pane.PREVIEW, True)
            self.preview.find_in_page()

    # Panes

    def is_shown(self, pane: Pane) -> bool:
        """Whether a pane is wanted; one that is may have no room in a narrow window."""
        return self._splitter.is_wanted(pane)

    def set_shown(self, pane: Pane, shown: bool) -> None:
        """Show or hide a pane; the last one stays."""
        self._splitter.want(pane, shown)

    def lend_room(self, lent: bool) -> None:
        """Let what is read have the editor's room for a while, and in a narrow window the navigator's."""
        self._splitter.lend(Pane.EDITOR, lent)
        self._splitter.lend(Pane.NAVIGATOR, lent and self.width() < NARROW)

    def save_layout(self) -> None:
        """Remember widths and what is hidden."""
        self._splitter.save()

    def is_seen(self, pane: Pane) -> bool:
        """Whether a pane has its place in the window now."""
        return self._splitter.is_seen(pane)

    def _on_pane_appeared(self, name: str) -> None:
        """A pane that was hidden shows what the others show."""
        self.pane_appeared.emit(name)
        if not self._wanted:
            return
        if name == Pane.PREVIEW:
            self.preview.show_post(self._wanted)
        elif name == Pane.EDITOR:
            self._on_selection_rested()

    def focus_next_pane(self, step: int = 1) -> None:
        """Move the keyboard's focus to the next pane that is shown."""
        shown = [pane for pane in Pane if self._splitter.is_seen(pane)]
        here = next(
            (place for place, pane in enumerate(shown) if self._has_focus(pane)), -1 if step > 0 else 0
        )
        self.focus_pane(shown[(here + step) % len(shown)])

    def focus_pane(self, pane: Pane) -> None:
        """Give a pane the keyboard."""
        self.preview.link_hovered.emit("")  # the link that had the keyboard has it no more
        match pane:
            case Pane.NAVIGATOR:
                self.navigator.focus_navigator()
            case Pane.FACETS:
                self.facets_place.setFocus(Qt.FocusReason.TabFocusReason)
            case Pane.LIST:
                self.list.focus_list()
            case Pane.EDITOR:
                self.editor.text.setFocus(Qt.FocusReason.TabFocusReason)
            case Pane.PREVIEW:
                if self.reading.shows_history:
                    self.reading.history.setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self.preview.focus_page()

    def _has_focus(self, pane: Pane) -> bool:
        widget = self._panes[pane]
        focused = self.window().focusWidget()
        return focused is not None and (focused is widget or widget.isAncestorOf(focused))
