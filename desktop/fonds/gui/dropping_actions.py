"""What the window does with posts that are dropped on a category, a tag, an author, the stars or the trash.

A drop is one step, with an offer to undo it. Where front matter would have to be written anew for it, or cannot take it,
the bulk edit is opened instead, which shows each post before anything is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.gui.bulk_actions import BulkActions
from fonds.gui.messages import posts_text
from fonds.gui.operations import Operations
from fonds.gui.widgets.navigator_drops import NavigatorDrops
from fonds.gui.widgets.notice_bar import NoticeKind
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.query import Scope, ScopeKind
from fonds.model.taxonomy import TermKind

if TYPE_CHECKING:
    from fonds.gui.main_window import MainWindow
    from fonds.model.bulk_edit import AddNames, BulkOutcome
    from fonds.model.progress import CancelToken, ProgressSink
    from fonds.services.archives import Archive

_KINDS = {
    ScopeKind.CATEGORY: (TermKind.CATEGORY, "categories"),
    ScopeKind.TAG: (TermKind.TAG, "tags"),
    ScopeKind.AUTHOR: (TermKind.AUTHOR, "authors"),
}
Tried = tuple["AddNames | None", "BulkOutcome | None", ChangeSet]
"""What was to be done (None: the name is gone), what was done (None: it has to be looked at first), and what changed."""


class DroppingActions(QObject):
    """Drops of posts on the navigator, for one window."""

    def __init__(
        self, window: MainWindow, operations: Operations, drops: NavigatorDrops, bulk: BulkActions
    ) -> None:
        super().__init__(window)
        self._window, self._operations, self._bulk = window, operations, bulk
        self._archive: Archive | None = None
        drops.posts_marked.connect(self.mark)

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self._archive = archive

    def mark(self, scope: Scope, dropped: Sequence[int]) -> None:
        """Give posts what a row of the navigator stands for."""
        archive, ids = self._archive, list(dropped)
        if archive is None or archive.read_only or not ids:
            return
        if scope.kind in _KINDS:
            self._operations.run_job(
                partial(_add_name, archive, scope, ids),
                title=self.tr("Add to posts"),
                on_done=partial(self._on_added, ids),
                writes=True,
            )
        elif scope.kind is ScopeKind.STARRED:
            self._write(lambda: _star(archive, ids), self.tr("Add or remove star"))
        elif scope.kind is ScopeKind.TRASH:
            self._write(lambda: _trash(archive, ids), self.tr("Move to trash"))

    def _write(self, change: Callable[[], ChangeSet], title: str) -> None:
        self._operations.run_write(change, title=title)

    def _on_added(self, ids: list[int], tried: Tried) -> None:
        wanted, outcome, changes = tried
        if wanted is None:
            return  # another process took the name away; the navigator shows that by itself
        if outcome is None:
            self._bulk.edit_posts(posts_text(len(ids)), ids, [wanted])
        elif outcome.changed or outcome.left_out:
            self._bulk.tell_applied(outcome, changes.step)
        else:
            text = self.tr("They have “{name}” already.").replace("{name}", wanted.names[0])
            notice = self._window.desk.notice
            notice.tell(NoticeKind.INFO, text, [(self.tr("Close"), notice.dismiss)])


def _add_name(
    archive: Archive, scope: Scope, ids: list[int], progress: ProgressSink, cancel: CancelToken
) -> Tried:
    from fonds.model.bulk_edit import AddNames, BulkOutcome
    from fonds.services import browsing, bulk_edit

    kind, field = _KINDS[scope.kind]
    term = next((term for term in browsing.load_terms(archive, kind) if term.id == scope.value), None)
    if term is None:
        return None, BulkOutcome(0), NOTHING_CHANGED
    wanted = AddNames(field, (" / ".join(term.path),))
    with bulk_edit.plan(archive, ids, [wanted], progress, cancel) as plan:
        if plan.counts.rewrites or plan.counts.refused:
            return wanted, None, NOTHING_CHANGED
        outcome, changes = bulk_edit.apply(archive, plan, progress, cancel)
    return wanted, outcome, changes


def _star(archive: Archive, ids: list[int]) -> ChangeSet:
    from fonds.services import starring

    return starring.add_stars(archive, ids)


def _trash(archive: Archive, ids: list[int]) -> ChangeSet:
    from fonds.services import editing

    return editing.trash_posts(archive, ids)
