"""What the window does with several posts at once: it opens the dialog of a bulk edit, and offers to undo what that did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.undo_offer import UndoOffer
from fonds.model.query import Scope, ScopeKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QMenu

    from fonds.gui.main_window import MainWindow
    from fonds.gui.undoing import Undoing
    from fonds.model.bulk_edit import BulkOperation, BulkOutcome
    from fonds.model.taxonomy import Term
    from fonds.services.archives import Archive
    from fonds.services.bulk_edit import BulkPlan


class BulkActions(QObject):
    """Bulk edits of one window. ``show_dialog`` shows a dialog that closes with the archive."""

    def __init__(
        self,
        window: MainWindow,
        operations: Operations,
        theme: Theme,
        icons: Icons,
        show_dialog: Callable[[QDialog], None],
        undoing: Undoing,
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._theme, self._icons = window, operations, theme, icons
        self._show_dialog, self._undoing = show_dialog, undoing
        self._archive: Archive | None = None
        self._offer = UndoOffer(window.desk.notice, operations, self)
        window.desk.navigator.term_menu_asked.connect(self._ask_menu)

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive

    def edit_several(self) -> None:
        """Edit the selected posts, or all of the list."""
        pane = self._window.desk.list
        chosen, listed = list(pane.selection_ids()), list(pane.model.ids)
        all_of_list = (
            self.tr("All posts of the list ({number})").replace("{number}", str(len(listed))),
            listed,
        )
        choices = [all_of_list]
        if chosen:
            text = self.tr("The selected posts ({number})").replace("{number}", str(len(chosen)))
            choices.insert(0, (text, chosen))
        self._open(choices, ())

    def edit_posts(self, name: str, ids: list[int], operations: Sequence[BulkOperation]) -> None:
        """Show what operations would do to these posts, which are called so."""
        self._open([(name, ids)], operations)

    def _open(self, choices: Sequence[tuple[str, list[int]]], operations: Sequence[BulkOperation]) -> None:
        archive = self._archive
        if archive is None or archive.read_only:
            return
        from fonds.gui.dialogs.bulk_edit import BulkEditDialog

        dialog = BulkEditDialog(archive, choices, self._operations, self._theme, self._icons, self._window)
        dialog.applied.connect(self.tell_applied)
        dialog.difference_asked.connect(partial(self._ask_difference, dialog))
        if operations:
            dialog.show_operations(operations)
        self._show_dialog(dialog)

    def _ask_difference(self, dialog: QDialog, plan: BulkPlan, post_id: int) -> None:
        from fonds.services import bulk_edit

        archive = self._archive
        if archive is not None:
            self._operations.run_read(
                lambda _cancel: bulk_edit.before_and_after(archive, plan, post_id),
                partial(self._show_difference, dialog),
                channel="bulk-difference",
            )

    def _show_difference(self, parent: QDialog, texts: tuple[str, str] | None) -> None:
        if texts is None:
            return
        from fonds.gui.dialogs.bulk_difference import BulkDifferenceDialog

        BulkDifferenceDialog(self._theme, self._operations, *texts, parent).show()

    def tell_applied(self, outcome: BulkOutcome, step: str) -> None:
        """Say what was done, and offer to undo it."""
        from fonds.gui.bulk_messages import outcome_text

        undo = (self.tr("Undo"), partial(self._undo, step))
        self._offer.tell(outcome_text(outcome), step if outcome.changed else "", undo)

    def _undo(self, step: str) -> None:
        archive = self._archive
        self._window.desk.notice.dismiss()
        if archive is not None:
            self._undoing.undo(archive, self.tr("Undo"), only=step)

    # Categories and tags

    def _ask_menu(self, scope: Scope, place: QPoint) -> None:
        menu = self.build_menu(scope)
        if menu is not None:
            menu.popup(place)

    def build_menu(self, scope: Scope) -> QMenu | None:
        """What can be done with a category or a tag everywhere."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMenu

        archive = self._archive
        if archive is None or archive.read_only:
            return None
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        moved = (
            self.tr("Rename, move or merge…")
            if scope.kind is ScopeKind.CATEGORY
            else self.tr("Rename or merge…")
        )
        menu.addAction(self._icons.icon("edit"), moved, partial(self.edit_term, scope, gone=False))
        menu.addAction(
            self._icons.icon("delete"),
            self.tr("Take out of all posts…"),
            partial(self.edit_term, scope, gone=True),
        )
        return menu

    def edit_term(self, scope: Scope, *, gone: bool) -> None:
        """Rename, move or merge a category or a tag, or take it out: the change set is shown first."""
        from fonds.model.taxonomy import TermKind
        from fonds.services import browsing, bulk_edit

        archive = self._archive
        if archive is None:
            return
        kind = TermKind.CATEGORY if scope.kind is ScopeKind.CATEGORY else TermKind.TAG

        def load(_cancel: object) -> tuple[Term | None, list[int]]:
            terms = browsing.load_terms(archive, kind)
            term = next((term for term in terms if term.id == scope.value), None)
            return term, bulk_edit.posts_with_term(archive, term.id) if term is not None else []

        self._operations.run_read(load, partial(self._on_term_loaded, gone), channel="bulk-term")

    def _on_term_loaded(self, gone: bool, found: tuple[Term | None, list[int]]) -> None:
        from fonds.model.bulk_edit import MapValues, MoveCategory, RemoveNames
        from fonds.model.taxonomy import TermKind

        term, ids = found
        if term is None:
            return
        operation: BulkOperation
        if term.kind is TermKind.CATEGORY:
            operation = MoveCategory(term.path, () if gone else term.path)
        elif gone:
            operation = RemoveNames("tags", (term.name,))
        else:
            operation = MapValues("tags", ((term.name, term.name),))
        text = self.tr("The posts with “{name}” ({number})")
        text = text.replace("{name}", " / ".join(term.path)).replace("{number}", str(len(ids)))
        self._open([(text, ids)], (operation,))
