"""Undo and redo of what a person did to the archive, by name, across restarts.

While a step is open, triggers of the writing connection write down what each row was before it changed. Undoing plays
these images back, newest first, while the same triggers write down the images that redo needs: so a step is at every
time either done or undone, and holds the images that lead to the other side. Bytes and plain texts are only ever added
to, so a post's pointer to its head revision is all that moves.

The triggers are temporary, of the writing connection alone, so that the file holds nothing but tables; while no step is
open they cost a bulk import some hundredths of its time.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fonds.model.changes import UndoState
from fonds.model.steps import KeptStep, Step, step_from
from fonds.store.file_format import UNDOABLE
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.store.undo_images import (
    delete_rows,
    insert_rows,
    is_by_set,
    json_object,
    json_value,
    post_column,
    update_rows,
    value_of,
)

KEPT_STEPS = 1000
PLAYED_AT_ONCE = 2000
"""Images that are played back between two looks at whether to stop."""
_EVENTS = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What an undo or a redo did: the step's name and the posts it touched, by whether they came, changed or went."""

    name: str
    added: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()


TakeBack = Callable[[Writer, Step], set[int]]
"""Takes back what a step without images did; returns the posts that it changed."""
Pulse = Callable[[int, int], None]
"""Called with how many images are played back, and how many there are; it may raise to stop."""
_STEP = "SELECT id, code, details FROM undo_steps"


@contextmanager
def recording(writer: Writer, step: Step) -> Iterator[None]:
    """Record what the block changes as one undo step. What was undone before can then no longer be redone, unless
    nothing was changed."""
    made = _insert_step(writer, step)
    with _open_step(writer, made):
        yield
    if writer.value("SELECT 1 FROM undo_images WHERE step_id = ? LIMIT 1", (made,)) is None:
        writer.execute("DELETE FROM undo_steps WHERE id = ?", (made,))
        writer.nothing_done = True
        return
    _forget(writer, "undone = 1 OR id <= ?", (made - KEPT_STEPS,))


def add_step(writer: Writer, step: Step) -> None:
    """Note something that was done outside a step, in many transactions, and that ``undo`` is told how to take back. What
    was undone before can then no longer be redone."""
    made = _insert_step(writer, step)
    _forget(writer, "undone = 1 OR id <= ?", (made - KEPT_STEPS,))


def remove_steps(writer: Writer, step: Step) -> None:
    """Forget what ``add_step`` noted and nobody has undone yet."""
    writer.execute(
        "DELETE FROM undo_steps WHERE code = ? AND details = ? AND undone = 0 "
        "AND id NOT IN (SELECT step_id FROM undo_images)",
        (step.code, step.details_text),
    )


def _insert_step(writer: Writer, step: Step) -> int:
    made = writer.raw.execute(
        "INSERT INTO undo_steps (code, details, who, made_at) VALUES (?, ?, ?, ?)",
        (step.code, step.details_text, writer.who, int(time.time())),
    ).lastrowid
    assert made is not None
    return made


def _no_pulse(done: int, total: int) -> None:
    """Nobody waits."""


def undo(writer: Writer, take_back: TakeBack | None = None, pulse: Pulse = _no_pulse) -> UndoOutcome | None:
    """Take back the newest step that is done; None when there is none. To be called outside an undo step.

    ``take_back`` does so for a step that ``add_step`` noted; what it changes is recorded, for redo. It may raise."""
    return _swap(writer, f"{_STEP} WHERE undone = 0 ORDER BY id DESC LIMIT 1", 1, take_back, pulse)


def redo(writer: Writer, pulse: Pulse = _no_pulse) -> UndoOutcome | None:
    """Do again what was undone last; None when there is nothing."""
    return _swap(writer, f"{_STEP} WHERE undone = 1 ORDER BY id LIMIT 1", 0, None, pulse)


def load_undo_state(view: View) -> UndoState:
    """The names of what undo and redo would do."""
    done = view.row(f"{_STEP} WHERE undone = 0 ORDER BY id DESC LIMIT 1")
    undone = view.row(f"{_STEP} WHERE undone = 1 ORDER BY id LIMIT 1")
    first, second = (step_from(*row[1:]) if row else None for row in (done, undone))
    return UndoState(first.name if first else "", second.name if second else "", first, second)


def list_steps(view: View) -> tuple[KeptStep, ...]:
    """All steps, the newest first."""
    rows = view.rows("SELECT id, code, details, made_at, who, undone FROM undo_steps ORDER BY id DESC")
    return tuple(
        KeptStep(number, step_from(code, details), made_at, who, bool(undone))
        for number, code, details, made_at, who, undone in rows
    )


def forget_steps(writer: Writer, post_ids: Sequence[int]) -> None:
    """Before something else changes these posts for good: drop the newest step that touched one of them, and with it
    all older ones and whatever is undone, for playing those back now would mix two states."""
    newest = 0
    for chunk in in_chunks(post_ids):
        found = writer.value(
            f"SELECT max(step_id) FROM undo_images WHERE post_id IN ({marks(len(chunk))})", chunk
        )
        newest = max(newest, found or 0)
    if newest:
        _forget(writer, "id <= ? OR undone = 1", (newest,))


def forget_undone(writer: Writer) -> None:
    """Before something goes on that was there when a step was undone: doing that one again would reach only a part."""
    _forget(writer, "undone = 1", ())


def _forget(writer: Writer, condition: str, values: Sequence[object]) -> None:
    steps = [row[0] for row in writer.rows(f"SELECT id FROM undo_steps WHERE {condition}", values)]
    for chunk in in_chunks(steps):
        listed = f"({marks(len(chunk))})"
        # A new post that was undone and will never be redone leaves revisions that belong to nothing.
        orphans = writer.rows(
            "SELECT DISTINCT post_id FROM undo_images WHERE table_name = 'posts' AND operation = 'DELETE' "
            f"AND step_id IN {listed} AND post_id NOT IN (SELECT id FROM posts)",
            chunk,
        )
        writer.execute(f"DELETE FROM undo_images WHERE step_id IN {listed}", chunk)
        writer.execute(f"DELETE FROM undo_steps WHERE id IN {listed}", chunk)
        of_post = "SELECT id FROM revisions WHERE post_id = ?"
        writer.execute_many(f"DELETE FROM revision_texts WHERE revision_id IN ({of_post})", orphans)
        writer.execute_many("DELETE FROM revisions WHERE post_id = ?", orphans)
        writer.execute_many("DELETE FROM drafts WHERE post_id = ?", orphans)


def _swap(
    writer: Writer, choice: str, undone: int, take_back: TakeBack | None, pulse: Pulse
) -> UndoOutcome | None:
    found = writer.row(choice)
    if found is None:
        return None
    number, named = found[0], step_from(*found[1:])
    writer.execute("PRAGMA defer_foreign_keys = ON")
    last, total = writer.row("SELECT max(id), count(*) FROM undo_images WHERE step_id = ?", (number,))
    touched = [
        row[0]
        for row in writer.cursor(
            "SELECT DISTINCT post_id FROM undo_images WHERE step_id = ? AND post_id IS NOT NULL ORDER BY post_id",
            (number,),
        )
    ]
    before = _there(writer, touched)
    with _open_step(writer, number):
        if total or take_back is None:
            _play_all(writer, number, last, total, pulse)
            after = _there(writer, touched)
        else:
            before = after = take_back(writer, named)
    writer.execute("UPDATE undo_steps SET undone = ? WHERE id = ?", (undone, number))
    return UndoOutcome(
        named.name,
        added=frozenset(after - before),
        changed=frozenset(after & before),
        removed=frozenset(before - after),
    )


def _play_all(writer: Writer, step: int, last: int | None, total: int, pulse: Pulse) -> None:
    """Play back the images up to ``last``, some thousands at a time: a hundred thousand posts are too much for memory,
    and for whoever waits for a turn. Those that are recorded meanwhile come behind, as ``last`` goes at the very end."""
    done, place = 0, last
    while place is not None:
        pulse(done, total)
        images = writer.rows(
            "SELECT table_name, operation, image, row_key, id FROM undo_images WHERE step_id = ? AND id <= ? "
            "ORDER BY id DESC LIMIT ?",
            (step, place, PLAYED_AT_ONCE),
        )
        _play_back(writer, images)
        done += len(images)
        lowest = images[-1][4] if images else 0
        writer.execute(
            "DELETE FROM undo_images WHERE step_id = ? AND id >= ? AND id <= ? AND id <> ?",
            (step, lowest, place, last),
        )
        place = lowest - 1 if len(images) == PLAYED_AT_ONCE else None
    writer.execute("DELETE FROM undo_images WHERE step_id = ? AND id = ?", (step, last))
    pulse(total, total)


def _there(view: View, post_ids: Sequence[int]) -> set[int]:
    """Those of the posts that exist."""
    found: set[int] = set()
    for chunk in in_chunks(post_ids):
        found.update(
            row[0] for row in view.rows(f"SELECT id FROM posts WHERE id IN ({marks(len(chunk))})", chunk)
        )
    return found


def _play_back(writer: Writer, images: Sequence[Any]) -> None:
    decoded = (
        (table, operation, _decoded(image), _decoded(key)) for table, operation, image, key, _ in images
    )
    # Neighbours of one shape are one statement with many rows; the order between shapes is kept.
    for (table, operation, columns, keys), group in groupby(
        decoded, key=lambda row: (row[0], row[1], tuple(row[2]), tuple(row[3]))
    ):
        rows = [(tuple(image.values()), tuple(key.values())) for _, _, image, key in group]
        _play_group(writer, table, operation, columns, keys, rows)


def _play_group(
    writer: Writer,
    table: str,
    operation: str,
    columns: Sequence[str],
    keys: Sequence[str],
    rows: Sequence[tuple[tuple[object, ...], tuple[object, ...]]],
) -> None:
    """Play back images of one shape: the values that they hold, and those of the key."""
    where = " AND ".join(f'"{key}" = ?' for key in keys)
    named = [key for _, key in rows]
    images = [image for image, _ in rows]
    changed = [image + key for image, key in rows]
    if operation == "INSERT":
        if is_by_set(table, "DELETE", keys):
            delete_rows(writer, table, named)
        else:
            writer.execute_many(f'DELETE FROM "{table}" WHERE {where}', named)
    elif operation == "DELETE":
        if is_by_set(table, "INSERT", keys):
            insert_rows(writer, table, columns, images)
        else:
            names = ", ".join(f'"{column}"' for column in columns)
            writer.execute_many(f'INSERT INTO "{table}" ({names}) VALUES ({marks(len(columns))})', images)
    elif columns and is_by_set(table, "UPDATE", keys, columns):
        update_rows(writer, table, columns, changed)
    elif columns:
        changes = ", ".join(f'"{column}" = ?' for column in columns)
        writer.execute_many(f'UPDATE "{table}" SET {changes} WHERE {where}', changed)


def _decoded(image: str | None) -> dict[str, object]:
    if image is None:
        return {}
    values: dict[str, object] = json.loads(image)
    for name, value in values.items():
        values[name] = value_of(value)
    return values


def install_triggers(connection: sqlite3.Connection) -> None:
    """Make a new writing connection able to record."""
    connection.execute("CREATE TEMP TABLE open_step (id INTEGER)")
    for table in UNDOABLE:
        for event in _EVENTS:
            # A term that something else has come to use must not go when the step that made it is undone.
            if (table, event) != ("terms", "INSERT"):
                connection.execute(_trigger(connection, table, event))


@contextmanager
def _open_step(writer: Writer, step: int) -> Iterator[None]:
    # When the block raises, the rollback closes the step.
    writer.execute("INSERT INTO temp.open_step (id) VALUES (?)", (step,))
    writer.step = step
    yield
    writer.step = None
    writer.execute("DELETE FROM temp.open_step")


def _trigger(connection: sqlite3.Connection, table: str, event: str) -> str:
    described = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
    columns = [name for _, name, *_ in described]
    keys = [name for _, name, *_, key in described if key]
    current = "OLD" if event == "DELETE" else "NEW"
    post = post_column(table, columns)
    if event == "INSERT":
        image = "NULL"
    elif event == "DELETE":
        image = json_object("OLD", columns)
    else:
        image = _json_of_changes(columns)
    return (
        f"CREATE TEMP TRIGGER record_{table}_{event.lower()} AFTER {event} ON main.{table} "
        "WHEN EXISTS (SELECT 1 FROM open_step) BEGIN "
        "INSERT INTO undo_images (step_id, table_name, operation, row_key, image, post_id) "
        f"SELECT id, '{table}', '{event}', {json_object(current, keys)}, {image}, "
        f"{f'{current}.{post}' if post else 'NULL'} FROM open_step; END"
    )


def _json_of_changes(columns: Sequence[str]) -> str:
    pieces = (
        f"""CASE WHEN OLD."{column}" IS NOT NEW."{column}" """
        f"""THEN ',"{column}":' || json_quote({json_value("OLD", column)}) ELSE '' END"""
        for column in columns
    )
    return "'{' || substr(" + " || ".join(pieces) + ", 2) || '}'"
