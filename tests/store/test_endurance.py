"""The archive under kills, full disks, other programs, swapped files and many threads."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query_tree import Words
from fonds.store import connections
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.text_index import TextIndex
from store.making import add_numbered, child_environment, found, run_python


def test_many_threads_read_while_one_writes(archive: Archive) -> None:
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                with archive.reading() as view:
                    count = view.value("SELECT count(*) FROM posts")
                    assert count % 10 == 0
                    assert view.value("SELECT count(*) FROM pending_posts") == count
        except BaseException as error:  # noqa: BLE001  handed to the test's own thread
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(6)]
    for reader in readers:
        reader.start()
    for _ in range(15):
        add_numbered(archive, 10)
    done.set()
    for reader in readers:
        reader.join(10)
    assert failures == []
    assert len(found(archive)) == 150


def test_a_second_opening_takes_nothing_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as first:
        with Archive.open(path) as second:
            assert add_numbered(second, 1) == [1]
        with first.reading() as view:
            assert view.value("PRAGMA journal_mode") == "wal"
            assert add_numbered(first, 1) == [2]
            assert view.value("SELECT count(*) FROM posts") in (1, 2)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.fonds"]


def test_another_program_that_writes_is_waited_for_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.2)
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        add_numbered(archive, 1)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentProblem, match="in use by another program"), archive.writing():
            pass
        assert len(found(archive)) == 1
        other.execute("ROLLBACK")
        add_numbered(archive, 1)
        assert len(found(archive)) == 2


@pytest.mark.parametrize("how", ["replaced", "deleted"])
def test_nothing_is_written_to_a_file_that_was_swapped(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.fonds"
    archive = Archive.create(path)
    add_numbered(archive, 1)
    assert len(found(archive)) == 1
    if how == "replaced":
        other = tmp_path / "other"
        Archive.create(other).close()
        other.replace(path)
    else:
        path.unlink()
    with pytest.raises(EnvironmentProblem, match="moved, deleted or replaced"):
        add_numbered(archive, 1)
    assert len(found(archive)) == 1
    with (
        archive.reading(),
        pytest.raises(EnvironmentProblem, match="moved, deleted or replaced"),
        archive.reading(),  # by a second connection, which would open the other file
    ):
        pass
    archive.close()


WRITING_CHILD = """
import sys
from pathlib import Path
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.text_index import TextIndex
from store.making import accept, make_candidate
from fonds.store.posts import insert_candidates
with Archive.open(Path(sys.argv[1])) as archive:
    for batch in range(10_000):
        with archive.writing(durable=False) as writer:
            insert_candidates(writer, accept([make_candidate(batch * 20 + n) for n in range(20)]))
        print(batch + 1, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.15, 0.3])
def test_a_kill_loses_no_finished_batch_and_leaves_no_half_one(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    environment = child_environment()
    environment["PYTHONPATH"] += os.pathsep + str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", WRITING_CHILD, str(path)], env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(seconds)
        child.kill()
        lines += child.stdout.readlines()
    finished = max(int(line) for line in lines if line.endswith("\n"))
    with Archive.open(path) as archive:
        assert archive.unclean
        with archive.reading() as view:
            assert view.rows("PRAGMA quick_check") == [("ok",)]
            posts = view.value("SELECT count(*) FROM posts")
            assert posts % 20 == 0
            assert posts // 20 in (finished, finished + 1)
            for table in ("revisions", "revision_texts", "pending_posts"):
                assert view.value(f"SELECT count(*) FROM {table}") == posts
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.fonds"]


FOLDING_CHILD = """
import sys
from pathlib import Path
from fonds.store.archive import Archive
from fonds.store.folding import fold_waiting, merge_segments
from fonds.store.posts import insert_candidates, replace_source
from store.making import accept, make_candidate
with Archive.open(Path(sys.argv[1])) as archive:
    for turn in range(1, 10_000):
        with archive.writing(durable=False) as writer:
            (post,) = insert_candidates(writer, accept([make_candidate(turn)]))
            replace_source(writer, post // 2 + 1, make_candidate(turn, f"共同{turn}"), "edit")
        fold_waiting(archive)
        merge_segments(archive)
        print(turn, flush=True)
"""


@pytest.mark.parametrize("turns", [3, 9, 17, 30])
def test_a_kill_while_the_index_is_tended_leaves_every_post_to_be_found(tmp_path: Path, turns: int) -> None:
    path = tmp_path / "a.fonds"
    Archive.create(path).close()
    environment = child_environment()
    environment["PYTHONPATH"] += os.pathsep + str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", FOLDING_CHILD, str(path)], env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(turns):
            child.stdout.readline()
        time.sleep(turns / 1000)
        child.kill()
    with Archive.open(path) as archive, archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []
        posts = {row[0] for row in view.rows("SELECT id FROM posts")}
        assert len(posts) >= turns
        index = TextIndex(view)
        edited, others = set(index.find(Words("共同")).tolist()), set(index.find(Words("示范")).tolist())
        assert edited | others == posts
        assert not edited & others


LIMITED_CHILD = """
import resource, signal, sys
from pathlib import Path
from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query_tree import Words
from fonds.store.archive import Archive
from fonds.store.media import put_media
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
with Archive.open(path) as archive:
    limit = path.stat().st_size + 400_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with archive.writing("Attach") as writer:
            for number in range(100):
                put_media(writer, bytes([number]) * 100_000, "x.bin")
    except EnvironmentProblem as problem:
        print(problem)
    with archive.reading() as view:
        print(view.value("SELECT count(*) FROM media"), view.value("SELECT count(*) FROM posts"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on file sizes")
def test_a_full_disk_is_told_and_nothing_is_torn(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        add_numbered(archive, 3)
    result = run_python(LIMITED_CHILD, path)
    assert "full" in result.stdout.splitlines()[0], result.stderr
    assert result.stdout.splitlines()[1] == "0 3"
    with Archive.open(path) as archive, archive.reading() as view:
        assert view.rows("PRAGMA quick_check") == [("ok",)]
        assert len(found(archive)) == 3
