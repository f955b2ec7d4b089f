"""The list of posts: asks the archive for what is wanted, shows it, and says what is chosen. It changes nothing.

Selection, current post and place in the list are kept by post, not by row, whenever the list is loaded again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.models.post_list import PostListModel
from fonds.gui.operations import Operations
from fonds.gui.panes import list_look
from fonds.gui.panes.list_emptiness import count_text, emptiness
from fonds.gui.panes.list_loading import Kept, Loaded, find_beginning, load_list, load_summaries, load_titles
from fonds.gui.theme import Theme
from fonds.gui.widgets.list_frame import ListFrame
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.post_menu import PostMenu
from fonds.gui.widgets.post_view import PostView
from fonds.model.changes import ChangeSet
from fonds.model.query import Grouping, ListRequest, Order, PostGroup, Scope, ScopeKind

if TYPE_CHECKING:
    from fonds.services.archives import Archive

SLOW = 250
"""Milliseconds after which a search that is under way is named."""


class PostListPane(QWidget):
    """Posts of a scope that match a search text, in an order."""

    post_selected = Signal(int)
    """A post became the current one. 0: the current one is gone, and nothing is left to take its place."""
    post_activated = Signal(int)
    """Enter or double-click: open it for editing."""
    density_changed = Signal(object)
    selection_changed = Signal()
    """Other posts are selected: actions look at ``selection_count``."""
    list_loaded = Signal(object)
    """The PostList that is shown now."""
    trash_requested = Signal()  # this and the next three concern ``selection_ids()``
    restore_requested = Signal()
    purge_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    clear_search_requested = Signal()

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._icons = icons
        self._settings = settings
        self._archive: Archive | None = None
        self._request = list_look.remembered_request(settings)
        self._shown: ListRequest | None = None
        self._shown_groups: tuple[PostGroup, ...] = ()
        self._total = 0
        self._current_id = self._awaited_id = self._current_at = 0
        self.is_written: Callable[[], bool] = bool
        """Whether somebody writes in the current post, which then stays though it leaves the list."""
        self._arranging = False
        self._model = PostListModel(operations, self)
        self._frame = ListFrame(self._model, theme, icons, self)
        self._view = self._frame.view
        self._slow = QTimer(self, singleShot=True, interval=SLOW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self.setFocusProxy(self._frame)
        self._connect()
        list_look.restore_columns(settings, self._view)
        self._frame.show_density(list_look.remembered_density(settings))
        self._frame.show_order(self._request.order)
        self._frame.header.look.show_grouping(self._request.grouping)
        self.retranslate()

    def _connect(self) -> None:
        self._view.current_row_changed.connect(self._on_current_row_changed)
        self._view.rows_selected.connect(self._on_rows_selected)
        self._view.row_activated.connect(self._on_row_activated)
        self._view.typed.connect(self._on_letters_typed)
        self._view.delete_pressed.connect(self._on_delete_pressed)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._frame.order_chosen.connect(self.set_order)
        self._frame.header.density_chosen.connect(self.set_density)
        self._frame.header.grouping_chosen.connect(self.set_grouping)
        self._view.columns.changed.connect(self.remember_look)
        self._frame.empty.action_triggered.connect(self._on_empty_action_triggered)
        self._operations.changed.connect(self._on_archive_changed)
        self._slow.timeout.connect(self._on_load_found_slow)

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self._frame.retranslate()
        self._show_count()

    def remember_look(self) -> None:
        """Write the columns and their widths to the settings; all else is written when it is chosen."""
        list_look.remember_columns(self._settings, self._view)

    # What is shown

    @property
    def request(self) -> ListRequest:
        """What was asked for last."""
        return self._request

    @property
    def density(self) -> Density:
        """How much room a post takes."""
        return self._view.density

    @property
    def view(self) -> PostView:
        """The table itself, for focus and for tests."""
        return self._view

    @property
    def model(self) -> PostListModel:
        """The rows, for tests."""
        return self._model

    def set_archive(self, archive: Archive | None) -> None:
        """Show the posts of another archive, or none."""
        self._archive = archive
        self._current_id = self._awaited_id = self._current_at = 0
        self._shown, self._total = None, 0
        self._request = list_look.without_search(self._settings, self._request)
        self._frame.show_order(self._request.order)
        for channel in ("list", "list-jump"):
            self._operations.cancel_channel(channel)
        self._model.set_loader(None if archive is None else partial(load_summaries, archive))
        self._show_count()
        self.reload()

    def set_scope(self, scope: Scope) -> None:
        """Show another place of the navigator."""
        self.set_request(list_look.at_place(self._request, scope))

    def set_search(self, text: str) -> None:
        """Show only what matches a search text; "" shows all of the scope."""
        self.set_request(replace(self._request, search_text=text))

    def set_order(self, order: Order) -> None:
        """Sort otherwise."""
        list_look.remember_order(self._settings, order)
        self.set_request(replace(self._request, order=order))

    def set_grouping(self, grouping: Grouping) -> None:
        """Show headings between the posts, or none; the list is sorted as they need it."""
        list_look.remember_grouping(self._settings, grouping)
        self._frame.header.look.show_grouping(grouping)
        order = list_look.order_for(grouping, self._request.order)
        list_look.remember_order(self._settings, order)
        self.set_request(replace(self._request, order=order, grouping=grouping))

    def set_request(self, request: ListRequest) -> None:
        """Ask for another list."""
        if (request := list_look.fitting(self._settings, request)) != self._request:
            self._request, self._current_at = request, 0
            self._frame.show_order(request.order, *list_look.offers(request))
            self.reload()

    def set_density(self, density: Density) -> None:
        """Show cards, lines or a table."""
        self.remember_look()
        list_look.remember_density(self._settings, density)
        self._frame.show_density(density)
        self.density_changed.emit(density)

    def set_total(self, total: int) -> None:
        """How many posts the archive has outside the trash, for the heading."""
        self._total = total
        self._show_count()
        self._show_emptiness()

    # What is chosen

    @property
    def current_post_id(self) -> int:
        """The post that the other panes show; 0 when there is none."""
        return self._current_id

    def selection_ids(self) -> array[int]:
        """The ids of the selected posts, in the list's order."""
        return self._view.selected_ids()

    def selection_count(self) -> int:
        """How many posts are selected."""
        return self._view.selected_count()

    def select_all(self) -> None:
        """Select every post of the list."""
        self._view.selectAll()

    def select_post(self, post_id: int) -> None:
        """Make a post the current one; if it is not in the list yet, as soon as it comes into it."""
        row = self._model.row_of(post_id)
        self._awaited_id = 0 if row >= 0 else post_id
        self._view.go_to_row(row)

    def select_next(self, step: int = 1) -> None:
        """Go ``step`` posts down (up when negative); where none is chosen, to where the last one was."""
        row = self._view.current_row
        self._view.go_to_row(max(0, min(self._model.count - 1, row + step if row >= 0 else self._current_at)))

    def show_waiting(self) -> None:
        """Show empty rows rather than a sentence, until an archive is there."""
        self._frame.show_rows()

    def focus_list(self) -> None:
        """Give the list the focus, and choose its first post if none is chosen."""
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._view.current_row < 0:
            self.select_next()

    # Loading

    def reload(self) -> None:
        """Ask the archive again."""
        if self._archive is None:
            self._show_emptiness()
            return
        self._slow.start()
        self._operations.cancel_channel("list-jump")
        work = partial(load_list, self._archive, self._request, self._kept())
        self._operations.run_read(work, self._on_list_loaded, channel="list", on_failed=self._on_load_failed)

    def _kept(self) -> Kept:
        """What must be found again in the new rows."""
        top = self._view.top_row()
        return Kept(
            request=self._shown,
            ids=self._model.ids,
            groups=self._shown_groups,
            ranges=tuple(self._view.selected_ranges()),
            current_id=self._awaited_id or self._current_id,
            current_at=self._current_at,
            top_id=self._model.id_at(top),
            top_offset=self._view.top_offset(),
            rows_in_sight=self._view.rows_in_sight(),
            written=self.is_written(),
        )

    def _on_list_loaded(self, loaded: Loaded) -> None:
        self._slow.stop()
        if loaded.posts.request != self._request:
            return
        self._shown, self._shown_groups = loaded.posts.request, loaded.posts.groups
        if loaded.same_ids:
            self._model.refresh_all()
        else:
            self._arrange(loaded)
        self._show_count()
        self._show_emptiness()
        self.list_loaded.emit(loaded.posts)

    def _arrange(self, loaded: Loaded) -> None:
        """Put the new rows in, with selection, current post and place as they were."""
        before = self._current_id
        asked_meanwhile = self._view.current_row >= 0 and loaded.current_id != (self._awaited_id or before)
        self._arranging = True
        try:
            self._model.set_ids(loaded.posts.ids, loaded.summaries, loaded.first_row, loaded.groups)
            row, ranges = loaded.current_row, loaded.ranges
            if asked_meanwhile:
                rows = (self._model.row_of(self._awaited_id), self._model.row_of(before))
                row = rows[0] if rows[0] >= 0 else rows[1]
                ranges = ((row, row),) if row >= 0 else ()
            self._view.select_ranges(ranges, row if row >= 0 else None)
            self._view.scroll_to_top_row(loaded.top_row, loaded.top_offset)
        finally:
            self._arranging = False
        self._take_current(row, before, loaded.gone)
        self.selection_changed.emit()

    def _take_current(self, row: int, before: int, gone: bool) -> None:
        now = self._model.id_at(row)
        if now:
            self._awaited_id = 0 if now == self._awaited_id else self._awaited_id
            self._current_at = row
        if now and now != before:
            self._current_id = now
            self._view.scroll_to_row(row)
            self.post_selected.emit(now)
        elif not now and gone and before:
            self._current_id = 0
            self.post_selected.emit(0)

    def _on_load_failed(self, failure: Exception) -> None:
        self._slow.stop()
        self._show_count()
        self._operations.failed.emit(failure, self.tr("Loading the list"))

    def _on_load_found_slow(self) -> None:
        searching = bool(self._request.search_text)
        self._frame.header.show_count(self.tr("Searching…") if searching else self.tr("Loading…"))

    def _on_archive_changed(self, changes: ChangeSet, initiator: object) -> None:
        self._model.refresh(changes.changed)
        if changes.moves_lists and self._archive is not None:
            self.reload()

    # What people do

    def _on_current_row_changed(self, row: int) -> None:
        if self._arranging or row < 0:
            return
        self._awaited_id = 0
        self._current_at = row
        if (post_id := self._model.id_at(row)) != self._current_id:
            self._current_id = post_id
            self.post_selected.emit(post_id)

    def _on_rows_selected(self) -> None:
        if not self._arranging:
            self.selection_changed.emit()
            self._show_count()

    def _on_row_activated(self, row: int) -> None:
        self.post_activated.emit(self._model.id_at(row))

    def _on_delete_pressed(self) -> None:
        if self.selection_count() and self._request.scope.kind not in (ScopeKind.TRASH, ScopeKind.COLLECTION):
            self.trash_requested.emit()

    def _on_scrolled(self) -> None:
        self._model.prefetch(self._view.top_row(), self._view.rows_in_sight())

    def _on_letters_typed(self, letters: str) -> None:
        if self._archive is not None:
            ids = self._model.ids
            work = partial(find_beginning, self._archive, ids, letters, self._view.current_row)
            self._operations.run_read(work, partial(self._on_title_found, ids), channel="list-jump")

    def _on_title_found(self, ids: array[int], row: int) -> None:
        if ids is self._model.ids:
            self._view.go_to_row(row)

    def _on_empty_action_triggered(self) -> None:
        (self.clear_search_requested if self._request.search_text else self.import_requested).emit()

    # The menu

    def build_menu(self) -> PostMenu:
        """The menu of the selected posts; it deletes itself when it is closed."""
        menu = PostMenu(self._icons, self._request.scope.kind is ScopeKind.TRASH, self._view)
        menu.open_chosen.connect(self._open_current)
        menu.copy_chosen.connect(self.copy_titles)
        menu.export_chosen.connect(self.export_requested)
        menu.trash_chosen.connect(self.trash_requested)
        menu.restore_chosen.connect(self.restore_requested)
        menu.purge_chosen.connect(self.purge_requested)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        if self.selection_count():
            self.build_menu().popup(self._view.viewport().mapToGlobal(place))

    def _open_current(self) -> None:
        if self._current_id:
            self.post_activated.emit(self._current_id)

    def copy_titles(self) -> None:
        """Put the titles of the selected posts on the clipboard, a line each, up to MOST_TITLES of them."""
        if self._archive is not None:
            load = partial(load_titles, self._archive, self.selection_ids())
            self._operations.run_read(load, QGuiApplication.clipboard().setText, channel="list-copy")

    # Words

    def _show_count(self) -> None:
        text = count_text(self._request, self._model.count, self._total, self.selection_count())
        self._frame.header.show_count(text if self._archive is not None else "")

    def _show_emptiness(self) -> None:
        if self._model.count or (self._archive is not None and self._shown is None):
            self._frame.show_rows()
        else:
            self._frame.show_empty(*emptiness(self._archive is not None, self._request, self._total))
