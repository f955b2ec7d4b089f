"""The archive file: made, opened, refused, shared by threads, closed."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.model.progress import CancelToken
from fonds.store.archive import Archive
from fonds.store.file_format import APPLICATION_ID, SCHEMA_VERSION, TABLES
from fonds.store.posts import get_post
from store.making import add_numbered, found

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.mark.parametrize(
    "name", ["档案 一.fonds", "a?b%20#c.fonds", "file:x&mode=rw.fonds", "ü'\"$;.fonds", "no suffix"]
)
def test_any_name_makes_one_file_that_opens_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with Archive.create(path) as archive:
        ids = add_numbered(archive, 3)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    with Archive.open(path) as archive:
        assert sorted(found(archive)) == ids
        assert not archive.read_only
        assert not archive.unclean
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: elsewhere a name is always text")
def test_a_name_that_is_no_text_works(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xb5\xb5.fonds")
    with Archive.create(path) as archive:
        add_numbered(archive, 1)
    with Archive.open(path) as archive:
        assert len(found(archive)) == 1


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_creating_never_touches_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    path.write_bytes(b"something else")
    with pytest.raises(EnvironmentProblem, match="already"):
        Archive.create(path)
    assert path.read_bytes() == b"something else"
    link = tmp_path / "link.fonds"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(EnvironmentProblem, match="already"):
        Archive.create(link)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.fonds", "link.fonds"]


def test_creating_beside_the_journal_of_another_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 1)
        journal = Path(f"{path}-wal").read_bytes()
    path.unlink()
    Path(f"{path}-wal").write_bytes(journal)
    with pytest.raises(EnvironmentProblem, match="no longer there"):
        Archive.create(path)
    assert not path.exists()
    assert Path(f"{path}-wal").read_bytes() == journal
    Path(f"{path}-wal").unlink()
    with Archive.create(path) as archive:
        assert found(archive) == []


def test_creating_in_a_missing_folder_fails_clearly(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="No archive can be made"):
        Archive.create(tmp_path / "missing" / "a.fonds")


def test_opening_never_creates(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="does not exist"):
        Archive.open(tmp_path / "a.fonds")
    with pytest.raises(EnvironmentProblem, match="not a file"):
        Archive.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\x00", b"A text, and a long one. " * 500])
def test_other_files_are_refused_unchanged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.fonds"
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(EnvironmentProblem, match="not an archive"):
            Archive.open(path, read_only)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE posts (id)")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="another program"):
        Archive.open(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.fonds"]


def test_a_newer_format_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(EnvironmentProblem, match="newer Fonds"):
            Archive.open(path, read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["truncate", "overwrite"])
def test_a_damaged_file_is_told_not_mended(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 200)
    size = path.stat().st_size
    with path.open("r+b") as file:
        if damage == "truncate":
            file.truncate(size // 3)
        else:
            file.seek(4096)
            file.write(b"\xa5" * (size - 8192))
    before = path.read_bytes()
    with (
        pytest.raises(EnvironmentProblem, match="damaged"),
        Archive.open(path) as archive,
        archive.reading() as view,
    ):
        for number in range(1, 201):
            get_post(view, number)
    assert len(path.read_bytes()) == len(before)


def test_read_only_by_choice_refuses_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 2)
    before = path.read_bytes()
    with Archive.open(path, read_only=True) as archive:
        assert archive.read_only
        assert len(found(archive, "示范")) == 2
        with pytest.raises(EnvironmentProblem, match="reading only"), archive.writing():
            pass
    assert path.read_bytes() == before


def test_a_view_cannot_write(archive: Archive) -> None:
    with pytest.raises(EnvironmentProblem, match="only be read"), archive.reading() as view:
        view.rows("DELETE FROM posts")


@contextmanager
def _without_rights() -> Iterator[None]:
    """The block as a user whom modes stop: root goes as somebody else for a while."""
    if os.getuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can come to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="needs another user, or modes that hold")
@pytest.mark.parametrize("wal", [False, True])
def test_a_medium_that_cannot_be_written_is_read(wal: bool, public_folder: Path) -> None:
    path = public_folder / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 1)
    if wal:
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode = WAL")
        assert path.read_bytes()[18] == 2
    path.chmod(0o444)
    public_folder.chmod(0o555)
    with _without_rights(), Archive.open(path) as archive:
        assert archive.read_only
        with archive.reading() as view:
            assert get_post(view, 1).id == 1
        with pytest.raises(EnvironmentProblem, match="reading only"), archive.writing():
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="needs another user, or modes that hold")
def test_an_unclosed_archive_on_such_a_medium_is_not_read_halfway(public_folder: Path) -> None:
    path, other = public_folder / "a.fonds", public_folder / "b.fonds"
    with Archive.create(other) as archive:
        add_numbered(archive, 1)
        path.write_bytes(other.read_bytes())
        Path(f"{path}-wal").write_bytes(Path(f"{other}-wal").read_bytes())
    path.chmod(0o444)
    public_folder.chmod(0o555)
    with _without_rights(), pytest.raises(EnvironmentProblem, match="was not closed"):
        Archive.open(path)


def test_a_failed_block_leaves_nothing(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.writing("Oops") as writer:
        writer.execute("INSERT INTO saved_searches (name, query, position) VALUES ('a', 'b', 1)")
        raise ZeroDivisionError
    with archive.reading() as view:
        assert view.rows("SELECT * FROM saved_searches") == []
        assert view.rows("SELECT * FROM undo_steps") == []
    add_numbered(archive, 1)
    with archive.reading() as view:
        assert view.rows("SELECT * FROM undo_images") == []


def test_our_own_mistakes_stay_visible(archive: Archive) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), archive.reading() as view:
        view.rows("SELECT * FROM no_table")
    with pytest.raises(RuntimeError, match="inside a write"), archive.writing(), archive.writing():
        pass


def test_a_reader_sees_one_state(archive: Archive) -> None:
    add_numbered(archive, 1)
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM posts") == 1
        add_numbered(archive, 5)
        assert view.value("SELECT count(*) FROM posts") == 1
    assert len(found(archive)) == 6


def test_cancelling_interrupts_a_running_query(archive: Archive) -> None:
    cancel = CancelToken()
    timer = threading.Timer(0.1, cancel.cancel)
    timer.start()
    with pytest.raises(Cancelled), archive.reading(cancel) as view:
        view.value(ENDLESS)
    timer.join()
    with pytest.raises(Cancelled), archive.reading(cancel) as view:
        view.value("SELECT 1")
    assert found(archive) == []


def test_a_late_cancel_hits_no_other_reader(archive: Archive) -> None:
    cancel = CancelToken()
    with archive.reading(cancel) as view:
        view.value("SELECT 1")
    with archive.reading() as view:
        cancel.cancel()
        assert view.value("SELECT 1") == 1


def test_closing_waits_for_readers_and_refuses_new_ones(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "a.fonds")
    inside, leave, seen = threading.Event(), threading.Event(), []

    def read() -> None:
        with archive.reading() as view:
            inside.set()
            leave.wait(10)
            seen.append(view.value("SELECT count(*) FROM posts"))

    reader = threading.Thread(target=read)
    reader.start()
    inside.wait(10)
    closer = threading.Thread(target=archive.close)
    closer.start()
    while not archive.closed:
        time.sleep(0.005)
    assert closer.is_alive()
    with pytest.raises(EnvironmentProblem, match="is closed"), archive.reading():
        pass
    leave.set()
    closer.join(10)
    reader.join(10)
    assert seen == [0]
    archive.close()


def test_closing_inside_a_transaction_is_a_mistake(archive: Archive) -> None:
    with pytest.raises(RuntimeError, match="own transaction"), archive.reading():
        archive.close()


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE posts", "DROP TABLE revision_texts", "PRAGMA user_version = 0", "PRAGMA user_version = -3"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_an_archive_that_lacks_a_part_is_refused(tmp_path: Path, damage: str, read_only: bool) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 2)
    with closing(sqlite3.connect(path)) as database:
        database.execute(damage)
        database.commit()
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match=r"damaged|older format"):
        Archive.open(path, read_only)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.fonds"]


def test_the_list_of_tables_is_that_of_a_new_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    with closing(sqlite3.connect(path)) as database:
        names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in names if not name.startswith("sqlite_")} == TABLES


def test_a_text_that_is_none_is_damage(archive: Archive) -> None:
    add_numbered(archive, 1)
    with pytest.raises(EnvironmentProblem, match="damaged"), archive.writing() as writer:
        writer.execute("UPDATE posts SET title = CAST(X'ff' AS TEXT)")
        writer.rows("SELECT title FROM posts")
