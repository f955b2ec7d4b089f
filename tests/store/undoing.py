"""What the tests of undo have in common: all rows that can be undone, undoing, and finding everything whole."""

from __future__ import annotations

from typing import Any

from fonds.model.changes import UndoState
from fonds.model.progress import CancelToken, ignore_progress
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.file_format import UNDOABLE
from fonds.store.session import Writer
from fonds.store.undo import UndoOutcome, load_undo_state, redo, undo

Rows = dict[str, list[Any]]


def any_post(writer: Writer, argument: int) -> int:
    numbers = [row[0] for row in writer.rows("SELECT id FROM posts ORDER BY id")]
    return int(numbers[argument % len(numbers)]) if numbers else 0


def all_rows(archive: Archive) -> Rows:
    """Every row that can be undone."""
    with archive.reading() as view:
        return {table: sorted(view.rows(f"SELECT * FROM {table}"), key=repr) for table in UNDOABLE}


def with_terms_of(rows: Rows, other: Rows) -> Rows:
    """Terms are only ever added: those that came later stay, the old ones must be as they were."""
    assert set(rows["terms"]) <= set(other["terms"])
    return {**rows, "terms": other["terms"]}


def undo_state(archive: Archive) -> UndoState:
    with archive.reading() as view:
        return load_undo_state(view)


def undo_last(archive: Archive) -> UndoOutcome | None:
    with archive.writing() as writer:
        return undo(writer)


def redo_last(archive: Archive) -> UndoOutcome | None:
    with archive.writing() as writer:
        return redo(writer)


def whole(archive: Archive) -> None:
    with archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []
