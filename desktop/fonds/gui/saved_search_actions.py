"""What the window does with saved searches: keeps the present search under a name, shows one where it is chosen in the
navigator, and changes, renames, moves and deletes them.

Choosing one puts its text into the search box, where it can be changed; leaving it takes the text out again, unless it
was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from fonds.gui.actions import Actions
from fonds.gui.desk import Desk
from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.search_box import SearchBox
from fonds.model.changes import ChangeSet
from fonds.model.errors import UserError
from fonds.model.query import Scope, ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from fonds.gui.dialogs.saved_search import SavedSearchDialog
    from fonds.model.saved_search import SavedSearch
    from fonds.model.taxonomy import Navigator
    from fonds.services.archives import Archive


class SavedSearchActions(QObject):
    """The verbs of saved searches, for one window."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        box: SearchBox,
        table: Actions,
        operations: Operations,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._box = box
        self._table = table
        self._operations = operations
        self._theme = theme
        self._icons = icons
        self._archive: Archive | None = None
        self._known: dict[int, SavedSearch] = {}
        self._shown: SavedSearch | None = None
        self._dialog: QDialog | None = None
        self._sign = QAction(icons.icon("saved-search"), "", self)
        self._sign.triggered.connect(self._on_sign_clicked)
        box.addAction(self._sign, QLineEdit.ActionPosition.TrailingPosition)
        box.textChanged.connect(lambda _text: self._update())
        box.search_changed.connect(self._on_search_changed)
        desk.navigator.scope_chosen.connect(self._on_scope_chosen)
        desk.navigator.counts_loaded.connect(self._on_counts_loaded)
        desk.navigator.saved_menu_asked.connect(self._show_menu)
        desk.navigator.saved_verb_asked.connect(self._on_verb_asked)
        table["save_search"].triggered.connect(lambda _checked=False: self.save_search())
        table["change_saved_search"].triggered.connect(lambda _checked=False: self.save_changes())
        self._update()

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive
        self._known.clear()
        self._shown = None
        if self._dialog is not None:
            self._dialog.close()
        self._update()

    # Verbs

    def save_search(self) -> None:
        """Ask for a name, and keep the present search under it."""
        text = self._box.search_text
        if self._may_write() and text:
            dialog = self._ask_name(self.tr("Save search"), text, text)
            dialog.name_given.connect(partial(self._save, dialog, text))

    def save_changes(self) -> None:
        """Let the chosen saved search find what is searched for now."""
        from fonds.model.saved_search import SavedSearch
        from fonds.services import saved_searches

        saved, archive, text = self._shown, self._archive, self._box.search_text
        if saved is None or archive is None or not self._is_changed():
            return
        self._shown = self._known[saved.id] = SavedSearch(saved.id, saved.name, text)
        self._write(
            lambda: saved_searches.change_saved_search(archive, saved.id, text), self.tr("Save the search")
        )
        self._update()

    def rename(self, number: int) -> None:
        """Ask for another name."""
        saved = self._known.get(number)
        if saved is not None and self._may_write():
            dialog = self._ask_name(self.tr("Rename saved search"), saved.name, saved.text)
            dialog.name_given.connect(partial(self._rename, dialog, number))

    def move(self, number: int, steps: int) -> None:
        """Move it down among the others, up when negative."""
        from fonds.services import saved_searches

        archive = self._archive
        if archive is not None and self._may_write():
            self._write(
                lambda: saved_searches.move_saved_search(archive, number, steps),
                self.tr("Move the saved search"),
            )

    def delete(self, number: int) -> None:
        """Forget it; undo brings it back."""
        from fonds.services import saved_searches

        archive = self._archive
        if archive is not None and self._may_write():
            self._write(
                lambda: saved_searches.delete_saved_search(archive, number),
                self.tr("Delete the saved search"),
            )

    def _save(self, dialog: QDialog, text: str, name: str) -> None:
        from fonds.services import saved_searches

        archive = self._archive
        if archive is not None:
            self._operations.run_write(
                lambda: saved_searches.save_search(archive, name, text),
                title=self.tr("Save the search"),
                on_done=partial(self._on_saved, dialog),
                on_failed=partial(self._on_name_refused, dialog),
            )

    def _on_saved(self, dialog: QDialog, saved: SavedSearch) -> None:
        dialog.close()
        self._known[saved.id] = saved
        if self._box.search_text == saved.text:
            self._shown = None  # what was shown before keeps its text
            self._desk.navigator.select_scope(Scope(ScopeKind.SAVED, saved.id))

    def _rename(self, dialog: QDialog, number: int, name: str) -> None:
        from fonds.services import saved_searches

        archive = self._archive
        if archive is not None:
            self._operations.run_write(
                lambda: saved_searches.rename_saved_search(archive, number, name),
                title=self.tr("Rename saved search"),
                on_done=partial(self._on_renamed, dialog),
                on_failed=partial(self._on_name_refused, dialog),
            )

    def _on_renamed(self, dialog: QDialog, changes: ChangeSet) -> None:
        dialog.close()

    def _on_name_refused(self, dialog: QDialog, error: Exception) -> None:
        from fonds.gui.dialogs.saved_search import SavedSearchDialog

        if isinstance(error, UserError) and isinstance(dialog, SavedSearchDialog):
            dialog.tell_wrong(describe_error(error))
        else:
            dialog.close()
            self._operations.failed.emit(error, dialog.windowTitle())

    def _write(self, work: Callable[[], ChangeSet], title: str) -> None:
        self._operations.run_write(work, title=title)

    def _ask_name(self, title: str, name: str, text: str) -> SavedSearchDialog:
        from fonds.gui.dialogs.saved_search import SavedSearchDialog

        if self._dialog is not None:
            self._dialog.close()
        dialog = SavedSearchDialog(self._theme, title, name, text, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()
        return dialog

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    # Between the navigator and the box

    def _on_scope_chosen(self, scope: Scope) -> None:
        left, self._shown = self._shown, None
        if scope.kind is ScopeKind.SAVED:
            self._shown = self._known.get(scope.value)
            if self._shown is not None:
                self._box.set_search(self._shown.text)
        elif left is not None and self._box.search_text == left.text:
            self._box.clear_search()
        self._update()

    def _on_search_changed(self, text: str) -> None:
        if not text and self._shown is not None:
            self._desk.navigator.select_scope(Scope())

    def _on_counts_loaded(self, counts: Navigator) -> None:
        self._known = {saved.id: saved for saved in counts.searches}
        before = self._shown
        if before is not None:
            self._shown = now = self._known.get(before.id)
            if now is not None and now.text != before.text and self._box.search_text == before.text:
                self._box.set_search(now.text)
        self._update()

    # What can be done

    def _may_write(self) -> bool:
        return self._archive is not None and not self._archive.read_only

    def _is_changed(self) -> bool:
        text = self._box.search_text
        return self._shown is not None and self._may_write() and bool(text) and text != self._shown.text

    def _update(self) -> None:
        text, may_write = self._box.search_text, self._may_write()
        changed = self._is_changed()
        self._table.enable(may_write and bool(text), "save_search")
        self._table.enable(changed, "change_saved_search")
        kept = any(saved.text == text for saved in self._known.values())
        self._sign.setVisible(may_write and bool(text) and not kept)
        name = self.tr("Save changes, or a new search…") if changed else self.tr("Save search…")
        keys = self._table.keys_text("change_saved_search" if changed else "save_search")
        self._sign.setText(name)
        self._sign.setToolTip(f"{name} ({keys})" if keys else name)

    def _on_sign_clicked(self) -> None:
        if not self._is_changed() or self._shown is None:
            self.save_search()
            return
        menu = QMenu(self._window)
        text = self.tr("Save changes to “{name}”").replace("{name}", _shown_name(self._shown))
        menu.addAction(self._icons.icon("save"), text).triggered.connect(
            lambda _checked=False: self.save_changes()
        )
        menu.addAction(self._icons.icon("saved-search"), self.tr("Save as a new search…")).triggered.connect(
            lambda _checked=False: self.save_search()
        )
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self._box.mapToGlobal(self._box.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.build_menu(number)
        if menu is not None:
            menu.popup(place)

    def build_menu(self, number: int) -> QMenu | None:
        """The menu of a saved search; it deletes itself when it is closed. None when there is no such search."""
        numbers = list(self._known)
        if number not in self._known:
            return None
        menu = QMenu(self._window)
        shown = self._shown is not None and self._shown.id == number
        place, writable = numbers.index(number), self._may_write()
        for text, icon, action, enabled in (
            (self.tr("Save changes"), "save", self.save_changes, shown and self._is_changed()),
            (self.tr("Rename…"), "edit", partial(self.rename, number), writable),
            (self.tr("Move up"), "previous", partial(self.move, number, -1), writable and place > 0),
            (
                self.tr("Move down"),
                "next",
                partial(self.move, number, 1),
                writable and place < len(numbers) - 1,
            ),
            (self.tr("Delete"), "delete", partial(self.delete, number), writable),
        ):
            entry = menu.addAction(self._icons.icon(icon), text)
            entry.triggered.connect(lambda _checked=False, action=action: action())
            entry.setEnabled(enabled)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _on_verb_asked(self, number: int, verb: str) -> None:
        match verb:
            case "rename":
                self.rename(number)
            case "delete":
                self.delete(number)
            case "up" | "down":
                self.move(number, -1 if verb == "up" else 1)


def _shown_name(saved: SavedSearch) -> str:
    name = saved.name if len(saved.name) <= 40 else saved.name[:39] + "…"
    return name.replace("&", "&&")
