"""Older formats are brought up to date, after a backup; backups are whole copies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fonds.model.errors import EnvironmentProblem
from fonds.store import opening
from fonds.store.archive import Archive
from fonds.store.backup import backup_archive
from fonds.store.connections import Mode, connect
from fonds.store.file_format import APPLICATION_ID, SCHEMA_VERSION
from fonds.store.migrations import MigrationStep, migrate
from fonds.store.posts import get_post
from store.making import add_numbered, found


def _old_archive(path: Path) -> None:
    """An archive of the time before there were slugs."""
    with Archive.create(path) as archive:
        add_numbered(archive, 20)
    with closing(sqlite3.connect(path)) as database:
        database.execute("ALTER TABLE posts DROP COLUMN slug")
        database.execute("PRAGMA user_version = 0")


def _add_slugs(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE posts ADD COLUMN slug TEXT NOT NULL DEFAULT ''")


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_format_is_brought_up_to_date_after_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "档案.fonds"
    _old_archive(path)
    monkeypatch.setattr(opening, "STEPS", {0: _add_slugs})
    with Archive.open(path) as archive:
        assert len(found(archive, "示范")) == 20
        with archive.reading() as view:
            assert get_post(view, 1).metadata.slug == ""
    assert _version(path) == SCHEMA_VERSION
    (backup,) = (entry for entry in tmp_path.iterdir() if entry != path)
    assert backup.name.startswith("档案.before-format-1.")
    assert _version(backup) == 0
    with closing(sqlite3.connect(backup)) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.execute("SELECT count(*) FROM posts").fetchone() == (20,)


def test_an_archive_of_today_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    with closing(connect(path, Mode.WRITE)) as connection:
        assert migrate(connection, path) is None
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_step_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    _old_archive(path)

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM post_terms")
        raise RuntimeError("a step with a fault")

    with closing(connect(path, Mode.WRITE)) as connection, pytest.raises(RuntimeError, match="a step"):
        migrate(connection, path, {0: _add_slugs, 1: fail}, target=2)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM post_terms").fetchone() == (40,)
        assert "slug" not in {row[1] for row in database.execute("PRAGMA table_info(posts)")}
    assert _version(path) == 0


def test_several_steps_run_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    _old_archive(path)
    order: list[int] = []
    steps = {number: lambda _, number=number: order.append(number) for number in range(3)}
    with closing(connect(path, Mode.WRITE)) as connection:
        assert migrate(connection, path, steps, target=3) is not None
    assert (order, _version(path)) == ([0, 1, 2], 3)


def test_a_step_that_another_program_did_meanwhile_is_not_done_again(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    _old_archive(path)
    with closing(connect(path, Mode.WRITE)) as other:

        class Overtaken(dict[int, MigrationStep]):
            """The steps, which are first looked for when the version has been read."""

            def __contains__(self, number: object) -> bool:
                _add_slugs(other)
                other.execute("PRAGMA user_version = 1")
                return True

        with closing(connect(path, Mode.WRITE)) as connection:
            migrate(connection, path, Overtaken({0: _add_slugs}), target=1)
    assert _version(path) == 1


def test_an_older_format_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    _old_archive(path)
    with pytest.raises(EnvironmentProblem, match="older format"):
        Archive.open(path, read_only=True)


def test_an_archive_of_before_the_first_release_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE segments")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="is damaged"):
        Archive.open(path)
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE post_index (title, body)")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(EnvironmentProblem, match="early trial version"):
            Archive.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_backup_is_the_same_archive(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.fonds", tmp_path / "copy ü%.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 50)
        backup_archive(path, copy)
        with archive.reading() as view:
            posts = [get_post(view, number) for number in range(1, 51)]
    with Archive.open(copy) as archive, archive.reading() as view:
        assert [get_post(view, number) for number in range(1, 51)] == posts
        assert len(found(archive, "示范区")) == 50


def test_a_backup_replaces_nothing_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    path, taken = tmp_path / "a.fonds", tmp_path / "taken"
    Archive.create(path).close()
    taken.write_text("mine")
    with pytest.raises(EnvironmentProblem, match="already"):
        backup_archive(path, taken)
    with pytest.raises(EnvironmentProblem):
        backup_archive(path, tmp_path / "missing" / "b.fonds")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.fonds", "taken"]
    assert taken.read_text() == "mine"
