"""Taking saved changes back, and making them again; both survive a restart."""

from __future__ import annotations

from fonds.model.changes import NOTHING_CHANGED, ChangeSet, UndoState
from fonds.store import undo as store_undo
from fonds.store.archive import Archive


def undo_state(archive: Archive) -> UndoState:
    """What undo and redo would do."""
    with archive.reading() as view:
        return store_undo.undo_state(view)


def undo(archive: Archive) -> ChangeSet:
    """Take the last saved change back."""
    with archive.writing() as writer:
        taken = store_undo.undo(writer)
    return NOTHING_CHANGED if taken is None else taken


def redo(archive: Archive) -> ChangeSet:
    """Make the change again that was taken back last."""
    with archive.writing() as writer:
        made = store_undo.redo(writer)
    return NOTHING_CHANGED if made is None else made
