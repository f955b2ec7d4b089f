"""What the window does with the posts of collections: puts them in, takes them out, and moves them by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error, number_text, plural
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.undo_offer import UndoOffer
from fonds.gui.widgets.post_drag import HandOrderDrops
from fonds.model.changes import ChangeSet
from fonds.model.errors import UserError
from fonds.model.query import OrderColumn, Scope, ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.model.collection import Collection
    from fonds.model.progress import CancelToken, ProgressSink
    from fonds.services.archives import Archive

MANY = 2000
"""From so many posts on it is a job with progress, which can be cancelled."""
_LISTED = 20
"""Collections in the menu of the list; for more there is the chooser."""
_MOVES: dict[str, tuple[int | None, bool]] = {
    "hand_up": (1, True),
    "hand_down": (1, False),
    "hand_top": (None, True),
    "hand_bottom": (None, False),
}


class CollectingActions(QObject):
    """The posts of collections, for one window. ``show_dialog`` shows a dialog that closes with the archive."""

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
        self._offer = UndoOffer(window.desk.notice, operations, self)
        self._list = window.desk.list
        table = self._table = window.actions_table
        self._delete_keys = table["trash"].shortcuts()
        self.drops = HandOrderDrops(self._list.view, theme, self._is_by_hand)
        self.drops.dropped.connect(self._on_dropped)
        self.menu = QMenu(window)
        self.menu.menuAction().setObjectName("collections_menu")
        self.menu.menuAction().setIcon(icons.icon("collection"))
        self.menu.aboutToShow.connect(self._fill_menu)
        for name, slot in (
            ("add_to_collection", self.choose),
            ("remove_from_collection", self.remove),
            ("collect_results", self.collect_results),
            *((name, partial(self.shift, name)) for name in _MOVES),
        ):
            table[name].triggered.connect(lambda _checked=False, slot=slot: slot())
        view = self._list.view
        view.addAction(self.menu.menuAction())
        view.addAction(table["remove_from_collection"])
        for name in _MOVES:
            view.addAction(table[name])
        self._list.selection_changed.connect(self._update)
        self._list.list_loaded.connect(lambda _list: self._update())
        window.desk.navigator.scope_chosen.connect(lambda _scope: self._update())
        window.desk.navigator.counts_loaded.connect(lambda _counts: self._update())
        self._update()

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        if archive is not None:
            self.drops.attach()
        self._update()

    @property
    def _current(self) -> int:
        scope = self._list.request.scope
        return scope.value if scope.kind is ScopeKind.COLLECTION else 0

    def _is_by_hand(self) -> bool:
        order = self._list.request.order
        return (
            self._current > 0
            and self._may_write()
            and order.column is OrderColumn.HAND
            and not order.descending
        )

    def _may_write(self) -> bool:
        return self._archive is not None and not self._archive.read_only

    def _update(self) -> None:
        writable, collected = self._may_write(), self._current > 0
        chosen = writable and self._list.selection_count() > 0
        in_trash = self._list.request.scope.kind is ScopeKind.TRASH
        self.menu.setTitle(self.tr("Collections"))
        self.menu.menuAction().setEnabled(chosen and not in_trash)
        self._table.enable(chosen and not in_trash, "add_to_collection")
        self._table.enable(writable and self._list.model.count > 0 and not in_trash, "collect_results")
        self._table.enable(chosen and collected, "remove_from_collection")
        self._table.enable(chosen and self._is_by_hand(), *_MOVES)
        # Delete takes out of the collection that is shown; the trash is one key further away there.
        trash, remove = self._table["trash"], self._table["remove_from_collection"]
        trash.setShortcuts([QKeySequence("Ctrl+Del")] if collected else self._delete_keys)
        remove.setShortcuts(self._delete_keys if collected else [])

    # Putting in

    def choose(self, posts: Sequence[int] | None = None) -> None:
        """Ask for the collection that posts (None: the selected ones) are to be put into; it may be made on the way."""
        from fonds.gui.dialogs.collection_chooser import CollectionChooser

        ids = list(self._list.selection_ids() if posts is None else posts)
        if not ids or not self._may_write():
            return
        title = (
            self.tr("Add {number} posts to a collection") if len(ids) > 1 else self.tr("Add to collection")
        )
        dialog = CollectionChooser(
            title.replace("{number}", number_text(len(ids))),
            self._window.counts.collections,
            self._icons,
            self._window,
        )
        dialog.chosen.connect(lambda number: self.add(number, ids))
        dialog.new_asked.connect(lambda names, parent: self._make(names, parent, ids))
        self._show_dialog(dialog)

    def add(self, number: int, ids: Sequence[int]) -> None:
        """Put posts behind those of a collection; many as a job that can be cancelled."""
        from fonds.services import collections

        archive, wanted = self._archive, list(ids)
        if archive is None or not self._may_write() or not wanted:
            return
        name = self._name_of(number)

        def work(progress: ProgressSink, cancel: CancelToken | None) -> tuple[int, ChangeSet]:
            return collections.add_posts(archive, number, wanted, progress, cancel)

        self._run(work, len(wanted), self.tr("Add to collection"), partial(self._on_added, name))

    def collect_results(self) -> None:
        """Ask for a name, and make a collection of all posts of the list, in its order."""
        from fonds.gui.dialogs.saved_search import SavedSearchDialog

        ids = list(self._list.model.ids)
        if not ids or not self._may_write():
            return
        text = self._window.search_box.search_text
        told = self.tr("{number} posts, in the order of the list").replace("{number}", number_text(len(ids)))
        dialog = SavedSearchDialog(
            self._theme, self.tr("Make a collection from these results"), text, told, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.name_given.connect(lambda name: self._make((name,), 0, ids, dialog))
        self._show_dialog(dialog)

    def _make(
        self, names: Sequence[str], parent: int, ids: Sequence[int], dialog: QDialog | None = None
    ) -> None:
        from fonds.services import collections

        archive = self._archive
        if archive is None:
            return

        def work(progress: ProgressSink, cancel: CancelToken | None) -> tuple[Collection, ChangeSet]:
            return collections.create_path(archive, names, parent, ids, progress, cancel)

        self._run(
            work,
            len(ids),
            self.tr("New collection"),
            partial(self._on_made, len(ids), dialog),
            partial(self._on_refused, dialog),
        )

    def _run(
        self,
        work: Callable[[ProgressSink, CancelToken | None], tuple[object, ChangeSet]],
        number: int,
        title: str,
        on_done: Callable[[object, str], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        from fonds.model.progress import ignore_progress

        if number > MANY:
            self._operations.run_job(
                work,
                title=title,
                writes=True,
                on_done=lambda result: on_done(result[0], result[1].step),
                on_failed=on_failed,
            )
            return

        def write() -> tuple[tuple[object, str], ChangeSet]:
            result, changes = work(ignore_progress, None)
            return (result, changes.step), changes

        self._operations.run_write(
            write, title=title, on_done=lambda both: on_done(*both), on_failed=on_failed
        )

    def _on_added(self, name: str, added: object, step: str) -> None:
        if not added:
            self._tell(self.tr("They are in “{name}” already.").replace("{name}", name), "")
            return
        self._tell(self._added_text(int(str(added)), name), step)

    def _on_made(self, number: int, dialog: QDialog | None, made: object, step: str) -> None:
        from fonds.model.collection import Collection

        assert isinstance(made, Collection)
        if dialog is not None:
            dialog.close()
            self._window.search_box.clear_search()
            self._window.desk.navigator.select_scope(Scope(ScopeKind.COLLECTION, made.id))
        self._tell(self._added_text(number, made.name), step)

    def _added_text(self, number: int, name: str) -> str:
        text = plural(self.tr("%Ln post(s) added to “{name}”.", "", number), number)
        return text.replace("{name}", name)

    def _on_refused(self, dialog: QDialog | None, error: Exception) -> None:
        tell = getattr(dialog, "tell_wrong", None)
        if isinstance(error, UserError) and tell is not None:
            tell(describe_error(error))
        else:
            self._operations.failed.emit(error, self.tr("New collection"))

    def _tell(self, sentence: str, step: str) -> None:
        self._offer.tell(sentence, step, (self.tr("Undo"), partial(self._undo, step)))

    def _undo(self, step: str) -> None:
        archive = self._archive
        self._window.desk.notice.dismiss()
        if archive is not None:
            from fonds.services import history

            self._operations.run_write(lambda: history.undo(archive, only=step), title=self.tr("Undo"))

    def _name_of(self, number: int) -> str:
        known = (one.name for one in self._window.counts.collections if one.id == number)
        return next(known, "")

    # Taking out and moving

    def remove(self) -> None:
        """Take the selected posts out of the collection that is shown, and of all below it; undo brings them back."""
        self.take_out(self._current, self._list.selection_ids(), whole=True)

    def take_out(self, number: int, ids: Sequence[int], *, whole: bool = False) -> None:
        """Take posts out of a collection, and (``whole``) of all below it."""
        from fonds.services import collections

        archive, gone = self._archive, list(ids)
        if archive is not None and self._may_write() and number and gone:
            self._operations.run_write(
                lambda: collections.remove_posts(archive, number, gone, whole=whole),
                title=self.tr("Remove from the collection"),
            )

    def shift(self, name: str) -> None:
        """Move the selected posts within the collection that is shown in its own order."""
        from fonds.services import collections

        archive, number, ids = self._archive, self._current, list(self._list.selection_ids())
        steps, up = _MOVES[name]
        if archive is not None and ids and self._is_by_hand():
            self._operations.run_write(
                lambda: collections.shift_posts(archive, number, ids, steps, up=up),
                title=self.tr("Move in the collection"),
            )

    def _on_dropped(self, ids: Sequence[int], row: int) -> None:
        from fonds.services import collections

        archive, number, model = self._archive, self._current, self._list.model
        moved, before = list(ids), model.id_at(row) or None
        if archive is not None and self._is_by_hand():
            self._operations.run_write(
                lambda: collections.move_posts(archive, number, moved, before),
                title=self.tr("Move in the collection"),
            )

    # The menu of the list

    def _fill_menu(self) -> None:
        """The chooser, and the collections with a tick at those that the current post lies in."""
        self.menu.clear()
        self.menu.addAction(self._table["add_to_collection"])
        if self._current:
            self.menu.addAction(self._table["remove_from_collection"])
        summary = self._list.model.summary_at(self._list.view.current_row)
        inside = {number for number, _ in summary.collections} if summary is not None else set()
        known = self._window.counts.collections
        shown = sorted(known, key=lambda one: one.id not in inside)[:_LISTED]
        if shown:
            self.menu.addSeparator()
        for one in shown:
            entry = self.menu.addAction(" / ".join(one.path).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(one.id in inside)
            entry.triggered.connect(partial(self._on_ticked, one.id))

    def _on_ticked(self, number: int, ticked: bool) -> None:
        if ticked:
            self.add(number, self._list.selection_ids())
        else:
            self.take_out(number, self._list.selection_ids())
