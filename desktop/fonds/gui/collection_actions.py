"""What the window does with collections themselves: makes, names, moves, copies, joins, describes and forgets them, and
shows what is said of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.collection_header import CollectionHeader
from fonds.gui.widgets.navigator_drops import NavigatorDrops, Place
from fonds.model.changes import ChangeSet
from fonds.model.errors import UserError
from fonds.model.query import Scope, ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.main_window import MainWindow
    from fonds.model.collection import Collection, CollectionDescription, CollectionRecord
    from fonds.model.progress import CancelToken
    from fonds.services.archives import Archive

_STEPS = {"up": -1, "down": 1}


class CollectionActions(QObject):
    """The tree of collections of one window. ``show_dialog`` shows a dialog that closes with the archive."""

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
        navigator = window.desk.navigator
        self.drops = NavigatorDrops(navigator.view, theme)
        self.drops.collection_dropped.connect(self._on_collection_dropped)
        navigator.collection_menu_asked.connect(self._show_menu)
        navigator.collection_verb_asked.connect(self._on_verb_asked)
        navigator.scope_chosen.connect(lambda _scope: self._show_header())
        navigator.counts_loaded.connect(lambda _counts: self._show_header())
        self.header = CollectionHeader(theme, icons)
        layout = window.desk.list.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.header)
        self.header.describe_asked.connect(lambda: self.describe(self.current))
        self.header.menu_asked.connect(lambda place: self._show_menu(self.current, place))
        table = window.actions_table
        table["new_collection"].triggered.connect(lambda _checked=False: self.make(0))
        table["describe_collection"].triggered.connect(lambda _checked=False: self.describe(self.current))

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        if archive is not None:
            self.drops.attach()
        self.drops.writable = self._may_write()
        self._window.actions_table.enable(self._may_write(), "new_collection")
        self._operations.cancel_channel("collection-header")
        self._show_header()

    @property
    def current(self) -> int:
        """The number of the collection that is shown; 0 when none is."""
        scope = self._window.desk.navigator.scope
        return scope.value if scope.kind is ScopeKind.COLLECTION else 0

    def _may_write(self) -> bool:
        return self._archive is not None and not self._archive.read_only

    def _find(self, number: int) -> Collection | None:
        return next((one for one in self._window.counts.collections if one.id == number), None)

    # What is said of the one that is shown

    def _show_header(self) -> None:
        number, archive = self.current, self._archive
        self._window.actions_table.enable(number > 0, "describe_collection")
        if not number or archive is None:
            self._operations.cancel_channel("collection-header")
            self.header.hide()
            return
        self._operations.run_read(
            partial(_load_record, archive, number),
            self._on_record_loaded,
            channel="collection-header",
            on_failed=lambda _error: self.header.hide(),
        )

    def _on_record_loaded(self, record: CollectionRecord) -> None:
        if record.collection.id == self.current:
            self.header.show_record(record, writable=self._may_write())

    def describe(self, number: int) -> None:
        """Show the description of a collection, to be changed unless the archive may not be written."""
        archive = self._archive
        if archive is not None and number:
            self._operations.run_read(
                partial(_load_record, archive, number), self._open_description, channel="collection"
            )

    def _open_description(self, record: CollectionRecord) -> None:
        from fonds.gui.dialogs.collection_description import CollectionDescriptionDialog
        from fonds.services import collections

        archive = self._archive
        if archive is None:
            return
        number = record.collection.id
        dialog = CollectionDescriptionDialog(
            self._theme, self._icons, record, self._window, read_only=archive.read_only
        )
        dialog.save_asked.connect(partial(self._save_description, dialog, number))
        self._show_dialog(dialog)
        self._operations.run_read(
            lambda cancel: collections.offer_description(archive, number, cancel),
            dialog.offer,
            channel="collection-offer",
        )

    def _save_description(
        self, dialog: QDialog, number: int, description: CollectionDescription, note: str
    ) -> None:
        from fonds.services import collections

        archive = self._archive
        if archive is not None:
            self._operations.run_write(
                lambda: collections.describe_collection(archive, number, description, note),
                title=self.tr("Describe collection"),
                on_done=lambda _changes: dialog.accept(),
                on_failed=partial(self._on_refused, dialog),
            )

    # The tree

    def make(self, parent: int) -> None:
        """Ask for the name of a new collection below another one (0: at the root)."""
        if self._may_write():
            above = self._find(parent)
            place = "" if above is None else self.tr("In “{name}”").replace("{name}", " / ".join(above.path))
            self.ask_name(self.tr("New collection"), "", place, partial(self._make, parent))

    def _make(self, parent: int, dialog: QDialog, name: str) -> None:
        from fonds.services import collections

        archive = self._archive
        if archive is not None:
            self._operations.run_write(
                lambda: collections.create_collection(archive, name, parent),
                title=self.tr("New collection"),
                on_done=partial(self._on_made, dialog),
                on_failed=partial(self._on_refused, dialog),
            )

    def _on_made(self, dialog: QDialog, made: Collection) -> None:
        dialog.close()
        self._window.desk.navigator.select_scope(Scope(ScopeKind.COLLECTION, made.id))

    def rename(self, number: int) -> None:
        """Ask for another name."""
        one = self._find(number)
        if one is not None and self._may_write():
            self.ask_name(self.tr("Rename collection"), one.name, "", partial(self._rename, number))

    def _rename(self, number: int, dialog: QDialog, name: str) -> None:
        from fonds.services import collections

        archive = self._archive
        if archive is not None:
            self._operations.run_write(
                lambda: collections.rename_collection(archive, number, name),
                title=self.tr("Rename collection"),
                on_done=lambda _changes: dialog.accept(),
                on_failed=partial(self._on_refused, dialog),
            )

    def ask_name(self, title: str, name: str, text: str, on_given: Callable[[QDialog, str], None]) -> None:
        """Ask for a name; the dialog stays open until the name is taken."""
        from fonds.gui.dialogs.saved_search import SavedSearchDialog

        dialog = SavedSearchDialog(self._theme, title, name, text, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.query.setVisible(bool(text))
        dialog.name_given.connect(partial(on_given, dialog))
        self._show_dialog(dialog)

    def _on_refused(self, dialog: QDialog, error: Exception) -> None:
        tell = getattr(dialog, "tell_wrong", None)
        if isinstance(error, UserError) and tell is not None:
            tell(describe_error(error))
        else:
            self._operations.failed.emit(error, dialog.windowTitle())
            if tell is not None:
                tell(describe_error(error))

    def copy(self, number: int) -> None:
        """Make a copy beside a collection."""
        from fonds.services import collections

        archive, one = self._archive, self._find(number)
        if archive is not None and one is not None:
            name = self.tr("{name} (copy)").replace("{name}", one.name)
            self._operations.run_write(
                lambda: collections.duplicate_collection(archive, number, name),
                title=self.tr("Duplicate collection"),
            )

    def delete(self, number: int) -> None:
        """Forget a collection and those below it; undo brings them back."""
        from fonds.services import collections

        self._write(lambda archive: collections.delete_collection(archive, number))

    def merge(self, number: int) -> None:
        """Ask for the collection that is to take all that another has."""
        from fonds.gui.dialogs.collection_chooser import CollectionChooser

        one = self._find(number)
        if one is None or not self._may_write():
            return
        size = len(one.path)
        others = [
            other
            for other in self._window.counts.collections
            if other.path[:size] != one.path and one.path[: len(other.path)] != other.path
        ]
        title = self.tr("Merge “{name}” into").replace("{name}", one.name)
        dialog = CollectionChooser(
            title, others, self._icons, self._window, may_make=False, accept_text=self.tr("Merge")
        )
        dialog.chosen.connect(partial(self._merge, number))
        self._show_dialog(dialog)

    def _merge(self, number: int, stays: int) -> None:
        from fonds.services import collections

        self._write(lambda archive: collections.merge_collections(archive, number, stays))
        self._window.desk.navigator.select_scope(Scope(ScopeKind.COLLECTION, stays))

    def _on_collection_dropped(self, moved: int, target: int, place: str) -> None:
        from fonds.services import collections

        if place == Place.INTO or not target:
            self._write(lambda archive: collections.move_collection(archive, moved, target))
            return
        one = self._find(target)
        if one is None or moved == target:
            return
        siblings = [
            other.id
            for other in self._window.counts.collections
            if other.parent_id == one.parent_id and other.id != moved
        ]
        row = siblings.index(target) + (place == Place.BEHIND)
        self._write(lambda archive: collections.move_collection(archive, moved, one.parent_id, row))

    def _on_verb_asked(self, number: int, verb: str) -> None:
        from fonds.services import collections

        match verb:
            case "describe":
                self.describe(number)
            case "rename":
                self.rename(number)
            case "delete":
                self.delete(number)
            case "up" | "down":
                self._write(lambda archive: collections.shift_collection(archive, number, _STEPS[verb]))
            case "in" | "out":
                self._write(
                    lambda archive: collections.indent_collection(archive, number, deeper=verb == "in")
                )

    def _write(self, work: Callable[[Archive], ChangeSet]) -> None:
        archive = self._archive
        if archive is not None and self._may_write():
            self._operations.run_write(lambda: work(archive), title=self.tr("Change the collections"))

    # The menu

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.build_menu(number)
        if menu is not None:
            menu.popup(place)

    def build_menu(self, number: int) -> QMenu | None:
        """The menu of a collection (0: of their heading); it deletes itself when it is closed."""
        writable, verb = self._may_write(), self._on_verb_asked
        if number and self._find(number) is None:
            return None
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        make = self.tr("New collection here…") if number else self.tr("New collection…")
        entries: list[tuple[str, str, Callable[[], None]] | None] = [
            (make, "add", partial(self.make, number))
        ]
        if number:
            describe = self.tr("Describe collection…") if writable else self.tr("Show description…")
            entries = [
                (describe, "edit", partial(self.describe, number)),
                None,
                *entries,
                (self.tr("Rename…"), "edit", partial(self.rename, number)),
                (self.tr("Duplicate"), "copy", partial(self.copy, number)),
                (self.tr("Merge into…"), "conflict", partial(self.merge, number)),
                None,
                (self.tr("Move up"), "previous", partial(verb, number, "up")),
                (self.tr("Move down"), "next", partial(verb, number, "down")),
                (self.tr("Move into the one above"), "section-closed", partial(verb, number, "in")),
                (self.tr("Move out"), "back", partial(verb, number, "out")),
                None,
                (self.tr("Delete (the posts stay)"), "delete", partial(self.delete, number)),
            ]
        for place, entry in enumerate(entries):
            if entry is None:
                menu.addSeparator()
                continue
            text, icon, action = entry
            added = menu.addAction(self._icons.icon(icon), text)
            added.triggered.connect(lambda _checked=False, action=action: action())
            added.setEnabled(writable or (number > 0 and place == 0))
        return menu


def _load_record(archive: Archive, number: int, cancel: CancelToken) -> CollectionRecord:
    from fonds.services import collections

    return collections.load_record(archive, number, cancel)
