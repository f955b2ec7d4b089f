"""The columns always say what the tables say, whatever was done, and however much of it lies in blocks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.progress import CancelToken, ignore_progress
from fonds.services.archives import check_archive
from fonds.store.archive import Archive
from fonds.store.changed_posts import count_changes, renew_columns
from fonds.store.column_blocks import fold_changed
from fonds.store.column_facts import Names, decode, encode, new_names
from fonds.store.column_rows import Vocabulary, first_folders, read_facts
from fonds.store.columns import load_columns, read_columns, wrong_columns
from fonds.store.posts import set_trashed
from store.making import START, add_numbered, add_posts, found, make_candidate
from store.test_counts import OPERATIONS


def _fold(archive: Archive, argument: int) -> None:
    with archive.writing() as writer:
        fold_changed(writer, count_changes(writer))


def _look(archive: Archive, argument: int) -> None:
    with archive.reading() as view:
        load_columns(view)


STEPS: list[Callable[[Archive, int], None]] = [*OPERATIONS, _fold, _fold, _fold, _look, _look, _look]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 60)), max_size=16))
def test_the_columns_are_right_after_whatever_was_done(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[Callable[[Archive, int], None], int]]
) -> None:
    path = tmp_path_factory.mktemp("columns") / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 8)
        for operation, argument in operations:
            operation(archive, argument)
            if operation in (_fold, _look):
                _assert_right(archive)
        _assert_right(archive)
    with Archive.open(path, read_only=True) as archive:
        _assert_right(archive)


def _assert_right(archive: Archive) -> None:
    with archive.reading() as view:
        assert wrong_columns(view, load_columns(view)) == []
        assert wrong_columns(view, read_columns(view)) == []


def test_each_reader_has_its_own_state(archive: Archive) -> None:
    add_numbered(archive, 3)
    with archive.reading() as before:
        assert before.value("SELECT count(*) FROM posts") == 3
        assert _trashed(archive) == []
        with archive.writing() as writer:
            set_trashed(writer, [2], START)
            assert np.flatnonzero(load_columns(writer)["flags"] & 2).tolist() == [2]
        assert _trashed(archive) == [2]
        assert np.flatnonzero(load_columns(before)["flags"] & 2).tolist() == []
        assert _trashed(archive) == [2]


def _trashed(archive: Archive) -> list[int]:
    with archive.reading() as view:
        return np.flatnonzero(load_columns(view)["flags"] & 2).tolist()


def test_what_one_transaction_took_back_is_not_kept(archive: Archive) -> None:
    add_numbered(archive, 3)
    with pytest.raises(ZeroDivisionError), archive.writing() as writer:
        set_trashed(writer, [2], START)
        load_columns(writer)
        raise ZeroDivisionError
    assert _trashed(archive) == []


def test_thousands_of_posts_lie_in_blocks(archive: Archive) -> None:
    add_numbered(archive, 8200)
    with archive.reading() as view:
        assert [row[0] for row in view.rows("SELECT block FROM column_blocks")] == [0, 1, 2]
        assert view.rows("SELECT * FROM changed_posts") == []
        assert wrong_columns(view, read_columns(view)) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE column_blocks SET data = x''",
        "UPDATE column_blocks SET data = substr(data, 1, 100)",
        "UPDATE column_blocks SET data = substr(data, 1, length(data) - 9)",
        "UPDATE column_blocks SET data = x'020000007b7d'",
        "UPDATE column_blocks SET data = x'ffffffffff'",
        "UPDATE column_blocks SET data = 'text'",
        "INSERT INTO column_blocks SELECT 1 << 40, made, data FROM column_blocks",
        "INSERT INTO column_blocks SELECT -1, made, data FROM column_blocks",
        "UPDATE meta SET value = 'others' WHERE name = 'column_rules'",
        "DELETE FROM meta WHERE name IN ('column_rules', 'changes')",
    ],
)
def test_what_is_damaged_is_read_from_the_tables(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 20)
        _fold(archive, 0)
    with closing(sqlite3.connect(path)) as database:
        database.execute(damage)
        database.commit()
    with Archive.open(path) as archive:
        _assert_right(archive)
        with archive.writing() as writer:
            set_trashed(writer, [3], START)
        _fold(archive, 0)
        _assert_right(archive)


def test_wrong_columns_are_found_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 20)
        _fold(archive, 0)
    for damage in (
        "UPDATE posts SET status = 'draft' WHERE id = 7",
        "DELETE FROM post_terms WHERE post_id = 7",
        "UPDATE column_blocks SET block = 1",
    ):
        with closing(sqlite3.connect(path)) as database:
            database.execute(damage)
            database.commit()
        with Archive.open(path) as archive:
            problems = check_archive(archive, ignore_progress, CancelToken()).problems
            assert "What lists are made from is wrong for post 7." in problems
            check_archive(archive, ignore_progress, CancelToken())
            assert check_archive(archive, ignore_progress, CancelToken()).problems == ()
            _assert_right(archive)


def test_a_term_that_is_moved_from_below_changes_all(archive: Archive) -> None:
    add_posts(archive, make_candidate(1, categories=(("a", "b"),)), make_candidate(2, categories=(("c",),)))
    _assert_right(archive)
    with archive.writing() as writer:
        writer.execute(
            "UPDATE terms SET parent_id = (SELECT id FROM terms WHERE name = 'c') WHERE name = 'b'"
        )
    _assert_right(archive)


def test_facts_survive_being_written(archive: Archive) -> None:
    odd = make_candidate(1, language="zh-\ud800", tags=tuple(f"t{number}" for number in range(300)))
    add_posts(archive, odd, make_candidate(2, tags=(), categories=()))
    with archive.reading() as view:
        names = new_names(9)
        facts = read_facts(view, [1, 2, 3], names, Vocabulary())
        again = decode(encode(facts, names), names)
    for name, column in facts.columns.items():
        assert column.tolist() == again.columns[name].tolist()
    assert facts.starts.tolist() == again.starts.tolist() == [0, 301, 301, 301]
    assert facts.places.tolist() == again.places.tolist()


def test_folders_are_told_apart_up_to_a_number() -> None:
    names = Names(most=2)
    assert [names.code(text) for text in ("", "a/b", "a/c", "a/b", "a/d", "e", "f/g", "h/i", "e", "*")] == [
        *(0, 1, 2, 1, 2, 3, 3, 3, 3, 3)
    ]
    assert names.texts == ["", "a/b", "a/*", "*"]


@pytest.mark.parametrize(
    ("path", "folders"),
    [
        ("a.md", ""),
        ("A/b.md", "a"),
        ("a/B/c.md", "a/b"),
        ("a/b/c/d.md", "a/b"),
        ("/x/y.md", "/x"),
        ("café/x.md".encode("latin-1"), "caf?"),
    ],
)
def test_the_first_two_folders_count(path: str | bytes, folders: str) -> None:
    found = first_folders(path)
    assert found == folders or (isinstance(path, bytes) and found.startswith("caf"))


def test_columns_of_other_rules_are_not_believed_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 3)
        with archive.writing() as writer:
            renew_columns(writer)
            writer.execute("UPDATE meta SET value = '0' WHERE name = 'column_rules'")
            writer.execute("UPDATE column_blocks SET data = x''")
    with Archive.open(path, read_only=True) as archive:
        assert len(found(archive, "示范")) == 3
        assert len(found(archive, "tag:上海")) == 3
