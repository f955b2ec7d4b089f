"""The navigator: where in the archive one looks. It shows counts and says which place was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.models.navigator import NODE_ROLE, NavigatorModel
from fonds.gui.models.navigator_tree import Node, build_tree, scope_key, term_count
from fonds.gui.operations import Operations
from fonds.gui.saved_counts import SavedCounts
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.navigator_view import NavigatorView
from fonds.model.changes import ChangeSet
from fonds.model.progress import CancelToken
from fonds.model.query import Scope, ScopeKind
from fonds.model.taxonomy import Navigator, Term

if TYPE_CHECKING:
    from fonds.model.collection import Collection
    from fonds.model.saved_search import SavedSearch
    from fonds.services.archives import Archive

MANY_TERMS = 40
"""From so many terms on, there is a box to filter them."""
COLLECTIONS_SECTION = "section:collections"
_FOLDED = "navigator.folded"


class NavigatorPane(QWidget):
    """Library, saved searches, collections, categories, tags, authors, years and imports, with the number of posts in each."""

    scope_chosen = Signal(object)
    """The Scope that was chosen."""
    import_opened = Signal(int)
    """The number of an import whose report is wanted."""
    import_menu_asked = Signal(int, QPoint)
    """The number of an import whose menu is wanted, and where on the screen."""
    term_menu_asked = Signal(object, QPoint)
    """The Scope of a category or a tag whose menu is wanted, and where on the screen."""
    saved_menu_asked = Signal(int, QPoint)
    """The number of a saved search whose menu is wanted, and where on the screen."""
    saved_verb_asked = Signal(int, str)
    """The number of a saved search, and what is to be done with it: ``rename``, ``delete``, ``up`` or ``down``."""
    collection_menu_asked = Signal(int, QPoint)
    """The number of a collection (0: of the heading) whose menu is wanted, and where on the screen."""
    collection_verb_asked = Signal(int, str)
    """The number of a collection, and what is to be done with it: ``rename``, ``delete``, ``up``, ``down``, ``in``,
    ``out`` or ``describe``."""
    counts_loaded = Signal(object)
    """The Navigator that is shown now."""

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
        self._settings = settings
        self._archive: Archive | None = None
        self._counts = Navigator()
        self._scope = Scope()
        self._folded = set(settings.texts(_FOLDED))
        self._unfolded: set[str] = set()
        self._all_of: set[str] = set()
        self._filling = False
        self._saved = SavedCounts(operations, self)
        self._saved.counted.connect(self._on_saved_counted)
        self._model = NavigatorModel(self)
        self._filter = QLineEdit()
        self._filter.setClearButtonEnabled(True)
        self._filter.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._filter.textChanged.connect(self._fill)
        self._view = NavigatorView(self._model, theme, icons, self)
        self._view.row_chosen.connect(self._on_row_chosen)
        self._view.row_pressed.connect(self._on_row_pressed)
        self._view.row_opened.connect(self._on_row_opened)
        self._view.menu_asked.connect(self._on_menu_asked)
        self._view.verb_asked.connect(self._on_verb_asked)
        self._view.expanded.connect(partial(self._on_folding_changed, True))
        self._view.collapsed.connect(partial(self._on_folding_changed, False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._filter_row())
        layout.addWidget(self._view, 1)
        self.setFocusProxy(self._view)
        operations.changed.connect(self._on_archive_changed)
        self.retranslate()

    def _filter_row(self) -> QWidget:
        self._filter_frame = QWidget()
        layout = QVBoxLayout(self._filter_frame)
        layout.setContentsMargins(GRID, 0, GRID, 0)
        layout.addWidget(self._filter)
        self._filter_frame.hide()
        return self._filter_frame

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self._view.setAccessibleName(self.tr("Navigator"))
        self._filter.setPlaceholderText(self.tr("Filter categories and tags"))
        self._filter.setAccessibleName(self.tr("Filter categories and tags"))
        self._fill()

    @property
    def scope(self) -> Scope:
        """The place that is chosen."""
        return self._scope

    @property
    def view(self) -> NavigatorView:
        """The tree itself, for focus and for tests."""
        return self._view

    @property
    def model(self) -> NavigatorModel:
        """The rows, for tests."""
        return self._model

    @property
    def filter_box(self) -> QLineEdit:
        """The filter, in sight when there are many terms."""
        return self._filter

    def set_archive(self, archive: Archive | None) -> None:
        """Show another archive, or none."""
        self._archive = archive
        self._scope = Scope()
        self._unfolded.clear()
        self._all_of.clear()
        self._filter.clear()
        self._operations.cancel_channel("navigator")
        self._saved.set_archive(archive)
        self._take_counts(Navigator())
        self.reload()

    def reload(self) -> None:
        """Count again."""
        if self._archive is not None:
            work = partial(_load, self._archive)
            self._operations.run_read(
                work, self._on_counts_loaded, channel="navigator", title=self.tr("Counting the posts")
            )

    def match_variants(self, variants: bool) -> None:
        """Count what saved searches find with Traditional and Simplified matching each other, or without."""
        self._saved.set_variants(variants, self._counts.searches)
        self._fill()
        self._count_saved()

    def select_scope(self, scope: Scope) -> None:
        """Choose a place, as if by a click."""
        if scope != self._scope:
            self._scope = scope
            self._fill()
            self.scope_chosen.emit(scope)

    def _on_counts_loaded(self, counts: Navigator) -> None:
        self._saved.outdate(counts.searches)
        self._take_counts(counts)
        self._count_saved()
        if self._scope.kind in _PASSING_KINDS and not self._has_scope():
            # The tag or category went away with its last post, or the saved search was deleted.
            self.select_scope(Scope())
        self.counts_loaded.emit(counts)

    def _take_counts(self, counts: Navigator) -> None:
        self._counts = counts
        many = term_count(counts) >= MANY_TERMS
        self._filter_frame.setVisible(many)
        if not many and self._filter.text():
            self._filter.clear()
        else:
            self._fill()

    def _has_scope(self) -> bool:
        rows: dict[ScopeKind, Sequence[Term | SavedSearch | Collection]] = {
            ScopeKind.CATEGORY: self._counts.categories,
            ScopeKind.TAG: self._counts.tags,
            ScopeKind.AUTHOR: self._counts.authors,
            ScopeKind.SAVED: self._counts.searches,
            ScopeKind.COLLECTION: self._counts.collections,
        }
        return any(row.id == self._scope.value for row in rows[self._scope.kind])

    def _count_saved(self) -> None:
        """Count what saved searches find, while they are in sight."""
        if _SAVED_SECTION not in self._folded:
            self._saved.count(self._counts.searches)

    def _on_saved_counted(self, number: int) -> None:
        for saved in self._counts.searches:
            if saved.id == number:
                count = self._saved.look(saved)
                key = scope_key(Scope(ScopeKind.SAVED, number))
                self._model.show_count(key, count.posts, more=count.more, stale=count.stale)

    def _fill(self) -> None:
        """Make the rows again; folding, the chosen row and the place in the tree stay."""
        self._filling = True
        try:
            place = self._view.verticalScrollBar().value()
            wanted = self._filter.text()
            tree = build_tree(
                self._counts,
                wanted=wanted,
                all_of=self._all_of,
                current=self._scope,
                count_saved=self._saved.look,
            )
            self._model.set_tree(tree)
            self._unfold(everything=bool(wanted.strip()))
            index = self._model.index_of(scope_key(self._scope))
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._view.selectionModel().setCurrentIndex(index, flags)
            self._view.verticalScrollBar().setValue(place)
        finally:
            self._filling = False

    def _unfold(self, everything: bool) -> None:
        self._view.collapseAll()
        chosen = self._model.index_of(scope_key(self._scope)).parent()
        opened: set[str] = set()
        while chosen.isValid():
            opened.add(chosen.data(NODE_ROLE).key)
            chosen = chosen.parent()
        for node in self._model.nodes:
            shown = node.key not in self._folded if node.is_section else node.key in self._unfolded | opened
            if node.children and (everything or shown):
                self._view.setExpanded(self._model.index_of(node.key), True)

    def _on_row_chosen(self, node: Node) -> None:
        if not self._filling and node.scope is not None and node.scope != self._scope:
            self._scope = node.scope
            self.scope_chosen.emit(node.scope)

    def _on_row_pressed(self, node: Node) -> None:
        if node.is_more:
            self._all_of.add(node.key.removeprefix("more:"))
            self._fill()

    def _on_row_opened(self, node: Node) -> None:
        if node.scope is not None and node.scope.kind is ScopeKind.ACCESSION:
            self.import_opened.emit(node.scope.value)
        elif node.scope is not None and node.scope.kind is ScopeKind.COLLECTION:
            self.collection_verb_asked.emit(node.scope.value, "describe")

    def _on_menu_asked(self, node: Node, place: QPoint) -> None:
        if node.scope is not None and node.scope.kind is ScopeKind.ACCESSION:
            self.import_menu_asked.emit(node.scope.value, place)
        elif node.scope is not None and node.scope.kind is ScopeKind.SAVED:
            self.saved_menu_asked.emit(node.scope.value, place)
        elif node.scope is not None and node.scope.kind is ScopeKind.COLLECTION:
            self.collection_menu_asked.emit(node.scope.value, place)
        elif node.key == COLLECTIONS_SECTION:
            self.collection_menu_asked.emit(0, place)
        elif node.scope is not None and node.scope.kind in (ScopeKind.CATEGORY, ScopeKind.TAG):
            self.term_menu_asked.emit(node.scope, place)

    def _on_verb_asked(self, node: Node, verb: str) -> None:
        if node.scope is not None and node.scope.kind is ScopeKind.SAVED:
            self.saved_verb_asked.emit(node.scope.value, verb)
        elif node.scope is not None and node.scope.kind is ScopeKind.COLLECTION:
            self.collection_verb_asked.emit(node.scope.value, verb)

    def _on_folding_changed(self, opened: bool, index: QModelIndex) -> None:
        node = self._model.node_at(index)
        if self._filling or node is None or self._filter.text().strip():
            return
        if node.is_section:
            (self._folded.discard if opened else self._folded.add)(node.key)
            self._settings.put(_FOLDED, sorted(self._folded))
            self._count_saved()
        else:
            (self._unfolded.add if opened else self._unfolded.discard)(node.key)

    def _on_archive_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.moves_lists:
            self.reload()

    def focus_navigator(self) -> None:
        """Give the tree the focus."""
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)


_PASSING_KINDS = (ScopeKind.CATEGORY, ScopeKind.TAG, ScopeKind.AUTHOR, ScopeKind.SAVED, ScopeKind.COLLECTION)
_SAVED_SECTION = "section:saved"


def _load(archive: Archive, cancel: CancelToken) -> Navigator:
    from fonds.services import browsing

    return browsing.load_navigator(archive, cancel)
