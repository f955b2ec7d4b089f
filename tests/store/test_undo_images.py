"""Images written by one statement for many rows say what the triggers say, and undo reads both alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fonds.store.archive import Archive
from fonds.store.session import Writer
from fonds.store.undo import undo
from fonds.store.undo_images import (
    column_names,
    delete_rows,
    insert_rows,
    is_by_set,
    update_rows,
)
from store.making import add_numbered
from store.undoing import all_rows, with_terms_of

NASTY = "\x01b00 tags"
COLUMNS = ("tags_text", "modified_at")


def images(archive: Archive, change: Callable[[Writer], None]) -> list[Any]:
    """What a change leaves for undo; all is as before afterwards."""
    with archive.writing("Change") as writer:
        change(writer)
        kept = writer.rows(
            "SELECT table_name, operation, row_key, image, post_id FROM undo_images WHERE step_id = ? ORDER BY id",
            (writer.step,),
        )
        assert writer.value("SELECT id FROM temp.open_step") == writer.step
    with archive.writing() as writer:
        undo(writer)
    return kept


def test_posts_are_changed_by_set_as_one_by_one(archive: Archive) -> None:
    ids = add_numbered(archive, 3)
    before = all_rows(archive)
    rows = [(NASTY, 7 + number, number) for number in ids]
    one_by_one = images(
        archive,
        lambda writer: writer.execute_many(
            "UPDATE posts SET tags_text = ?, modified_at = ? WHERE id = ?", rows
        ),
    )
    assert all_rows(archive) == before
    by_set = images(archive, lambda writer: update_rows(writer, "posts", COLUMNS, rows))
    assert all_rows(archive) == before
    assert [row[:3] for row in by_set] == [row[:3] for row in one_by_one]
    assert [row[4] for row in by_set] == ids


def test_terms_come_and_go_by_set_as_one_by_one(archive: Archive) -> None:
    ids = add_numbered(archive, 3)
    with archive.writing() as writer:
        writer.execute("INSERT INTO terms (kind, parent_id, name) VALUES ('tag', 0, ?)", ("新",))
        term = writer.value("SELECT max(id) FROM terms")
    rows = [(number, term, 9) for number in ids]
    insert = "INSERT INTO post_terms (post_id, term_id, position) VALUES (?, ?, ?)"
    columns = ("post_id", "term_id", "position")

    def add(writer: Writer) -> None:
        insert_rows(writer, "post_terms", columns, rows)

    assert images(archive, add) == images(archive, lambda writer: writer.execute_many(insert, rows))
    with archive.writing("Add") as writer:
        add(writer)
    before = all_rows(archive)
    named = [row[:2] for row in rows]
    delete = "DELETE FROM post_terms WHERE post_id = ? AND term_id = ?"
    by_set = images(archive, lambda writer: delete_rows(writer, "post_terms", named))
    assert all_rows(archive) == with_terms_of(before, all_rows(archive)) == before
    assert by_set == images(archive, lambda writer: writer.execute_many(delete, named))


def test_nothing_is_kept_outside_a_step(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    with archive.writing() as writer:
        update_rows(writer, "posts", ("modified_at",), [(5, number)])
        assert writer.value("SELECT count(*) FROM undo_images") == 0
        assert writer.value("SELECT count(*) FROM temp.open_step") == 0


def test_only_rows_that_nothing_hangs_on_are_changed_by_set(archive: Archive) -> None:
    with archive.reading() as view:
        for table in ("posts", "post_terms"):
            keys = [name for _, name, *_, key in view.rows(f"PRAGMA main.table_info({table})") if key]
            assert is_by_set(table, "UPDATE", keys, ["modified_at"])
            assert not is_by_set(table, "UPDATE", keys, keys)
            assert set(keys) < set(column_names(view.raw, table))
        referring = [
            name
            for (name,) in view.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            if any(row[2] == "post_terms" for row in view.rows(f"PRAGMA foreign_key_list({name})"))
        ]
    assert not referring
    assert not is_by_set("posts", "DELETE", ["id"])
    assert not is_by_set("terms", "DELETE", ["id"])
