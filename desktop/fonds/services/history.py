"""Taking saved changes back, and making them again; both survive a restart."""

from __future__ import annotations

from fonds.model.changes import NOTHING_CHANGED, ChangeSet, UndoState
from fonds.model.errors import UserError
from fonds.store import undo as store_undo
from fonds.store.archive import Archive
from fonds.store.undo import UndoOutcome


def undo_state(archive: Archive) -> UndoState:
    """What undo and redo would do."""
    with archive.reading() as view:
        return store_undo.load_undo_state(view)


def undo(archive: Archive, *, only: str = "") -> ChangeSet:
    """Take the last saved change back; ``only`` if its step is called so, else UserError is raised."""
    with archive.writing() as writer:
        if only and store_undo.load_undo_state(writer).undo != only:
            raise UserError("Something else was done since. Undo that first.")
        return _changes(store_undo.undo(writer))


def redo(archive: Archive) -> ChangeSet:
    """Make the change again that was taken back last."""
    with archive.writing() as writer:
        return _changes(store_undo.redo(writer))


def _changes(outcome: UndoOutcome | None) -> ChangeSet:
    if outcome is None:
        return NOTHING_CHANGED
    return ChangeSet(
        added=outcome.added,
        changed=outcome.changed,
        removed=outcome.removed,
        taxonomy=True,
        step=outcome.name,
    )
