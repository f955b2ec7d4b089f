"""The images by which undo knows what rows were: as the triggers of ``undo`` write them, and for many rows at once.

Rule: both say the same. A trigger costs more than the change that it watches, so that whoever changes thousands of rows
of a kind that nothing hangs on lets one statement write the images of all of them, while the triggers rest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fonds.store.session import Writer, in_chunks, marks

_BYTES = "b"
_TEXT = "t"
_KEYS = {"posts": ("id",), "post_terms": ("post_id", "term_id")}
_OPERATIONS = {
    "posts": frozenset({"UPDATE"}),  # what hangs on a post would go with it, and nobody would write that down
    "post_terms": frozenset({"INSERT", "UPDATE", "DELETE"}),
}
_KEEP = "INSERT INTO undo_images (step_id, table_name, operation, row_key, image, post_id)"


def is_by_set(table: str, operation: str, keys: Sequence[str], columns: Sequence[str] = ()) -> bool:
    """Whether rows of a table, named by ``keys``, may be changed so by the functions below."""
    known = _KEYS.get(table)
    return known == tuple(keys) and operation in _OPERATIONS[table] and not set(known) & set(columns)


def update_rows(writer: Writer, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Give rows new values: each is those of ``columns``, then those of its primary key."""
    keys = _KEYS[table]
    changes = ", ".join(f'"{column}" = ?' for column in columns)
    named = [row[len(columns) :] for row in rows]
    with _images_written(writer):
        _keep(writer, table, "UPDATE", named, json_object(table, columns))
        writer.execute_many(f'UPDATE "{table}" SET {changes} WHERE {_is_row(keys)}', rows)


def delete_rows(writer: Writer, table: str, named: Sequence[Sequence[object]]) -> None:
    """Take rows away, each named by the values of its primary key."""
    with _images_written(writer):
        columns = column_names(writer.raw, table)
        _keep(writer, table, "DELETE", named, json_object(table, columns))
        writer.execute_many(f'DELETE FROM "{table}" WHERE {_is_row(_KEYS[table])}', named)


def insert_rows(writer: Writer, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Add rows with these columns, all of the primary key among them."""
    places = [columns.index(key) for key in _KEYS[table]]
    names = ", ".join(f'"{column}"' for column in columns)
    with _images_written(writer):
        writer.execute_many(f'INSERT INTO "{table}" ({names}) VALUES ({marks(len(columns))})', rows)
        _keep(writer, table, "INSERT", [[row[place] for place in places] for row in rows], "NULL")


def json_object(row: str, columns: Sequence[str]) -> str:
    """SQL for the values of a row (its name there) as JSON."""
    return "json_object(" + ", ".join(f"'{column}', {json_value(row, column)}" for column in columns) + ")"


def json_value(row: str, column: str) -> str:
    """SQL for a value as JSON can hold it: JSON holds no bytes, so they are marked, and so is a text that begins like
    such a mark."""
    value = f'{row}."{column}"'
    return (
        f"CASE WHEN typeof({value}) = 'blob' THEN char(1) || '{_BYTES}' || hex({value}) "
        f"WHEN substr({value}, 1, 1) = char(1) THEN char(1) || '{_TEXT}' || {value} ELSE {value} END"
    )


def value_of(kept: object) -> object:
    """What such a value was."""
    if not isinstance(kept, str) or kept[:1] != "\x01":
        return kept
    return bytes.fromhex(kept[2:]) if kept[1] == _BYTES else kept[2:]


def post_column(table: str, columns: Sequence[str]) -> str | None:
    """The column of a table that says which post a row belongs to."""
    return "post_id" if "post_id" in columns else "id" if table == "posts" else None


def column_names(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table."""
    return [name for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})")]


@contextmanager
def _images_written(writer: Writer) -> Iterator[None]:
    """Let the triggers rest: the block writes the images. When it raises, the rollback wakes them."""
    if writer.step is None:
        yield
        return
    writer.execute("DELETE FROM temp.open_step")
    yield
    writer.execute("INSERT INTO temp.open_step (id) VALUES (?)", (writer.step,))


def _keep(writer: Writer, table: str, operation: str, named: Sequence[Sequence[object]], image: str) -> None:
    if writer.step is None:
        return
    keys = _KEYS[table]
    post = post_column(table, keys)
    one = f"({marks(len(keys))})"
    same = " AND ".join(f'{table}."{key}" = v.column{number}' for number, key in enumerate(keys, 1))
    select = f"SELECT ?, '{table}', '{operation}', {json_object(table, keys)}, {image}, {table}.{post}"
    for chunk in in_chunks(named):
        found = f"FROM (VALUES {', '.join([one] * len(chunk))}) v CROSS JOIN {table} ON {same}"
        values = [value for row in chunk for value in row]
        writer.execute(f"{_KEEP} {select} {found}", (writer.step, *values))


def _is_row(keys: Sequence[str]) -> str:
    return " AND ".join(f'"{key}" = ?' for key in keys)
